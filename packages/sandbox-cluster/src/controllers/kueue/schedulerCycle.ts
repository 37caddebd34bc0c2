import {
  preemptionMessage,
  schedule,
  type AdmissionWorkload,
  type KueueRelease,
  type PreemptionReason,
  type Snapshot,
} from '@silogen/kueue-admission';
import { kubeTime } from '../runtime/clock';
import { findCondition, isTrue } from '../runtime/conditions';
import type { ControllerContext } from '../runtime/context';
import { admissionObjectOf, admissionWorldOf } from './admissionWorld';
import type { KueueCache } from './kueueCache';
import { Preemptors } from './preemptors';
import { matchesSelector } from './selectors';
import type { WorkloadObject } from './types';
import {
  admittedStatus,
  evictedStatus,
  hasQuota,
  isBeingEvicted,
  isFinished,
  reactivatedStatus,
  waitingStatus,
  type EvictionCause,
} from './workloadStatus';

const SOURCE = 'kueue-admission';
const CYCLE = 'cycle';
const COALESCE_MS = 5;

/**
 * Kueue's scheduler: looks at everything that waits whenever something changed, and writes what it decided into the
 * Workloads. The integrations then start and stop the jobs.
 */
export function addSchedulerCycle(
  context: ControllerContext,
  cache: KueueCache,
  release: KueueRelease,
): void {
  const { workloads } = cache;
  const now = () => kubeTime(context.clock.now());
  const preemptors = Preemptors.create();

  const queue = context.queue(
    'kueue-scheduler',
    async () => {
      await evictStopped();
      await nameUnqueued();
      await admit();
    },
    1,
  );

  /** Evictions that no preemptor asks for: deactivation and drained queues. */
  async function evictStopped(): Promise<void> {
    for (const workload of workloads.list()) {
      if (isFinished(workload) || workload.metadata.deletionTimestamp) {
        continue;
      }
      const active = workload.spec.active ?? true;
      const evicted = findCondition(workload.status?.conditions, 'Evicted');
      if (hasQuota(workload) && !isBeingEvicted(workload)) {
        const cause = evictionCause(workload, active);
        if (cause) {
          await evict(workload, cause);
        }
      } else if (!active && evicted?.status !== 'True') {
        const cause = {
          reason: 'Deactivated',
          message: 'The workload is deactivated',
        };
        await write(workload, evictedStatus(workload, cause, now()));
      } else if (
        active &&
        evicted?.reason === 'Deactivated' &&
        !isTrue(workload.status?.conditions, 'Requeued')
      ) {
        await write(workload, reactivatedStatus(workload, now()));
      }
    }
  }

  function evictionCause(
    workload: WorkloadObject,
    active: boolean,
  ): EvictionCause | undefined {
    if (!active) {
      return { reason: 'Deactivated', message: 'The workload is deactivated' };
    }
    const name = workload.status?.admission?.clusterQueue ?? '';
    if (cache.clusterQueues.get(name)?.spec.stopPolicy === 'HoldAndDrain') {
      return {
        reason: 'ClusterQueueStopped',
        message: 'The ClusterQueue is stopped',
      };
    }
    const local = cache.localQueues.get(
      `${workload.metadata.namespace}/${workload.spec.queueName}`,
    );
    return local?.spec.stopPolicy === 'HoldAndDrain'
      ? { reason: 'LocalQueueStopped', message: 'The LocalQueue is stopped' }
      : undefined;
  }

  /** Workloads whose queue is not there are in no queue of the scheduler, but are told why they wait. */
  async function nameUnqueued(): Promise<void> {
    for (const workload of workloads.list()) {
      if (
        isFinished(workload) ||
        hasQuota(workload) ||
        workload.metadata.deletionTimestamp
      ) {
        continue;
      }
      const { queueName = '' } = workload.spec;
      const local = cache.localQueues.get(
        `${workload.metadata.namespace}/${queueName}`,
      );
      if (!local) {
        await wait(workload, `LocalQueue ${queueName} doesn't exist`);
      } else if ((local.spec.stopPolicy ?? 'None') !== 'None') {
        await wait(workload, `LocalQueue ${queueName} is stopped`);
      } else if (!cache.clusterQueues.get(local.spec.clusterQueue)) {
        await wait(
          workload,
          `ClusterQueue ${local.spec.clusterQueue} doesn't exist`,
        );
      } else if (!selectsNamespace(workload, local.spec.clusterQueue)) {
        await wait(
          workload,
          "Workload namespace doesn't match ClusterQueue selector",
        );
      }
    }
  }

  function selectsNamespace(
    workload: WorkloadObject,
    clusterQueue: string,
  ): boolean {
    const labels =
      cache.namespaces.get(workload.metadata.namespace ?? '')?.metadata
        .labels ?? {};
    const selector =
      cache.clusterQueues.get(clusterQueue)?.spec.namespaceSelector;
    return matchesSelector(labels, selector);
  }

  async function admit(): Promise<void> {
    const candidates = workloads.list().filter(workload => {
      const local = cache.localQueues.get(
        `${workload.metadata.namespace}/${workload.spec.queueName}`,
      );
      return (
        hasQuota(workload) ||
        (local && selectsNamespace(workload, local.spec.clusterQueue))
      );
    });
    const world = admissionWorldOf({
      clusterQueues: cache.clusterQueues.list(),
      cohorts: cache.cohorts?.list() ?? [],
      flavors: cache.flavors.list(),
      localQueues: cache.localQueues.list(),
      workloads: candidates,
      namespaceLabels: new Map(
        cache.namespaces
          .list()
          .map(item => [item.metadata.name, item.metadata.labels ?? {}]),
      ),
    });
    if (!world.workloads.some(workload => !workload.admission)) {
      preemptors.learn([]);
      return;
    }
    const byKey = new Map(
      world.workloads.map(workload => [workload.key, workload]),
    );
    const { decisions, snapshot } = schedule(preemptors.markedIn(world), {
      messages: release,
    });
    preemptors.learn(decisions);
    for (const { key, decision } of decisions) {
      const workload = workloads.get(key);
      if (!workload || hasQuota(workload)) {
        continue;
      }
      if (decision.outcome === 'admit') {
        await write(
          workload,
          admittedStatus(
            workload,
            admissionObjectOf(decision.admission),
            now(),
          ),
        );
        tellAdmitted(workload, decision.admission.clusterQueue);
      } else if (decision.outcome === 'preempt') {
        await preempt(decision.victims, victim =>
          snapshotMessage(snapshot, byKey, key, victim),
        );
        await wait(workload, decision.message);
      } else if (decision.reason !== 'Deactivated') {
        await wait(workload, decision.message);
      }
    }
  }

  function snapshotMessage(
    snapshot: Snapshot,
    byKey: ReadonlyMap<string, AdmissionWorkload>,
    preemptor: string,
    victim: { key: string; reason: PreemptionReason },
  ): string {
    return preemptionMessage(snapshot, {
      preemptor: byKey.get(preemptor)!,
      victimQueue: byKey.get(victim.key)?.clusterQueue ?? '',
      reason: victim.reason,
    });
  }

  async function preempt<V extends { key: string; reason: string }>(
    victims: readonly V[],
    messageFor: (victim: V) => string,
  ): Promise<void> {
    for (const victim of victims) {
      const workload = workloads.get(victim.key);
      if (workload && hasQuota(workload) && !isBeingEvicted(workload)) {
        await evict(workload, {
          reason: 'Preempted',
          message: messageFor(victim),
          preemption: victim.reason,
        });
      }
    }
  }

  async function evict(
    workload: WorkloadObject,
    cause: EvictionCause,
  ): Promise<void> {
    await write(workload, evictedStatus(workload, cause, now()));
    if (cause.preemption) {
      context.events.record(workload, SOURCE, {
        reason: 'Preempted',
        message: cause.message,
      });
    }
    context.events.record(workload, SOURCE, {
      reason: `EvictedDueTo${cause.reason}`,
      message: cause.message,
    });
  }

  /** The Event carries everything; the condition says what is missing, without what is being done about it. */
  async function wait(
    workload: WorkloadObject,
    message: string,
  ): Promise<void> {
    const condition = message.replace(
      /\. (Pending the preemption|Preempting) .*$/,
      '',
    );
    const known = findCondition(workload.status?.conditions, 'QuotaReserved');
    const isNews = known?.message !== condition || known?.status !== 'False';
    const wasPreempted =
      known?.message?.startsWith('Preempted to accommodate') ?? false;
    // The cause of an eviction stays readable until the next change of luck.
    if (isNews && !wasPreempted) {
      await write(workload, waitingStatus(workload, condition, now()));
    }
    if (isNews || message !== condition) {
      context.events.record(workload, SOURCE, {
        type: 'Warning',
        reason: 'Pending',
        message,
      });
    }
  }

  function tellAdmitted(workload: WorkloadObject, clusterQueue: string): void {
    const created = Date.parse(workload.metadata.creationTimestamp ?? '');
    const seconds = Math.max(
      0,
      Math.round((context.clock.now() - created) / 1000),
    );
    context.events.record(workload, SOURCE, {
      reason: 'QuotaReserved',
      message: `Quota reserved in ClusterQueue ${clusterQueue}, wait time since queued was ${seconds}s`,
    });
    context.events.record(workload, SOURCE, {
      reason: 'Admitted',
      message: `Admitted by ClusterQueue ${clusterQueue}, wait time since reservation was 0s`,
    });
  }

  async function write(
    workload: WorkloadObject,
    status: WorkloadObject['status'],
  ): Promise<void> {
    await context.replaceStatus(workloads, workload, status);
  }

  const wake = () => queue.addAfter(CYCLE, COALESCE_MS);
  workloads.onChange(wake);
  cache.clusterQueues.onChange((object, previous, deleted) => {
    if (
      !previous ||
      deleted ||
      object.metadata.generation !== previous.metadata.generation
    ) {
      wake();
    }
  });
  cache.localQueues.onChange((object, previous, deleted) => {
    if (
      !previous ||
      deleted ||
      object.metadata.generation !== previous.metadata.generation
    ) {
      wake();
    }
  });
  cache.flavors.onChange(wake);
  cache.cohorts?.onChange(wake);
  cache.namespaces.onChange(wake);
}
