import { kubeTime } from '../runtime/clock';
import { type Condition, withCondition } from '../runtime/conditions';
import type { ControllerContext } from '../runtime/context';
import { keyOf } from '../runtime/informer';
import { cohortOf } from './admissionWorld';
import type { KueueCache } from './kueueCache';
import type {
  ClusterQueueObject,
  LocalQueueObject,
  WorkloadObject,
} from './types';
import { clusterQueueUsage, localQueueUsage, totalsOf } from './usage';
import { hasQuota, isAdmitted, isFinished } from './workloadStatus';

const ALL = 'all';
const COALESCE_MS = 20;

/** Whether a ClusterQueue admits anything, and if not why, in Kueue's words. */
export function activeCondition(
  queue: ClusterQueueObject,
  hasFlavor: (name: string) => boolean,
): Omit<Condition, 'lastTransitionTime'> {
  const inactive = (reason: string, message: string) => ({
    type: 'Active',
    status: 'False' as const,
    reason,
    message: `Can't admit new workloads: ${message}.`,
  });
  if (queue.metadata.deletionTimestamp) {
    return inactive('Terminating', 'is terminating');
  }
  if ((queue.spec.stopPolicy ?? 'None') !== 'None') {
    return inactive('Stopped', 'is stopped');
  }
  const missing = (queue.spec.resourceGroups ?? [])
    .flatMap(group => group.flavors)
    .map(flavor => flavor.name)
    .filter(name => !hasFlavor(name));
  if (missing.length > 0) {
    return inactive(
      'FlavorNotFound',
      `references missing ResourceFlavor(s): ${missing.join(',')}`,
    );
  }
  return {
    type: 'Active',
    status: 'True',
    reason: 'Ready',
    message: 'Can admit new workloads',
  };
}

function counts(workloads: readonly WorkloadObject[]) {
  return {
    pendingWorkloads: workloads.filter(workload => !hasQuota(workload)).length,
    reservingWorkloads: workloads.filter(hasQuota).length,
    admittedWorkloads: workloads.filter(isAdmitted).length,
  };
}

/** Keeps the status of ClusterQueues and LocalQueues: what is used, borrowed, waiting, and whether they are active. */
export function addQueueStatus(
  context: ControllerContext,
  cache: KueueCache,
): void {
  const queue = context.queue(
    'kueue-status',
    async () => {
      const now = kubeTime(context.clock.now());
      const live = cache.workloads
        .list()
        .filter(
          workload =>
            !isFinished(workload) && !workload.metadata.deletionTimestamp,
        );
      const localOf = (workload: WorkloadObject) =>
        cache.localQueues.get(
          `${workload.metadata.namespace}/${workload.spec.queueName}`,
        );
      for (const clusterQueue of cache.clusterQueues.list()) {
        const { name } = clusterQueue.metadata;
        const own = live.filter(
          workload =>
            (hasQuota(workload)
              ? workload.status?.admission?.clusterQueue
              : localOf(workload)?.spec.clusterQueue) === name,
        );
        await writeClusterQueue(clusterQueue, own, now);
      }
      for (const local of cache.localQueues.list()) {
        const own = live.filter(workload => localOf(workload) === local);
        await writeLocalQueue(local, own, now);
      }
    },
    1,
  );

  async function writeClusterQueue(
    clusterQueue: ClusterQueueObject,
    own: readonly WorkloadObject[],
    now: string,
  ): Promise<void> {
    const groups = clusterQueue.spec.resourceGroups ?? [];
    const inCohort = cohortOf(clusterQueue) !== undefined;
    const condition = activeCondition(
      clusterQueue,
      name => cache.flavors.get(name) !== undefined,
    );
    await context.replaceStatus(cache.clusterQueues, clusterQueue, {
      ...clusterQueue.status,
      ...counts(own),
      conditions: withCondition(clusterQueue.status?.conditions, {
        ...condition,
        observedGeneration: clusterQueue.metadata.generation,
        lastTransitionTime: now,
      }),
      flavorsReservation: clusterQueueUsage(
        groups,
        totalsOf(own.filter(hasQuota)),
        inCohort,
      ),
      flavorsUsage: clusterQueueUsage(
        groups,
        totalsOf(own.filter(isAdmitted)),
        inCohort,
      ),
    });
  }

  async function writeLocalQueue(
    local: LocalQueueObject,
    own: readonly WorkloadObject[],
    now: string,
  ): Promise<void> {
    const target = cache.clusterQueues.get(local.spec.clusterQueue);
    const groups = target?.spec.resourceGroups ?? [];
    const isActive =
      target !== undefined &&
      activeCondition(target, name => cache.flavors.get(name) !== undefined)
        .status === 'True' &&
      (local.spec.stopPolicy ?? 'None') === 'None';
    const inactive = target
      ? 'ClusterQueueIsInactive'
      : 'ClusterQueueDoesNotExist';
    const usageField = local.apiVersion.endsWith('/v1beta1')
      ? 'flavorUsage'
      : 'flavorsUsage';
    await context.replaceStatus(cache.localQueues, local, {
      ...local.status,
      ...counts(own),
      conditions: withCondition(local.status?.conditions, {
        type: 'Active',
        status: isActive ? 'True' : 'False',
        reason: isActive ? 'Ready' : inactive,
        message: isActive
          ? 'Can submit new workloads to localQueue'
          : "Can't submit new workloads to clusterQueue",
        observedGeneration: local.metadata.generation,
        lastTransitionTime: now,
      }),
      flavorsReservation: localQueueUsage(
        groups,
        totalsOf(own.filter(hasQuota)),
      ),
      [usageField]: localQueueUsage(groups, totalsOf(own.filter(isAdmitted))),
    });
  }

  const wake = () => queue.addAfter(ALL, COALESCE_MS);
  cache.workloads.onChange(wake);
  cache.flavors.onChange(wake);
  cache.clusterQueues.onChange((clusterQueue, previous) => {
    if (
      previous?.metadata.generation !== clusterQueue.metadata.generation ||
      !clusterQueue.status
    ) {
      wake();
    }
  });
  cache.localQueues.onChange((local, previous) => {
    if (!previous || keyOf(previous) !== keyOf(local) || !local.status) {
      wake();
    }
  });
}
