import { AdmissionWorkload, AdmissionWorld } from './types';

/** Higher priority first, then older, then by key so that the order is one. */
export function compareQueued(
  a: AdmissionWorkload,
  b: AdmissionWorkload,
): number {
  return (
    b.priority - a.priority ||
    a.queuedAtMs - b.queuedAtMs ||
    (a.key < b.key ? -1 : 1)
  );
}

/** Whether a workload waits for quota; one that is deactivated does not. */
export function isPending(workload: AdmissionWorkload): boolean {
  return !workload.admission && workload.active;
}

/** Workloads that wait in a queue, in the order in which it looks at them. */
export function queueOrder(
  world: AdmissionWorld,
  queue: string,
): AdmissionWorkload[] {
  return world.workloads
    .filter(workload => isPending(workload) && workload.clusterQueue === queue)
    .sort(compareQueued);
}
