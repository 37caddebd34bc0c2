import { max, min } from './amounts';
import { assess, Assessment, toDecision, waitFor } from './decide';
import { progressOf, SearchProgress } from './flavors';
import { Ledger } from './ledger';
import { messages } from './messages';
import { Victim } from './preemption';
import { compareQueued } from './order';
import { hold, Snapshot } from './snapshot';
import { Amounts, nominalOf } from './tree';
import { AdmissionWorkload, Decision } from './types';

/** What became of a head in a cycle. */
export interface CycleResult {
  workload: AdmissionWorkload;
  decision: Decision;
  /**
   * `admitted`: holds quota now. `preempting` and `retry`: comes back at the head of its queue. `parked`: a
   * BestEffortFIFO queue leaves it aside until something changes in its cohort.
   */
  fate: 'admitted' | 'preempting' | 'retry' | 'parked';
  /** Of `preempting`; they still hold their quota. */
  victims: Victim[];
  /** Of `retry`: where to go on, if flavors were left untried. */
  progress?: SearchProgress;
}

/** Where searches that were lost to another workload go on, by key; others begin with the first flavor. */
export type Progresses = ReadonlyMap<string, SearchProgress>;

interface Entry {
  workload: AdmissionWorkload;
  assessment: Extract<Assessment, { kind: 'assigned' }>;
}

/**
 * A queue that cannot be sure to get its quota back keeps what its head waits for, so that nobody of the cohort takes it
 * in the meantime: up to the borrowing limit if the head has to borrow, else up to the nominal quota.
 */
function amountToKeep({ assessment }: Entry, ledger: Ledger): Amounts {
  const { queue, assignment } = assessment;
  const kept: Amounts = new Map();
  for (const [key, amount] of assignment.usage) {
    const limit = queue.quotas.get(key)?.borrowingLimit;
    const own = nominalOf(queue, key) - ledger.usageOf(queue, key);
    if (assignment.level === 0) {
      kept.set(key, max(0n, min(amount, own)));
    } else {
      kept.set(
        key,
        limit === undefined ? amount : max(0n, min(amount, own + limit)),
      );
    }
  }
  return kept;
}

function processEntry(entry: Entry, ledger: Ledger): CycleResult {
  const { workload, assessment } = entry;
  const { queue, assignment, victims } = assessment;
  const decision = toDecision(assessment);
  if (assignment.outcome !== 'fit' && victims.length === 0) {
    if (
      assignment.outcome === 'preempt' &&
      queue.spec.preemption.reclaimWithinCohort !== 'Any'
    ) {
      ledger.reserve(queue, amountToKeep(entry, ledger));
    }
    return { workload, decision, fate: 'parked', victims };
  }
  const lost = (message: string): CycleResult => ({
    workload,
    decision: waitFor('WaitingForQuota', message, {
      shortages: assignment.shortages,
    }),
    fate: 'retry',
    victims: [],
    progress: progressOf(assignment),
  });
  if (ledger.overlaps(victims)) {
    return lost(messages.overlappingVictims);
  }
  if (!ledger.fits(queue, assignment.usage, victims)) {
    return lost(messages.noLongerFits);
  }
  ledger.claim(victims);
  ledger.reserve(queue, assignment.usage);
  return {
    workload,
    decision,
    fate: assignment.outcome === 'fit' ? 'admitted' : 'preempting',
    victims,
  };
}

/** Who needs not borrow first, then the order that queues have. */
function compareEntries(a: Entry, b: Entry): number {
  return (
    a.assessment.assignment.level - b.assessment.assignment.level ||
    compareQueued(a.workload, b.workload)
  );
}

/**
 * One scheduling cycle over the heads of the queues, one of each: all are assessed against the same state, then served
 * in order, each seeing what those before it took. Afterwards the snapshot has the admitted ones in it, and nothing else
 * changed: victims still hold their quota.
 *
 * Upstream: pkg/scheduler/scheduler.go, without fair sharing.
 */
export function runCycle(
  snapshot: Snapshot,
  heads: readonly AdmissionWorkload[],
  options: { nowMs: number; progresses?: Progresses },
): CycleResult[] {
  const { nowMs, progresses } = options;
  const results: CycleResult[] = [];
  const entries: Entry[] = [];
  for (const workload of heads) {
    const assessment = assess(
      snapshot,
      workload,
      progresses?.get(workload.key),
    );
    if (assessment.kind === 'assigned') {
      entries.push({ workload, assessment });
    } else {
      const { decision } = assessment;
      results.push({ workload, decision, fate: 'parked', victims: [] });
    }
  }
  const ledger = new Ledger();
  for (const entry of entries.sort(compareEntries)) {
    results.push(processEntry(entry, ledger));
  }
  ledger.undo();
  for (const { workload, decision } of results) {
    if (decision.outcome === 'admit') {
      const reserved = { ...workload, reservedAtMs: nowMs };
      hold(snapshot, reserved, decision.admission);
    }
  }
  return results;
}
