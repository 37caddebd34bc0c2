import {
  Candidate,
  Candidates,
  Claim,
  isWithinQuota,
  REASON_OF,
} from './candidates';
import {
  addAll,
  ancestors,
  availableAt,
  Holding,
  nominalOf,
  removeAll,
  usageOf,
  wouldBorrow,
} from './tree';
import { PreemptionReason } from './types';

export interface Victim {
  holding: Holding;
  reason: PreemptionReason;
}

function fits({ queue, requests }: Claim, mayBorrow: boolean): boolean {
  for (const [key, amount] of requests) {
    if (!mayBorrow && wouldBorrow(queue, key, amount)) {
      return false;
    }
    // Kueue never counts a debt against a request of nothing.
    if (amount > 0n && amount > availableAt(queue, key)) {
      return false;
    }
  }
  return true;
}

/** Taking earlier candidates may have brought a queue or cohort back within its quota: then it is left in peace. */
function stillTakable(
  { holding, ground, commonAncestor }: Candidate,
  claim: Claim,
  mayBorrow: boolean,
): boolean {
  if (ground === 'sameQueue') {
    return true;
  }
  if (mayBorrow && ground === 'withoutBorrowing') {
    return false;
  }
  if (isWithinQuota(holding.queue, claim.short)) {
    return false;
  }
  for (const cohort of ancestors(holding.queue)) {
    if (cohort === commonAncestor) {
      break;
    }
    if (isWithinQuota(cohort, claim.short)) {
      return false;
    }
  }
  return true;
}

/** Whether to try with borrowing, without, or both and in which order. */
function attempts(claim: Claim, candidates: Candidates): boolean[] {
  const { queue, short } = claim;
  const mayNotBorrow =
    queue.spec.preemption.borrowWithinCohort.policy === 'Never';
  const underNominal = Array.from(short).every(
    key => usageOf(queue, key) < nominalOf(queue, key),
  );
  if ((mayNotBorrow && !underNominal) || !candidates.hasOthers) {
    return [true];
  }
  return mayNotBorrow && !candidates.hasHierarchy
    ? [false, true]
    : [true, false];
}

/** Gives back, latest first, whoever turns out not to be needed. Their usage is in the tree again afterwards. */
function spare(victims: Victim[], claim: Claim, mayBorrow: boolean): Victim[] {
  const needed = victims.slice(-1);
  for (const victim of victims.slice(0, -1).reverse()) {
    const { queue, usage } = victim.holding;
    addAll(queue, usage);
    if (!fits(claim, mayBorrow)) {
      removeAll(queue, usage);
      needed.unshift(victim);
    }
  }
  return needed;
}

/**
 * The smallest set of holdings found whose end makes room for a claim; empty if there is none. Leaves the tree as it was.
 *
 * Takes candidates in order until the claim fits, then gives back those that were not needed after all. Without fair
 * sharing. Upstream: pkg/scheduler/preemption/preemption.go.
 */
export function findVictims(claim: Claim): Victim[] {
  const candidates = Candidates.of(claim);
  for (const mayBorrow of attempts(claim, candidates)) {
    let taken: Victim[] = [];
    let found = false;
    for (const candidate of candidates.inOrder()) {
      if (stillTakable(candidate, claim, mayBorrow)) {
        const { holding, ground } = candidate;
        removeAll(holding.queue, holding.usage);
        taken.push({ holding, reason: REASON_OF[ground] });
        if (fits(claim, mayBorrow)) {
          taken = spare(taken, claim, mayBorrow);
          found = true;
          break;
        }
      }
    }
    taken.forEach(({ holding }) => addAll(holding.queue, holding.usage));
    if (found) {
      return taken;
    }
  }
  return [];
}
