import { gpusOfObject, ownerOfObject } from './discover';
import type { RunObject } from './kube';

describe('discovery', () => {
  const object = (
    kind: string,
    spec: RunObject['spec'],
    annotations?: Record<string, string>,
  ): RunObject => ({
    apiVersion: 'v1',
    kind,
    metadata: { name: 'x', annotations },
    spec,
  });
  const containers = [
    { name: 'c', resources: { limits: { 'amd.com/gpu': '4' } } },
  ];
  it.each([
    ['KaiwoJob', { gpus: 8 }, 8],
    ['KaiwoJob', { gpus: 1, replicas: 2, gpusPerReplica: 8 }, 16],
    ['Job', { parallelism: 2, template: { spec: { containers } } }, 8],
    ['Job', { template: { spec: { containers: [{ name: 'c' }] } } }, 0],
    ['Deployment', { replicas: 3, template: { spec: { containers } } }, 12],
    [
      'RayJob',
      {
        rayClusterSpec: {
          headGroupSpec: { template: { spec: { containers: [] } } },
          workerGroupSpecs: [
            { replicas: 2, template: { spec: { containers } } },
          ],
        },
      },
      8,
    ],
  ])('GPUs of %s %j', (kind, spec, gpus) =>
    expect(gpusOfObject(object(kind, spec))).toBe(gpus),
  );

  const members = ['user:default/ada', 'user:default/Bob'];
  it.each([
    [
      object('Job', {}, { 'airm.silogen.ai/submitter': 'user:default/ada' }),
      'user:default/ada',
    ],
    [
      object('Job', {}, { 'airm.silogen.ai/submitter': 'user:default/eve' }),
      undefined,
    ],
    [
      object('Job', {}, { 'airm.silogen.ai/submitter': 'ada@example.test' }),
      'user:default/ada',
    ],
    [object('KaiwoJob', { user: 'bob@example.test' }), 'user:default/Bob'],
    [object('KaiwoJob', { user: 'eve@example.test' }), undefined],
    [object('Job', {}), undefined],
  ])('owner, case %#', (found, owner) =>
    expect(ownerOfObject(found, members)).toBe(owner),
  );
});
