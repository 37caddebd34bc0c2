import { max } from './amounts';
import { Snapshot } from './snapshot';
import { availableAt, nominalOf, potentialAt, QueueNode, usageOf } from './tree';
import { FlavorResource } from './types';

/** How one flavor and resource of a queue stand, in milli-units. */
export interface QueueUsage {
  nominal: bigint;
  used: bigint;
  /** Used beyond nominal; 0 without a cohort. */
  borrowed: bigint;
  /** Free for the queue now, never below 0. */
  available: bigint;
  /** What it could have if nobody used anything: Kueue's "maximum capacity". */
  potential: bigint;
  borrowingLimit?: bigint;
  lendingLimit?: bigint;
}

function queueOf(snapshot: Snapshot, name: string): QueueNode {
  const queue = snapshot.queues.get(name);
  if (!queue) {
    throw new RangeError(
      `ClusterQueue '${name}' is not in the snapshot; build the snapshot from a world that lists it`,
    );
  }
  return queue;
}

/**
 * What is left for a queue now; negative where quota was taken away under running workloads.
 *
 * @throws RangeError if the queue is not in the snapshot.
 */
export function available(
  snapshot: Snapshot,
  queue: string,
  key: FlavorResource,
): bigint {
  return availableAt(queueOf(snapshot, queue), key);
}

/**
 * What a queue could have if nobody used anything.
 *
 * @throws RangeError if the queue is not in the snapshot.
 */
export function potentialAvailable(
  snapshot: Snapshot,
  queue: string,
  key: FlavorResource,
): bigint {
  return potentialAt(queueOf(snapshot, queue), key);
}

/**
 * Every flavor and resource that a queue lists, with how it stands.
 *
 * @throws RangeError if the queue is not in the snapshot.
 */
export function queueUsage(
  snapshot: Snapshot,
  name: string,
): Map<FlavorResource, QueueUsage> {
  const queue = queueOf(snapshot, name);
  return new Map(
    Array.from(queue.quotas, ([key, quota]) => {
      const nominal = nominalOf(queue, key);
      const used = usageOf(queue, key);
      return [
        key,
        {
          nominal,
          used,
          borrowed: queue.parent ? max(0n, used - nominal) : 0n,
          available: max(0n, availableAt(queue, key)),
          potential: potentialAt(queue, key),
          borrowingLimit: quota.borrowingLimit,
          lendingLimit: quota.lendingLimit,
        },
      ];
    }),
  );
}
