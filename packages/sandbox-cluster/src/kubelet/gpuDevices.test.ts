import { namespaceObject, startTestSandbox } from '../controllers/testing';
import {
  KINDS,
  type NodeObject,
  type Pod,
} from '../controllers/runtime/kubeTypes';
import {
  GpuDevices,
  GPUS_ANNOTATION,
  lowestFree,
  parseIndexes,
} from './gpuDevices';

jest.setTimeout(60_000);

const node = (unhealthy = ''): NodeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'n',
    annotations: { 'sandbox.silogen.ai/unhealthy-gpus': unhealthy },
  },
  status: { capacity: { 'amd.com/gpu': '8' } },
});

const pod = (gpus: number, indexes?: string, phase?: 'Succeeded'): Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'p',
    annotations: indexes ? { [GPUS_ANNOTATION]: indexes } : {},
  },
  spec: {
    nodeName: 'n',
    containers: [
      {
        name: 'main',
        image: 'i',
        resources: { limits: { 'amd.com/gpu': gpus } },
      },
    ],
  },
  status: { phase },
});

describe('GpuDevices', () => {
  it.each([
    [[], '', 3, [0, 1, 2]],
    [[pod(2, '0,2')], '', 3, [1, 3, 4]],
    [[pod(2, '0,2'), pod(2)], '', 2, [4, 5]],
    [[pod(4, '0,1,2,3', 'Succeeded')], '', 2, [0, 1]],
    [[], '0,3', 3, [1, 2, 4]],
    [[pod(6, '1,2,4,5,6,7')], '0', 2, [0, 3]],
    [[], '', 0, []],
  ])('%# takes the lowest free ones', (pods, unhealthy, wanted, expected) => {
    const devices = GpuDevices.create([node(unhealthy)], pods);
    expect(devices.take('n', wanted)).toEqual(expected);
  });

  it('takes none twice', () => {
    const devices = GpuDevices.create([node()], []);
    expect([devices.take('n', 3), devices.take('n', 3)]).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(devices.take('elsewhere', 2)).toEqual([]);
  });

  it('reads indexes and leaves out what is none', () => {
    expect(parseIndexes(' 0,12, x,,-1')).toEqual([0, 12]);
    expect(parseIndexes(undefined)).toEqual([]);
  });

  it('gives what there is when more is wanted', () => {
    expect(
      lowestFree(9, { count: 2, taken: new Set(), unhealthy: [] }),
    ).toEqual([0, 1]);
  });
});

describe('the pod scheduler', () => {
  it('writes on each pod which GPUs it got', async () => {
    const sandbox = await startTestSandbox({ cluster: 'hall-a' });
    await sandbox.apply(namespaceObject('devices'));
    const bound = [];
    for (const name of ['first', 'second']) {
      await sandbox.apply({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'devices' },
        spec: {
          nodeSelector: { 'kubernetes.io/hostname': 'hall-a-mi300x-1' },
          containers: [
            {
              name: 'main',
              image: 'jupyter:1',
              resources: { limits: { 'amd.com/gpu': '3' } },
            },
          ],
        },
      } as Pod);
      bound.push(
        await sandbox.until<Pod>(KINDS.pod, name, 'devices', object =>
          Boolean(object.spec.nodeName),
        ),
      );
    }
    expect(
      bound.map(({ metadata }) => metadata.annotations?.[GPUS_ANNOTATION]),
    ).toEqual(['0,1,2', '3,4,5']);
    await sandbox.stop();
  });
});
