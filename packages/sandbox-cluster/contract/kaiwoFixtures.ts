import type { GroupKind, KubeObject } from '@silogen/cluster-client';

export const KAIWO_QUEUE_CONFIG: GroupKind = {
  group: 'kaiwo.silogen.ai',
  kind: 'KaiwoQueueConfig',
};
export const KAIWO_JOB: GroupKind = {
  group: 'kaiwo.silogen.ai',
  kind: 'KaiwoJob',
};
export const CLUSTER_QUEUE: GroupKind = {
  group: 'kueue.x-k8s.io',
  kind: 'ClusterQueue',
  versions: ['v1beta1'],
};
export const WORKLOAD: GroupKind = {
  group: 'kueue.x-k8s.io',
  kind: 'Workload',
  versions: ['v1beta1'],
};
export const RESOURCE_FLAVOR: GroupKind = {
  group: 'kueue.x-k8s.io',
  kind: 'ResourceFlavor',
  versions: ['v1beta1'],
};

export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  /** RFC 3339, whole seconds. */
  lastTransitionTime: string;
}

export function condition(
  object: KubeObject | undefined,
  type: string,
): Condition | undefined {
  const status = object?.status as { conditions?: Condition[] } | undefined;
  return status?.conditions?.find(entry => entry.type === type);
}

export function isTrue(object: KubeObject | undefined, type: string): boolean {
  return condition(object, type)?.status === 'True';
}

/** Two queues of 8 GPUs in one cohort, with AIRM's preemption: each gets its own back. */
export function queueConfigSpec(
  queues: readonly string[],
  flavor: string,
): Record<string, unknown> {
  return {
    resourceFlavors: [
      { name: flavor, nodeLabels: { 'kaiwo/gpu-model': 'mi300x' } },
    ],
    clusterQueues: queues.map(name => ({
      name,
      namespaces: [name],
      spec: {
        cohort: 'contract',
        namespaceSelector: {},
        queueingStrategy: 'BestEffortFIFO',
        stopPolicy: 'None',
        flavorFungibility: {
          whenCanBorrow: 'Borrow',
          whenCanPreempt: 'Preempt',
        },
        preemption: {
          borrowWithinCohort: { policy: 'Never' },
          reclaimWithinCohort: 'Any',
          withinClusterQueue: 'LowerPriority',
        },
        resourceGroups: [
          {
            coveredResources: ['cpu', 'memory', 'amd.com/gpu'],
            flavors: [
              {
                name: flavor,
                resources: [
                  { name: 'cpu', nominalQuota: '64' },
                  { name: 'memory', nominalQuota: '512Gi' },
                  { name: 'amd.com/gpu', nominalQuota: '8' },
                ],
              },
            ],
          },
        ],
      },
    })),
  };
}

/** A whole node's GPUs for as long as the test lasts. */
export function gpuJob(namespace: string, name: string): KubeObject {
  return {
    apiVersion: 'kaiwo.silogen.ai/v1alpha1',
    kind: 'KaiwoJob',
    metadata: {
      name,
      namespace,
      labels: { 'contract.test/run': name },
      // Read by the sandbox alone: simulated seconds.
      annotations: { 'sandbox.silogen.ai/duration': '86400' },
    },
    spec: {
      user: 'dev@example.test',
      gpus: 8,
      clusterQueue: namespace,
      image: 'registry.test/train:1',
      entrypoint: 'sleep 86400',
    },
  };
}
