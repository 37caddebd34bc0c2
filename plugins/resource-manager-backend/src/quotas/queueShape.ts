import type {
  ClusterQueueSpecObject,
  QueueResourceGroup,
} from '../clusters/kubeTypes';
import { quantityText } from '../clusters/amounts';
import type { DesiredQueue } from './desiredQueues';

/** API versions in which a queue is written. Kaiwo embeds v1beta1 whatever the cluster serves. */
export type QueueVersion = 'v1beta1' | 'v1beta2';

/** Cohort of all managed queues; the name that Kaiwo uses. */
export const COHORT = 'kaiwo';

/** Queue on plain Kueue that holds what no project is guaranteed. */
export const CATCH_ALL_QUEUE = 'unassigned';

/** Manager named in every write. */
export const FIELD_MANAGER = 'silogen-portal';

export const PROJECT_ID_LABEL = 'airm.silogen.ai/project-id';
export const KUEUE_MANAGED_LABEL = 'kueue-managed';

function resourceGroups(queue: DesiredQueue): QueueResourceGroup[] {
  if (queue.flavors.length === 0) return [];
  return [
    {
      coveredResources: queue.coveredResources,
      flavors: queue.flavors.map(flavor => ({
        name: flavor.name,
        resources: flavor.resources.map(
          ({ name, nominal, borrowingLimit, lendingLimit }) => ({
            name,
            nominalQuota: quantityText(name, nominal),
            ...(borrowingLimit !== undefined && {
              borrowingLimit: quantityText(name, borrowingLimit),
            }),
            ...(lendingLimit !== undefined && {
              lendingLimit: quantityText(name, lendingLimit),
            }),
          }),
        ),
      })),
    },
  ];
}

/** The ClusterQueue spec of a managed queue: an owner can always take its guarantee back. */
export function queueSpec(
  queue: DesiredQueue,
  version: QueueVersion,
): ClusterQueueSpecObject {
  const stop = version === 'v1beta2';
  return {
    ...(version === 'v1beta2'
      ? { cohortName: queue.cohort }
      : { cohort: queue.cohort }),
    namespaceSelector: {},
    queueingStrategy: 'BestEffortFIFO',
    stopPolicy: 'None',
    flavorFungibility: {
      whenCanBorrow: stop ? 'MayStopSearch' : 'Borrow',
      whenCanPreempt: stop ? 'MayStopSearch' : 'Preempt',
    },
    preemption: {
      reclaimWithinCohort: 'Any',
      withinClusterQueue: 'LowerPriority',
      borrowWithinCohort: { policy: 'Never' },
    },
    resourceGroups: resourceGroups(queue),
  };
}
