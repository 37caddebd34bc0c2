import { deploymentOf, jobOf, userLabel } from './manifest';
import { gpuShape } from './podSpec';
import { eventOf, planSync, wantedObjects } from './queueConfigPlan';
import type { KaiwoJob, KaiwoQueueConfig, KaiwoService } from './types';
import { labelledGpus, schedulability, withPhase } from './workloadStatus';
import type { NodeObject } from '../runtime/kubeTypes';

const SETTINGS = {
  defaultClusterQueueName: 'kaiwo',
  schedulerName: 'kaiwo-scheduler',
  dataMountPath: '/workload',
  hfMountPath: '/hf_cache',
};

describe('gpuShape', () => {
  it.each([
    [{ gpus: 8 }, 8, { total: 8, replicas: 1, perReplica: 8 }],
    [{ gpus: 16 }, 8, { total: 16, replicas: 2, perReplica: 8 }],
    [
      { gpus: 1, replicas: 2, gpusPerReplica: 4 },
      8,
      { total: 8, replicas: 2, perReplica: 4 },
    ],
    [{}, 8, { total: 0, replicas: 1, perReplica: 0 }],
    [{ gpus: 4 }, 0, { total: 4, replicas: 4, perReplica: 1 }],
  ])('%j on nodes of %i', (spec, smallest, expected) => {
    expect(gpuShape(spec, smallest)).toEqual(expected);
  });
});

describe('userLabel', () => {
  it.each([
    ['dev@example.test', 'dev-example.test'],
    ['Ann Other@x', 'ann-other-x'],
    ['_x_', 'x'],
  ])('%s → %s', (user, label) => {
    expect(userLabel(user)).toBe(label);
  });
});

function kaiwoJob(spec: KaiwoJob['spec']): KaiwoJob {
  return {
    apiVersion: 'kaiwo.silogen.ai/v1alpha1',
    kind: 'KaiwoJob',
    metadata: {
      name: 'j',
      namespace: 'n',
      uid: 'u',
      annotations: { note: 'kept' },
    },
    spec,
  };
}

describe('jobOf', () => {
  it('places by GPU model and merges a given Job', () => {
    const job = jobOf(
      kaiwoJob({
        gpus: 2,
        gpuModels: ['MI300X'],
        priorityClass: 'high',
        image: 'ours',
        dangerous: true,
        resources: { requests: { cpu: '1', 'amd.com/gpu': '99' } },
        env: [{ name: 'A', value: 'spec' }],
        job: {
          spec: {
            backoffLimit: 3,
            template: {
              spec: {
                containers: [
                  {
                    name: 'train',
                    image: 'theirs',
                    env: [
                      { name: 'A', value: 'job' },
                      { name: 'B', value: 'b' },
                    ],
                  },
                  { name: 'side', image: 's' },
                ],
                volumes: [{ name: 'data', emptyDir: {} }],
              },
            },
          },
        },
      }),
      { total: 2, replicas: 1, perReplica: 2 },
      SETTINGS,
    );
    const { template } = job.spec;
    expect(job.spec.backoffLimit).toBe(3);
    expect(job.metadata.labels).toMatchObject({
      'kueue.x-k8s.io/queue-name': 'kaiwo',
      'kueue.x-k8s.io/priority-class': 'high',
    });
    expect(template.metadata?.annotations).toEqual({ note: 'kept' });
    expect(template.spec.securityContext).toBeUndefined();
    expect(
      template.spec.containers.map(({ name, image }) => [name, image]),
    ).toEqual([
      ['train', 'ours'],
      ['side', 's'],
    ]);
    expect(template.spec.containers[0].env?.slice(0, 2)).toEqual([
      { name: 'A', value: 'spec' },
      { name: 'B', value: 'b' },
    ]);
    expect(template.spec.containers[0].resources?.requests).toEqual({
      cpu: '1',
      memory: '64Gi',
      'amd.com/gpu': '2',
    });
    expect(template.spec.volumes?.map(volume => volume.name)).toEqual([
      'dshm',
      'data',
    ]);
    expect(template.spec.affinity?.nodeAffinity).toEqual({
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [
              { key: 'kaiwo/gpu-model', operator: 'In', values: ['mi300x'] },
            ],
          },
        ],
      },
    });
  });

  it('asks for little without GPUs', () => {
    const job = jobOf(
      kaiwoJob({}),
      { total: 0, replicas: 1, perReplica: 0 },
      SETTINGS,
    );
    expect(job.spec.template.spec.containers[0].resources?.requests).toEqual({
      cpu: '2',
      memory: '16Gi',
    });
  });
});

it('makes a Deployment of a KaiwoService', () => {
  const service = {
    ...kaiwoJob({ gpus: 1, image: 'i' }),
    kind: 'KaiwoService',
  } as unknown as KaiwoService;
  const deployment = deploymentOf(
    service,
    { total: 1, replicas: 1, perReplica: 1 },
    SETTINGS,
  );
  expect(deployment.spec.selector.matchLabels).toEqual({
    'kaiwo.silogen.ai/name': 'j',
    'kaiwo.silogen.ai/type': 'service',
  });
  expect(deployment.spec.template.spec.restartPolicy).toBe('Always');
});

describe('schedulability', () => {
  const base = {
    spec: {},
    shape: { total: 8, replicas: 1, perReplica: 8 },
    nodeGpus: [8, 8],
    queueName: 'q',
    namespace: 'n',
    queueNamespaces: ['n'] as string[] | undefined,
  };
  it.each([
    [{}, 'Schedulable'],
    [{ nodeGpus: [] }, 'NoGPUs'],
    [{ nodeGpus: [4, 4] }, 'InsufficientGPUs'],
    [{ shape: { total: 24, replicas: 3, perReplica: 8 } }, 'InsufficientGPUs'],
    [{ queueNamespaces: ['other'] }, 'WrongQueueNamespace'],
    [{ queueNamespaces: [] }, 'Schedulable'],
    [{ queueNamespaces: undefined }, 'ClusterQueueNotFound'],
  ])('%j: %s', (more, reason) => {
    expect(schedulability({ ...base, ...more }).reason).toBe(reason);
  });
});

describe('labelledGpus', () => {
  const node = (labels: Record<string, string>): NodeObject => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n', labels },
    status: { capacity: { 'amd.com/gpu': '8' } },
  });
  it.each([
    [
      'amd',
      { 'amd.com/gpu.product-name': 'X', 'beta.amd.com/gpu.family.AI': '8' },
      8,
    ],
    ['amd', { 'amd.com/gpu.product-name': 'X' }, 0],
    ['amd', {}, 0],
    [
      'nvidia',
      { 'nvidia.com/gpu.product': 'X', 'nvidia.com/gpu.count': '4' },
      4,
    ],
  ])('%s %j: %i', (vendor, labels, gpus) => {
    expect(labelledGpus(node(labels as Record<string, string>), vendor)).toBe(
      gpus,
    );
  });
});

it('measures the run from its start to its end', () => {
  const running = withPhase({}, 'RUNNING', '2026-01-01T00:00:00Z');
  expect(
    withPhase(
      running,
      'COMPLETE',
      '2026-01-01T00:10:00Z',
      '2026-01-01T00:01:30Z',
    ),
  ).toMatchObject({
    status: 'COMPLETE',
    completionTime: '2026-01-01T00:01:30Z',
    duration: 90,
  });
});

describe('queue configuration', () => {
  const config: KaiwoQueueConfig = {
    apiVersion: 'kaiwo.silogen.ai/v1alpha1',
    kind: 'KaiwoQueueConfig',
    metadata: { name: 'kaiwo', uid: 'u' },
    spec: {
      clusterQueues: [
        {
          name: 'a',
          spec: {
            resourceGroups: [
              {
                coveredResources: ['cpu', 'amd.com/gpu'],
                flavors: [
                  {
                    name: 'f',
                    resources: [
                      { name: 'amd.com/gpu', nominalQuota: '1' },
                      { name: 'memory', nominalQuota: '1' },
                      { name: 'cpu', nominalQuota: '2' },
                    ],
                  },
                ],
              },
            ],
          },
        },
      ],
    },
  };

  it('orders resources as covered, and drops those that are not', () => {
    const [queue] = wantedObjects(config, () => 'v1beta1').clusterQueues;
    expect(JSON.stringify(queue.spec)).toContain(
      '"resources":[{"name":"cpu","nominalQuota":"2"},{"name":"amd.com/gpu","nominalQuota":"1"}]',
    );
  });

  it('creates, updates and removes', () => {
    const object = (name: string, spec: unknown) => ({
      apiVersion: 'v',
      kind: 'K',
      metadata: { name },
      spec,
    });
    const plan = planSync(
      [object('new', 1), object('same', 1), object('changed', 1)],
      [object('same', 1), object('changed', 2), object('old', 1)],
      item => item.spec,
    );
    const names = (list: { metadata: { name: string } }[]) =>
      list.map(item => item.metadata.name);
    expect([
      names(plan.create),
      names(plan.update),
      names(plan.remove),
    ]).toEqual([['new'], ['changed'], ['old']]);
  });

  it.each([
    [
      'ClusterQueue',
      'Created',
      undefined,
      'KaiwoQueueConfigClusterQueueCreated',
      'created cluster queue /x',
    ],
    [
      'ResourceFlavor',
      'Deleted',
      undefined,
      'KaiwoQueueConfigResourceFlavorDeleted',
      'deleted resource flavor /x',
    ],
    [
      'LocalQueue',
      'Created',
      'n',
      'KaiwoQueueConfigLocalQueueCreated',
      'created local queue n/x',
    ],
  ] as const)(
    '%s %s is told as Kaiwo does',
    (kind, verb, namespace, reason, message) => {
      const object = {
        apiVersion: 'v',
        kind,
        metadata: { name: 'x', namespace },
      };
      expect(eventOf(kind, verb, object)).toEqual({ reason, message });
    },
  );
});
