import { messages } from './messages';
import type { Decision } from './types';

/** Kueue looks at these again in its next cycle. */
const LOST: string[] = [messages.overlappingVictims, messages.noLongerFits];

/**
 * `AdmissionWorkload.preempting` after a decision of `schedule`, for who carries it from one call to the next: a workload
 * that has evicted others waits for their end, also while somebody else stands before it or was quicker in a cycle.
 */
export function isPreempting(
  decision: Decision,
  wasPreempting: boolean,
): boolean {
  if (decision.outcome !== 'wait') {
    return decision.outcome === 'preempt';
  }
  return (
    decision.reason === 'WaitingForPreemptedWorkloads' ||
    (wasPreempting &&
      (decision.reason === 'BlockedByHead' || LOST.includes(decision.message)))
  );
}
