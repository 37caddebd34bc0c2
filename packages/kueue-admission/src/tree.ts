import { addTo, max, min } from './amounts';
import type { OrderedHoldings } from './ordered-holdings';
import {
  AdmissionWorkload,
  ClusterQueueSpec,
  FlavorResource,
  Quota,
} from './types';

/** Amounts by flavor and resource, in milli-units. */
export type Amounts = Map<FlavorResource, bigint>;

/**
 * A ClusterQueue or Cohort in the quota tree.
 *
 * Upstream: pkg/cache/scheduler/resource_node.go. `subtree` is what the node and all below it bring in, less what
 * lending limits keep local; `usage` is what counts against it.
 */
export interface QuotaNode {
  readonly name: string;
  /** Undefined for a root, and for a queue without cohort. */
  readonly parent?: CohortNode;
  readonly quotas: ReadonlyMap<FlavorResource, Quota>;
  readonly subtree: Amounts;
  readonly usage: Amounts;
  /** Of a root: a cache, see there. */
  ordered?: OrderedHoldings;
}

export interface CohortNode extends QuotaNode {
  readonly cohorts: CohortNode[];
  readonly queues: QueueNode[];
  /** Distance to the furthest leaf below. */
  height: number;
}

/** A resource group made ready for lookups. */
export interface GroupIndex {
  readonly covered: ReadonlySet<string>;
  readonly flavors: readonly string[];
  /** Label keys of all flavors of the group. */
  readonly labelKeys: ReadonlySet<string>;
}

export interface QueueNode extends QuotaNode {
  readonly spec: ClusterQueueSpec;
  /** Resource groups by the resources they cover. */
  readonly groups: ReadonlyMap<string, GroupIndex>;
  /** Workloads that hold quota here, by key. */
  readonly holdings: Map<string, Holding>;
  /** Why nothing can be admitted through it, if so. */
  readonly inactive?: 'Stopped' | 'FlavorNotFound' | 'CohortCycle';
}

/** A workload that holds quota. */
export interface Holding {
  readonly workload: AdmissionWorkload;
  readonly queue: QueueNode;
  readonly usage: Amounts;
  readonly reservedAtMs: number;
}

const at = (amounts: Amounts, key: FlavorResource) => amounts.get(key) ?? 0n;

export function usageOf(node: QuotaNode, key: FlavorResource): bigint {
  return at(node.usage, key);
}

export function subtreeOf(node: QuotaNode, key: FlavorResource): bigint {
  return at(node.subtree, key);
}

export function nominalOf(node: QuotaNode, key: FlavorResource): bigint {
  return node.quotas.get(key)?.nominal ?? 0n;
}

/** What a lending limit keeps for the node itself: its parent never sees it. */
export function localQuota(node: QuotaNode, key: FlavorResource): bigint {
  const limit = node.quotas.get(key)?.lendingLimit;
  return limit === undefined ? 0n : max(0n, subtreeOf(node, key) - limit);
}

export function localAvailable(node: QuotaNode, key: FlavorResource): bigint {
  return max(0n, localQuota(node, key) - usageOf(node, key));
}

/** What is left for the node; negative where quota was taken away under running workloads. */
export function availableAt(node: QuotaNode, key: FlavorResource): bigint {
  const subtree = subtreeOf(node, key);
  const usage = usageOf(node, key);
  if (!node.parent) {
    return subtree - usage;
  }
  let fromParent = availableAt(node.parent, key);
  const limit = node.quotas.get(key)?.borrowingLimit;
  if (limit !== undefined) {
    const local = localQuota(node, key);
    const unusedInParent = subtree - local - max(0n, usage - local);
    fromParent = min(fromParent, unusedInParent + limit);
  }
  return localAvailable(node, key) + fromParent;
}

/** What the node could have if nobody used anything: Kueue's "maximum capacity". */
export function potentialAt(node: QuotaNode, key: FlavorResource): bigint {
  if (!node.parent) {
    return subtreeOf(node, key);
  }
  const reachable = localQuota(node, key) + potentialAt(node.parent, key);
  const limit = node.quotas.get(key)?.borrowingLimit;
  return limit === undefined
    ? reachable
    : min(reachable, subtreeOf(node, key) + limit);
}

/** Adds usage to a node; what goes beyond its local quota counts against its parent as well. */
export function addUsage(
  node: QuotaNode,
  key: FlavorResource,
  amount: bigint,
): void {
  const beyond = amount - localAvailable(node, key);
  addTo(node.usage, key, amount);
  if (node.parent && beyond > 0n) {
    addUsage(node.parent, key, beyond);
  }
}

/** The exact inverse of {@link addUsage}. */
export function removeUsage(
  node: QuotaNode,
  key: FlavorResource,
  amount: bigint,
): void {
  const inParent = usageOf(node, key) - localQuota(node, key);
  addTo(node.usage, key, -amount);
  if (node.parent && inParent > 0n) {
    removeUsage(node.parent, key, min(amount, inParent));
  }
}

export function addAll(node: QuotaNode, amounts: Amounts): void {
  for (const [key, amount] of amounts) {
    addUsage(node, key, amount);
  }
}

export function removeAll(node: QuotaNode, amounts: Amounts): void {
  for (const [key, amount] of amounts) {
    removeUsage(node, key, amount);
  }
}

/** Whether the node would use more than its own quota with this amount on top; for a cohort, more than its subtree's. */
export function wouldBorrow(
  node: QuotaNode,
  key: FlavorResource,
  amount: bigint,
): boolean {
  return usageOf(node, key) + amount > subtreeOf(node, key);
}

/** From the parent up to the root. */
export function* ancestors(node: QuotaNode): Generator<CohortNode> {
  for (let next = node.parent; next; next = next.parent) {
    yield next;
  }
}

/** The root of the node's tree: a cohort, or the node itself if it has no parent. */
export function rootOf(node: QuotaNode): QuotaNode {
  let root = node;
  while (root.parent) {
    root = root.parent;
  }
  return root;
}

/**
 * How far up an amount has to be borrowed from: 0 within the queue's own quota, else the height of the lowest cohort
 * that has room for it, or of the root if none has.
 */
export function borrowLevel(
  queue: QueueNode,
  key: FlavorResource,
  amount: bigint,
): { level: number; belowRoot: boolean } {
  if (!queue.parent || !wouldBorrow(queue, key, amount)) {
    return { level: 0, belowRoot: queue.parent !== undefined };
  }
  let rest = amount - localAvailable(queue, key);
  let top = queue.parent;
  for (const cohort of ancestors(queue)) {
    if (!wouldBorrow(cohort, key, rest)) {
      return { level: cohort.height, belowRoot: cohort.parent !== undefined };
    }
    rest -= localAvailable(cohort, key);
    top = cohort;
  }
  return { level: top.height, belowRoot: false };
}
