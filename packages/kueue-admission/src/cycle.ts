import { max, min } from './amounts';
import { admissionOf, assess, Assessment, toDecision, waitFor } from './decide';
import { messages } from './messages';
import { compareQueued } from './order';
import { hold, Snapshot } from './snapshot';
import {
  addAll,
  Amounts,
  availableAt,
  nominalOf,
  QueueNode,
  removeAll,
  usageOf,
} from './tree';
import { AdmissionWorkload, Decision } from './types';

type Assigned = Extract<Assessment, { kind: 'assigned' }>;

/** The head of a queue with what could be done about it when the cycle began. */
interface Entry {
  workload: AdmissionWorkload;
  assessment: Assessment;
}

/** What a cycle did about a head; `again` if another head was served first and it has to be looked at anew. */
export interface CycleResult {
  workload: AdmissionWorkload;
  decision: Decision;
  again: boolean;
}

function level({ assessment }: Entry): number {
  return assessment.kind === 'assigned' && assessment.assignment.level > 0 ? 1 : 0;
}

/** Those within their own quota first, then as within a queue. */
function compareEntries(a: Entry, b: Entry): number {
  return level(a) - level(b) || compareQueued(a.workload, b.workload);
}

function fits(queue: QueueNode, usage: Amounts): boolean {
  return Array.from(usage).every(
    ([key, amount]) => amount <= 0n || amount <= availableAt(queue, key),
  );
}

/**
 * What a head that nobody can be preempted for keeps from the others of its cycle: up to its own quota, or up to what it
 * may borrow if it would.
 */
function reservation({ queue, assignment }: Assigned): Amounts {
  const reserved: Amounts = new Map();
  for (const [key, amount] of assignment.usage) {
    const nominal = nominalOf(queue, key);
    const used = usageOf(queue, key);
    const limit = queue.quotas.get(key)?.borrowingLimit;
    if (assignment.level === 0) {
      reserved.set(key, max(0n, min(amount, nominal - used)));
    } else if (limit === undefined) {
      reserved.set(key, amount);
    } else {
      reserved.set(key, max(0n, min(amount, nominal + limit - used)));
    }
  }
  return reserved;
}

/**
 * One cycle of Kueue's scheduler over the heads of all queues. What is admitted holds its quota in the snapshot
 * afterwards, and so does what waits for its victims to go: nobody else gets their room meanwhile.
 *
 * Upstream: pkg/scheduler/scheduler.go.
 */
export function runCycle(
  snapshot: Snapshot,
  heads: readonly AdmissionWorkload[],
  preempted: Set<string>,
): CycleResult[] {
  const entries: Entry[] = heads
    .map(workload => ({ workload, assessment: assess(snapshot, workload) }))
    .sort(compareEntries);
  const reservations: { queue: QueueNode; amounts: Amounts }[] = [];
  const results = entries.map(({ workload, assessment }): CycleResult => {
    const decision = toDecision(assessment);
    const done = { workload, decision, again: false };
    if (assessment.kind === 'refused') {
      return done;
    }
    const { queue, assignment, victims } = assessment;
    if (assignment.outcome === 'fit') {
      if (!fits(queue, assignment.usage)) {
        const late = waitFor('WaitingForQuota', messages.noLongerFits);
        return { workload, decision: late, again: true };
      }
      hold(snapshot, workload, admissionOf(queue, assignment));
    } else if (victims.length > 0) {
      const overlaps = victims.some(
        ({ holding }) =>
          preempted.has(holding.workload.key) && !holding.workload.evicting,
      );
      if (overlaps) {
        const late = waitFor('WaitingForPreemptedWorkloads', messages.overlappingVictims);
        return { workload, decision: late, again: false };
      }
      victims.forEach(({ holding }) => preempted.add(holding.workload.key));
      addAll(queue, assignment.usage);
    } else if (assignment.outcome === 'preempt') {
      const amounts = reservation(assessment);
      addAll(queue, amounts);
      reservations.push({ queue, amounts });
    }
    return done;
  });
  reservations.forEach(({ queue, amounts }) => removeAll(queue, amounts));
  return results;
}
