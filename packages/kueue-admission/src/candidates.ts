import { max } from './amounts';
import { orderedHoldingsOf, orderHoldings } from './ordered-holdings';
import {
  Amounts,
  ancestors,
  CohortNode,
  Holding,
  localAvailable,
  nominalOf,
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

/** Where a claim may look for victims in other queues. */
interface Source {
  advantage: boolean;
  commonAncestor: CohortNode;
}

function sourcesOf(claim: Claim): Map<QueueNode, Source> {
  const { queue } = claim;
  const sources = new Map<QueueNode, Source>();
  if (queue.spec.preemption.reclaimWithinCohort === 'Never') {
    return sources;
  }
  // Others could only be taken for what stays within nominal, and none of that is left: no need to look at them.
  const onlyByAdvantage =
    queue.spec.preemption.borrowWithinCohort.policy === 'Never' &&
    Array.from(claim.short).some(
      key => usageOf(queue, key) >= nominalOf(queue, key),
    );
  let { fits: advantage, rest } = passUp(queue, claim.requests);
  let done: CohortNode | undefined;
  for (const cohort of ancestors(queue)) {
    const borrowers =
      advantage || !onlyByAdvantage ? borrowersBelow(cohort, claim, done) : [];
    for (const borrower of borrowers) {
      sources.set(borrower, { advantage, commonAncestor: cohort });
    }
    const next = passUp(cohort, rest);
    rest = next.rest;
    advantage ||= next.fits;
    done = cohort;
  }
  return sources;
}

/**
 * Holdings that could make room for a claim, in the order in which they are tried: those being evicted anyway, then those
 * with a lesser right to the quota, then other queues', then the claiming queue's own. Looked up only as far as needed.
 *
 * Upstream: pkg/scheduler/preemption/classical.
 */
export class Candidates {
  readonly #claim: Claim;
  readonly #sources: ReadonlyMap<QueueNode, Source>;
  readonly #advantaged: ReadonlySet<boolean>;

  private constructor(claim: Claim, sources: ReadonlyMap<QueueNode, Source>) {
    this.#claim = claim;
    this.#sources = sources;
    this.#advantaged = new Set(
      Array.from(sources.values(), ({ advantage }) => advantage),
    );
  }

  static of(claim: Claim): Candidates {
    return new Candidates(claim, sourcesOf(claim));
  }

  /** Whether any would come from another queue. */
  get hasOthers(): boolean {
    return this.hasHierarchy || this.#hasFromOthers(false);
  }

  /** Whether the claim has the better right to what some other queue uses. */
  get hasHierarchy(): boolean {
    return this.#hasFromOthers(true);
  }

  *inOrder(): Generator<Candidate> {
    const { evicting, staying } = orderedHoldingsOf(this.#claim.queue);
    const own = orderHoldings(this.#claim.queue.holdings.values());
    yield* this.#fromOthers(evicting, true);
    yield* this.#fromOthers(evicting, false);
    yield* this.#fromOwn(own.evicting);
    yield* this.#fromOthers(staying, true);
    yield* this.#fromOthers(staying, false);
    yield* this.#fromOwn(own.staying);
  }

  #hasFromOthers(advantage: boolean): boolean {
    const { evicting, staying } = orderedHoldingsOf(this.#claim.queue);
    return [evicting, staying].some(
      list => !this.#fromOthers(list, advantage).next().done,
    );
  }

  *#fromOthers(
    ordered: readonly Holding[],
    advantage: boolean,
  ): Generator<Candidate> {
    if (!this.#advantaged.has(advantage)) {
      return;
    }
    const claim = this.#claim;
    const { workload, queue, short } = claim;
    const policy = queue.spec.preemption.reclaimWithinCohort;
    for (const holding of ordered) {
      if (!policyAllows(policy, workload, holding.workload)) {
        // Ordered by priority: once that is too high, it stays so.
        return;
      }
      const source = this.#sources.get(holding.queue);
      if (source?.advantage === advantage && usesAny(holding, short)) {
        yield {
          holding,
          ground: crossQueueGround(claim, holding.workload, advantage),
          commonAncestor: source.commonAncestor,
        };
      }
    }
  }

  *#fromOwn(ordered: readonly Holding[]): Generator<Candidate> {
    const { workload, queue, short } = this.#claim;
    const policy = queue.spec.preemption.withinClusterQueue;
    for (const holding of ordered) {
      if (
        policyAllows(policy, workload, holding.workload) &&
        usesAny(holding, short)
      ) {
        yield { holding, ground: 'sameQueue' };
      }
    }
  }
}
