import { AdmissionWorkload, AdmissionWorld } from './types';

/** Higher priority first, then who queues longer; the UID only makes it definite. */
export function compareQueued(
  a: AdmissionWorkload,
  b: AdmissionWorkload,
): number {
  return (
    b.priority - a.priority ||
    a.queuedAtMs - b.queuedAtMs ||
    (a.uid < b.uid ? -1 : Number(a.uid > b.uid))
  );
}

/** Waits for quota: deactivated ones and those that hold quota, be it only until their pods are gone, do not. */
export function isPending(workload: AdmissionWorkload): boolean {
  return workload.active && !workload.admission;
}

/** Pending workloads by queue, in the order in which the queue offers them. */
export function pendingByQueue(
  world: AdmissionWorld,
): Map<string, AdmissionWorkload[]> {
  const queues = new Map<string, AdmissionWorkload[]>();
  for (const workload of world.workloads) {
    if (isPending(workload)) {
      const queue = queues.get(workload.clusterQueue) ?? [];
      queue.push(workload);
      queues.set(workload.clusterQueue, queue);
    }
  }
  for (const queue of queues.values()) {
    queue.sort(compareQueued);
  }
  return queues;
}

/**
 * The pending workloads of a queue in order.
 *
 * A StrictFIFO queue offers nothing but the first until that is admitted; a BestEffortFIFO queue goes on to the next when
 * one does not fit.
 */
export function queueOrder(
  world: AdmissionWorld,
  queue: string,
): AdmissionWorkload[] {
  return world.workloads
    .filter(workload => isPending(workload) && workload.clusterQueue === queue)
    .sort(compareQueued);
}
