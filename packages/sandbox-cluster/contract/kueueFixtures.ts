import type { KubeObject } from '@silogen/cluster-client';
import type { Condition } from './kaiwoFixtures';

// Served by all releases.
const KUEUE = 'kueue.x-k8s.io/v1beta1';
const GPU = 'amd.com/gpu';

/** A whole node's worth, so that one fills a queue. */
function podSpec() {
  return {
    restartPolicy: 'Never',
    containers: [
      {
        name: 'main',
        image: 'registry.test/nothing:1',
        resources: { requests: { [GPU]: '8' }, limits: { [GPU]: '8' } },
      },
    ],
  };
}

/** A ClusterQueue of so many GPUs that gets back what it lent, and preempts nobody of its own; with its door. */
export function queueOfGpus(options: {
  name: string;
  namespace: string;
  flavor: string;
  gpus: number;
  cohort?: string;
}): { clusterQueue: KubeObject; localQueue: KubeObject } {
  const { name, namespace, flavor, gpus, cohort } = options;
  return {
    clusterQueue: {
      apiVersion: KUEUE,
      kind: 'ClusterQueue',
      metadata: { name },
      spec: {
        cohort,
        namespaceSelector: {},
        queueingStrategy: 'BestEffortFIFO',
        preemption: {
          reclaimWithinCohort: 'Any',
          borrowWithinCohort: { policy: 'Never' },
          withinClusterQueue: 'Never',
        },
        resourceGroups: [
          {
            coveredResources: [GPU],
            flavors: [
              {
                name: flavor,
                resources: [{ name: GPU, nominalQuota: String(gpus) }],
              },
            ],
          },
        ],
      },
    },
    localQueue: {
      apiVersion: KUEUE,
      kind: 'LocalQueue',
      metadata: { name, namespace },
      spec: { clusterQueue: name },
    },
  };
}

/** A Workload of 8 GPUs without a job: nobody but the test completes its eviction. */
export function gpuWorkload(options: {
  name: string;
  namespace: string;
  queue: string;
  priority: number;
}): KubeObject {
  const { name, namespace, queue, priority } = options;
  return {
    apiVersion: KUEUE,
    kind: 'Workload',
    metadata: { name, namespace },
    spec: {
      queueName: queue,
      priority,
      podSets: [{ name: 'main', count: 1, template: { spec: podSpec() } }],
    },
  };
}

/** A pod of 8 GPUs in a queue. */
export function heldPod(options: {
  name: string;
  namespace: string;
  queue: string;
}): KubeObject {
  const { name, namespace, queue } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { 'kueue.x-k8s.io/queue-name': queue },
    },
    spec: podSpec(),
  };
}

/** The status by which a job's controller says that the pods of an evicted workload are gone. */
export function evictionComplete({ status }: KubeObject, now: Date): object {
  const { conditions = [] } = status as { conditions?: Condition[] };
  const told = (type: string, value: string, reason: string) => ({
    type,
    status: value,
    reason,
    message: 'The pods are gone',
    lastTransitionTime: `${now.toISOString().slice(0, 19)}Z`,
  });
  const changed = [
    told('QuotaReserved', 'False', 'Pending'),
    told('Admitted', 'False', 'NoReservation'),
    told('Requeued', 'True', 'Preempted'),
  ];
  const types = changed.map(({ type }) => type);
  return {
    admission: null,
    conditions: [
      ...conditions.filter(({ type }) => !types.includes(type)),
      ...changed,
    ],
  };
}
