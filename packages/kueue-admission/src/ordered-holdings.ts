import { CohortNode, Holding, QueueNode, QuotaNode, rootOf } from './tree';

/** All that holds quota in a tree, those that suffer least from losing it first. */
export interface OrderedHoldings {
  /** On their way out anyway. */
  readonly evicting: readonly Holding[];
  readonly staying: readonly Holding[];
}

/** Low priority first, then the latest start; the UID only makes it definite. */
export function compareHoldings(a: Holding, b: Holding): number {
  return (
    a.workload.priority - b.workload.priority ||
    b.reservedAtMs - a.reservedAtMs ||
    (a.workload.uid < b.workload.uid ? -1 : 1)
  );
}

function isCohort(node: QuotaNode): node is CohortNode {
  return 'cohorts' in node;
}

function isQueue(node: QuotaNode): node is QueueNode {
  return 'holdings' in node;
}

function* queuesUnder(node: QuotaNode): Generator<QueueNode> {
  if (isCohort(node)) {
    yield* node.queues;
    for (const child of node.cohorts) {
      yield* queuesUnder(child);
    }
  } else if (isQueue(node)) {
    yield node;
  }
}

export function orderHoldings(holdings: Iterable<Holding>): OrderedHoldings {
  const all = [...holdings].sort(compareHoldings);
  return {
    evicting: all.filter(({ workload }) => workload.evicting),
    staying: all.filter(({ workload }) => !workload.evicting),
  };
}

function* holdingsUnder(root: QuotaNode): Generator<Holding> {
  for (const queue of queuesUnder(root)) {
    yield* queue.holdings.values();
  }
}

/**
 * The order of a whole tree, which all claims of a cycle share: sorting the candidates of each of a thousand queues would
 * take most of the time otherwise. Kept at the root until something is held or released.
 */
export function orderedHoldingsOf(queue: QueueNode): OrderedHoldings {
  const root = rootOf(queue);
  root.ordered ??= orderHoldings(holdingsUnder(root));
  return root.ordered;
}

/** To be called whenever the holdings of a queue change. */
export function forgetOrder(queue: QueueNode): void {
  rootOf(queue).ordered = undefined;
}
