import { max } from './amounts';
import { Snapshot } from './snapshot';
import {
  availableAt,
  nominalOf,
  potentialAt,
  QueueNode,
  QuotaNode,
  subtreeOf,
  usageOf,
} from './tree';
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

/** The same of a cohort. */
export interface CohortUsage extends Omit<QueueUsage, 'borrowed'> {
  /** Own nominal quota and all that the members bring in, less what they keep local. */
  subtreeQuota: bigint;
  /** What members use of it: all but what stays within their local quota. */
  used: bigint;
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

/** What has a quota, in the order in which it is tried, then what is used without one. */
function keysOf(node: QuotaNode): Set<FlavorResource> {
  const used = [...node.usage].filter(([, amount]) => amount !== 0n);
  return new Set([
    ...node.quotas.keys(),
    ...node.subtree.keys(),
    ...used.map(([key]) => key),
  ]);
}

function numbersOf(node: QuotaNode, key: FlavorResource) {
  const quota = node.quotas.get(key);
  return {
    nominal: nominalOf(node, key),
    used: usageOf(node, key),
    available: max(0n, availableAt(node, key)),
    potential: potentialAt(node, key),
    borrowingLimit: quota?.borrowingLimit,
    lendingLimit: quota?.lendingLimit,
  };
}

/** What a queue uses beyond its own quota; nothing can be borrowed without a cohort. */
export function borrowedBy(queue: QueueNode, key: FlavorResource): bigint {
  return queue.parent
    ? max(0n, usageOf(queue, key) - nominalOf(queue, key))
    : 0n;
}

/**
 * Every flavor and resource that a queue lists or uses, with how it stands.
 *
 * @throws RangeError if the queue is not in the snapshot.
 */
export function queueUsage(
  snapshot: Snapshot,
  name: string,
): Map<FlavorResource, QueueUsage> {
  const queue = queueOf(snapshot, name);
  return new Map(
    Array.from(keysOf(queue), key => [
      key,
      { ...numbersOf(queue, key), borrowed: borrowedBy(queue, key) },
    ]),
  );
}

/**
 * Every flavor and resource that a cohort or its members list or use, with how it stands.
 *
 * @throws RangeError if the cohort is not in the snapshot, or part of a cycle.
 */
export function cohortUsage(
  snapshot: Snapshot,
  name: string,
): Map<FlavorResource, CohortUsage> {
  const cohort = snapshot.cohorts.get(name);
  if (!cohort) {
    throw new RangeError(
      `Cohort '${name}' is not in the snapshot, or part of a cycle; let a queue or cohort name it, and break the cycle`,
    );
  }
  return new Map(
    Array.from(keysOf(cohort), key => [
      key,
      { ...numbersOf(cohort, key), subtreeQuota: subtreeOf(cohort, key) },
    ]),
  );
}
