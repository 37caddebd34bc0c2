import type {
  AdmissionWorkload,
  AdmissionWorld,
  ClusterQueueSpec,
  PodSet,
  Quota,
} from '..';

export const GPU = 'amd.com/gpu';
export const KEY = `f/${GPU}`;
export const gpus = (count: number) => BigInt(count) * 1000n;

/** The preemption that the suite gives its queues. */
export const OURS: ClusterQueueSpec['preemption'] = {
  reclaimWithinCohort: 'Any',
  withinClusterQueue: 'LowerPriority',
  borrowWithinCohort: { policy: 'Never' },
};

export function queue(
  name: string,
  quota: Quota,
  rest: Partial<ClusterQueueSpec> = {},
): ClusterQueueSpec {
  return {
    name,
    cohort: 'all',
    resourceGroups: [
      {
        coveredResources: [GPU],
        flavors: [{ flavor: 'f', resources: { [GPU]: quota } }],
      },
    ],
    queueingStrategy: 'BestEffortFIFO',
    stopPolicy: 'None',
    fungibility: { whenCanBorrow: 'stop', whenCanPreempt: 'stop' },
    preemption: OURS,
    namespaceSelector: 'all',
    ...rest,
  };
}

export function workload(
  name: string,
  clusterQueue: string,
  count: number,
  rest: Partial<AdmissionWorkload> & { pod?: Partial<PodSet> } = {},
): AdmissionWorkload {
  const { pod, ...other } = rest;
  return {
    key: `ns/${name}`,
    uid: `uid-${name}`,
    jobUid: `job-${name}`,
    clusterQueue,
    priority: 0,
    queuedAtMs: 1000,
    active: true,
    podSets: [
      { name: 'main', count: 1, requests: { [GPU]: gpus(count) }, ...pod },
    ],
    ...other,
  };
}

export function admitted(
  name: string,
  clusterQueue: string,
  count: number,
  reservedAtMs: number,
  rest: Partial<AdmissionWorkload> = {},
) {
  return workload(name, clusterQueue, count, {
    admission: {
      clusterQueue,
      podSets: [
        {
          name: 'main',
          count: 1,
          flavors: { [GPU]: 'f' },
          usage: { [GPU]: gpus(count) },
        },
      ],
    },
    reservedAtMs,
    ...rest,
  });
}

export const world = (
  clusterQueues: ClusterQueueSpec[],
  workloads: AdmissionWorkload[] = [],
  rest: Partial<AdmissionWorld> = {},
): AdmissionWorld => ({
  clusterQueues,
  cohorts: [],
  flavors: [{ name: 'f', nodeLabels: { gpu: 'f' } }],
  workloads,
  ...rest,
});
