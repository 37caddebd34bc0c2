import { max } from './amounts';
import {
  Amounts,
  ancestors,
  CohortNode,
  Holding,
  localAvailable,
  QueueNode,
  QuotaNode,
  subtreeOf,
  usageOf,
  wouldBorrow,
} from './tree';
import {
  AdmissionWorkload,
  FlavorResource,
  PreemptionPolicy,
  PreemptionReason,
} from './types';

/** Who asks for room, where, how much of what, and which of it is short. */
export interface Claim {
  workload: AdmissionWorkload;
  queue: QueueNode;
  requests: Amounts;
  /** Flavors and resources that do not fit without preemption. */
  short: ReadonlySet<FlavorResource>;
}

/** On what ground a holding may be taken away. */
type Ground =
  | 'sameQueue'
  /** The claim fits the quota of a subtree that the holding's queue is not part of. */
  | 'hierarchy'
  /** Only if the claiming queue ends up within its nominal quota. */
  | 'withoutBorrowing'
  /** Even if the claiming queue borrows, because the policy lets it. */
  | 'whileBorrowing';

export interface Candidate {
  holding: Holding;
  ground: Ground;
  /** Lowest cohort of both queues; none for the claiming queue itself. */
  commonAncestor?: CohortNode;
}

export const REASON_OF: Record<Ground, PreemptionReason> = {
  sameQueue: 'InClusterQueue',
  hierarchy: 'InCohortReclamation',
  withoutBorrowing: 'InCohortReclamation',
  whileBorrowing: 'InCohortReclaimWhileBorrowing',
};

export function isWithinQuota(
  node: QuotaNode,
  keys: ReadonlySet<FlavorResource>,
): boolean {
  for (const key of keys) {
    if (wouldBorrow(node, key, 0n)) {
      return false;
    }
  }
  return true;
}

function policyAllows(
  policy: PreemptionPolicy,
  claimant: AdmissionWorkload,
  victim: AdmissionWorkload,
): boolean {
  switch (policy) {
    case 'Any':
      return true;
    case 'LowerPriority':
      return claimant.priority > victim.priority;
    case 'LowerOrNewerEqualPriority':
      return (
        claimant.priority > victim.priority ||
        (claimant.priority === victim.priority &&
          claimant.queuedAtMs < victim.queuedAtMs)
      );
    default:
      return false;
  }
}

function crossQueueGround(
  { workload, queue }: Claim,
  victim: AdmissionWorkload,
  advantage: boolean,
): Ground {
  if (advantage) {
    return 'hierarchy';
  }
  const { policy, maxPriorityThreshold } =
    queue.spec.preemption.borrowWithinCohort;
  if (policy === 'Never' || victim.priority >= workload.priority) {
    return 'withoutBorrowing';
  }
  return maxPriorityThreshold !== undefined &&
    victim.priority > maxPriorityThreshold
    ? 'withoutBorrowing'
    : 'whileBorrowing';
}

function usesAny(holding: Holding, keys: ReadonlySet<FlavorResource>): boolean {
  for (const key of keys) {
    if (holding.usage.has(key)) {
      return true;
    }
  }
  return false;
}

/** Subtracts what a node could give of its own; tells whether its quota had room for all of it. */
function passUp(
  node: QuotaNode,
  requests: Amounts,
): { fits: boolean; rest: Amounts } {
  let fits = true;
  const rest: Amounts = new Map();
  for (const [key, amount] of requests) {
    fits &&= usageOf(node, key) + amount <= subtreeOf(node, key);
    rest.set(key, max(0n, amount - localAvailable(node, key)));
  }
  return { fits, rest };
}

function* borrowersBelow(
  cohort: CohortNode,
  claim: Claim,
  done: CohortNode | undefined,
): Generator<QueueNode> {
  for (const child of cohort.cohorts) {
    if (child !== done && !isWithinQuota(child, claim.short)) {
      yield* borrowersBelow(child, claim, done);
    }
  }
  for (const queue of cohort.queues) {
    if (queue !== claim.queue && !isWithinQuota(queue, claim.short)) {
      yield queue;
    }
  }
}

function fromSameQueue(claim: Claim): Candidate[] {
  const policy = claim.queue.spec.preemption.withinClusterQueue;
  if (policy === 'Never') {
    return [];
  }
  const candidates: Candidate[] = [];
  for (const holding of claim.queue.holdings.values()) {
    if (
      policyAllows(policy, claim.workload, holding.workload) &&
      usesAny(holding, claim.short)
    ) {
      candidates.push({ holding, ground: 'sameQueue' });
    }
  }
  return candidates;
}

function fromCohort(claim: Claim): Candidate[] {
  const { queue, workload, short } = claim;
  const policy = queue.spec.preemption.reclaimWithinCohort;
  if (policy === 'Never') {
    return [];
  }
  const candidates: Candidate[] = [];
  let { fits: advantage, rest } = passUp(queue, claim.requests);
  let done: CohortNode | undefined;
  for (const cohort of ancestors(queue)) {
    for (const borrower of borrowersBelow(cohort, claim, done)) {
      for (const holding of borrower.holdings.values()) {
        if (
          policyAllows(policy, workload, holding.workload) &&
          usesAny(holding, short)
        ) {
          candidates.push({
            holding,
            ground: crossQueueGround(claim, holding.workload, advantage),
            commonAncestor: cohort,
          });
        }
      }
    }
    const next = passUp(cohort, rest);
    rest = next.rest;
    advantage ||= next.fits;
    done = cohort;
  }
  return candidates;
}

/** Those that suffer least first: low priority, then latest start. */
function compareCandidates(a: Candidate, b: Candidate): number {
  const left = a.holding;
  const right = b.holding;
  return (
    left.workload.priority - right.workload.priority ||
    right.reservedAtMs - left.reservedAtMs ||
    (left.workload.uid < right.workload.uid ? -1 : 1)
  );
}

const RANK: Record<Ground, number> = {
  hierarchy: 0,
  withoutBorrowing: 1,
  whileBorrowing: 1,
  sameQueue: 2,
};

/**
 * Holdings that could make room for a claim, in the order in which they are tried: those being evicted anyway, then those
 * with a lesser right to the quota, then other queues', then the claiming queue's own.
 *
 * Upstream: pkg/scheduler/preemption/classical.
 */
export function collectCandidates(claim: Claim): Candidate[] {
  const stays = ({ holding }: Candidate) => (holding.workload.evicting ? 0 : 1);
  return [...fromCohort(claim), ...fromSameQueue(claim)].sort(
    (a, b) =>
      stays(a) - stays(b) ||
      RANK[a.ground] - RANK[b.ground] ||
      compareCandidates(a, b),
  );
}
