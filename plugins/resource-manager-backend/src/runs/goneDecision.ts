import { isFinalRunState } from '@silogen/backstage-plugin-resource-manager-common';
import type { RunChange } from './store/RunStore';
import type { NewRunEvent, RunRecord } from './types';

/** What it means that a run's object is not on its cluster (any more). Pure, and the same whoever sees it first. */
export function goneDecision(
  run: RunRecord,
  now: string,
): { change: RunChange; events: NewRunEvent[] } | undefined {
  const done: RunChange = {
    objectPresent: false,
    intent: 'none',
    attempts: 0,
    nextAttemptAt: undefined,
  };
  const final = isFinalRunState(run.state);
  const by = run.intentBy;
  if (run.intent === 'stop') {
    const text = 'Stopped: it does not come back';
    return {
      change: { ...done, reason: undefined },
      events: final
        ? []
        : [{ at: now, type: 'stopped', state: 'stopped', text, by }],
    };
  }
  if (run.intent === 'delete') {
    const text = 'Its objects were removed from the cluster';
    return {
      change: { ...done, ...(!final && { reason: undefined }) },
      events: [
        {
          at: now,
          type: 'deleted',
          ...(!final && { state: 'deleted' as const }),
          text,
          by,
        },
      ],
    };
  }
  if (!run.objectPresent) return undefined;
  if (final) return { change: done, events: [] };
  return {
    change: { ...done, reason: undefined },
    events: [
      {
        at: now,
        type: 'deleted',
        state: 'deleted',
        text: 'Deleted on the cluster, not through the portal',
      },
    ],
  };
}
