import { SnapshotOptions } from './options';
import { Scheduled, SchedulerRun } from './scheduler-run';
import { buildSnapshot, Snapshot } from './snapshot';
import { AdmissionWorld } from './types';

/**
 * What Kueue does about everything that waits, until it would do nothing more before somebody's pods are gone: cycle after
 * cycle over the heads of all queues. In a cycle who needs not borrow comes first, then priority, then time; each that is
 * admitted, or preempts, takes its room before the next is looked at. Victims hold their quota to the end.
 *
 * Every waiting workload is answered, in the order of the answers; those that no cycle came to, because another one of
 * their queue has to go first or the queue is not there, come last. The snapshot is the state after that.
 */
export function schedule(
  world: AdmissionWorld,
  options: SnapshotOptions & { nowMs?: number } = {},
): { decisions: Scheduled[]; snapshot: Snapshot } {
  const { nowMs = Number.MAX_SAFE_INTEGER } = options;
  const snapshot = buildSnapshot(world, options);
  const run = SchedulerRun.create(snapshot, world, {
    nowMs,
    instantEvictions: false,
  }).run();
  return { decisions: run.decisions(), snapshot };
}
