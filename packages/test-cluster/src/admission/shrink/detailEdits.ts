import type {
  ClusterQueueSpec,
  CohortSpec,
  Quota,
} from '@silogen/kueue-admission';
import type { PlannedWorkload, PlayWorld } from '../types';
import { changedQuotas, type Edit } from './edit';

const LIMITS = ['borrowingLimit', 'lendingLimit'] as const;

/** Each limit of a queue or cohort. */
function limitEdits(
  owner: ClusterQueueSpec | CohortSpec,
  list: 'queues' | 'cohorts',
): Edit[] {
  return owner.resourceGroups.flatMap(({ flavors }) =>
    flavors.flatMap(({ flavor, resources }) =>
      Object.keys(resources).flatMap(resource =>
        LIMITS.map(limit => (world: PlayWorld) => {
          let isThere = false;
          const drop = (quota: Quota, inFlavor: string, of: string) => {
            const { [limit]: value, ...rest } = quota;
            const isIt =
              inFlavor === flavor && of === resource && value !== undefined;
            isThere ||= isIt;
            return isIt ? rest : quota;
          };
          const changed = world[list].map(each =>
            each.name === owner.name
              ? {
                  ...each,
                  resourceGroups: changedQuotas(each.resourceGroups, drop),
                }
              : each,
          );
          return isThere ? { ...world, [list]: changed } : undefined;
        }),
      ),
    ),
  );
}

/** An edit of the one with this name; `change` gives nothing where nothing is left to do. */
function changing<K extends 'queues' | 'cohorts' | 'workloads'>(
  list: K,
  name: string,
  change: (each: PlayWorld[K][number]) => object | undefined,
): Edit {
  return world => {
    const each = (world[list] as PlayWorld[K][number][]).find(
      candidate => candidate.name === name,
    );
    const changes = each && change(each);
    return changes
      ? {
          ...world,
          [list]: world[list].map(candidate =>
            candidate.name === name ? { ...candidate, ...changes } : candidate,
          ),
        }
      : undefined;
  };
}

function plainerQueue({ name }: ClusterQueueSpec): Edit[] {
  const preemption = (
    change: (
      now: ClusterQueueSpec['preemption'],
    ) => Partial<ClusterQueueSpec['preemption']> | undefined,
  ) =>
    changing('queues', name, ({ preemption: now }) => {
      const changes = change(now);
      return changes ? { preemption: { ...now, ...changes } } : undefined;
    });
  const borrowWithinCohort = { policy: 'Never' as const };
  return [
    preemption(({ reclaimWithinCohort }) =>
      reclaimWithinCohort === 'Never'
        ? undefined
        : { reclaimWithinCohort: 'Never', borrowWithinCohort },
    ),
    preemption(now =>
      now.borrowWithinCohort.policy === 'Never'
        ? undefined
        : { borrowWithinCohort },
    ),
    preemption(({ withinClusterQueue }) =>
      withinClusterQueue === 'Never'
        ? undefined
        : { withinClusterQueue: 'Never' },
    ),
    changing('queues', name, ({ queueingStrategy }) =>
      queueingStrategy === 'BestEffortFIFO'
        ? undefined
        : { queueingStrategy: 'BestEffortFIFO' },
    ),
    changing('queues', name, ({ fungibility: now }) =>
      now.whenCanBorrow === 'stop' && now.whenCanPreempt === 'stop'
        ? undefined
        : { fungibility: { whenCanBorrow: 'stop', whenCanPreempt: 'stop' } },
    ),
  ];
}

function plainerWorkload({ name }: PlannedWorkload): Edit[] {
  return [
    changing('workloads', name, ({ podSets }) =>
      podSets.length > 1 ? { podSets: podSets.slice(0, 1) } : undefined,
    ),
    changing('workloads', name, ({ podSets }) =>
      podSets.some(({ count }) => count > 1)
        ? { podSets: podSets.map(podSet => ({ ...podSet, count: 1 })) }
        : undefined,
    ),
    changing('workloads', name, ({ podSets }) =>
      podSets.some(each => each.nodeSelector || each.tolerations)
        ? {
            podSets: podSets.map(
              ({ nodeSelector, tolerations, ...podSet }) => podSet,
            ),
          }
        : undefined,
    ),
    changing('workloads', name, ({ priority }) =>
      priority === 0 ? undefined : { priority: 0 },
    ),
  ];
}

/** How it is: limits, quota of cohorts, policies, and what workloads ask for. */
export function detailEdits(world: PlayWorld): Edit[] {
  return [
    ...world.cohorts.map(({ name }) =>
      changing('cohorts', name, ({ resourceGroups }) =>
        resourceGroups.length > 0 ? { resourceGroups: [] } : undefined,
      ),
    ),
    ...world.queues.flatMap(queue => limitEdits(queue, 'queues')),
    ...world.cohorts.flatMap(cohort => limitEdits(cohort, 'cohorts')),
    ...world.queues.flatMap(plainerQueue),
    ...world.workloads.flatMap(plainerWorkload),
  ];
}
