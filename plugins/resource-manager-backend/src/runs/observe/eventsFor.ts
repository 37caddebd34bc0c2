import {
  isFinalRunState,
  type WaitReason,
} from '@silogen/backstage-plugin-resource-manager-common';
import { stageOf } from '../foldRun';
import type { NewRunEvent, RunRecord } from '../types';
import type { Observation } from './observe';

const FINAL_TEXTS: Record<string, string> = {
  succeeded: 'Finished successfully',
  failed: 'Failed',
  stopped: 'Stopped',
  deleted: 'Deleted',
};

function waitEvent(
  run: RunRecord,
  seen: Observation,
  now: string,
): NewRunEvent | undefined {
  if (seen.suspended) {
    if (run.suspended) return undefined;
    const step = run.progress ? ` at step ${run.progress.step}` : '';
    return {
      at: now,
      type: 'suspended',
      state: 'waiting',
      text: (seen.reason?.text ?? 'Suspended').replace(
        /^Suspended/,
        `Suspended${step}`,
      ),
      message: seen.reason?.message,
    };
  }
  const changed =
    run.state !== 'waiting' || run.reason?.code !== seen.reason?.code;
  if (!changed) return undefined;
  return {
    at: now,
    type: 'waiting',
    state: 'waiting',
    text: seen.reason?.text ?? 'Waiting',
    message: seen.reason?.message,
  };
}

/** Later of the two, so that a history told late still runs forward. */
function notBefore(
  at: string | undefined,
  earliest: string,
  now: string,
): string {
  const time = at ?? now;
  return time < earliest ? earliest : time;
}

/**
 * What happened between the stored run and what is seen now, as events. The same observation gives events once:
 * with the run that has them, it gives none. Steps that were passed between two looks are told with their own times.
 */
export function eventsFor(
  run: RunRecord,
  seen: Observation,
  now: string,
): NewRunEvent[] {
  if (isFinalRunState(run.state)) return [];
  if (seen.state === 'waiting') {
    const event = waitEvent(run, seen, now);
    return event ? [event] : [];
  }
  const events: NewRunEvent[] = [];
  let last = run.submittedAt;
  const add = (event: NewRunEvent) => {
    last = notBefore(event.at, last, now);
    events.push({ ...event, at: last });
  };
  const from = stageOf(run.state);
  const to = stageOf(seen.state);
  if (
    from < stageOf('admitted') &&
    (seen.admittedAt || seen.startedAt || !isFinalRunState(seen.state))
  ) {
    add({
      at: seen.admittedAt ?? seen.startedAt ?? now,
      type: run.suspended ? 'resumed' : 'admitted',
      state: 'admitted',
      text: run.suspended ? 'Has its quota again' : 'Has its quota',
    });
  }
  if (seen.state === 'starting') {
    const changed =
      run.state !== 'starting' || run.reason?.code !== seen.reason?.code;
    if (changed) {
      add({
        at: now,
        type: seen.reason?.code === 'pulling-image' ? 'pulling' : 'starting',
        state: 'starting',
        text: seen.reason?.text ?? 'Starting',
        message: seen.reason?.message,
      });
    }
  }
  const ran =
    seen.state === 'running' ||
    (to > stageOf('running') && seen.startedAt !== undefined);
  if (from < stageOf('running') && ran) {
    add({
      at: seen.startedAt ?? now,
      type: 'running',
      state: 'running',
      text: 'Running',
    });
  }
  if (isFinalRunState(seen.state)) {
    add(finalEvent(seen.state, seen.finishedAt ?? now, seen.reason));
  }
  return events;
}

function finalEvent(
  state: Observation['state'],
  at: string,
  reason: WaitReason | undefined,
): NewRunEvent {
  return {
    at,
    type: state as NewRunEvent['type'],
    state,
    text: reason?.text
      ? `${FINAL_TEXTS[state]}: ${reason.text}`
      : FINAL_TEXTS[state],
    message: reason?.message,
  };
}
