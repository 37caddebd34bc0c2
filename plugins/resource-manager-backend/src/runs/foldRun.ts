import {
  isFinalRunState,
  type RunState,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { NewRunEvent, RunRecord } from './types';

/** The part of a run that is the fold of its events. */
export type FoldedRun = Pick<
  RunRecord,
  'state' | 'suspended' | 'admittedAt' | 'startedAt' | 'finishedAt'
>;

export const UNBORN: FoldedRun = { state: 'submitting', suspended: false };

/**
 * One step of the fold. A final state is never left: an event that would do so is history, but changes nothing.
 * `admittedAt` and `startedAt` keep their first value, so that waiting times are those of the first start.
 */
export function applyRunEvent(run: FoldedRun, event: NewRunEvent): FoldedRun {
  if (event.state === undefined || isFinalRunState(run.state)) return run;
  const next: FoldedRun = {
    ...run,
    state: event.state,
    suspended:
      event.type === 'suspended' ||
      (run.suspended && event.state === 'waiting'),
  };
  if (event.state === 'admitted') next.admittedAt = run.admittedAt ?? event.at;
  if (event.state === 'running') next.startedAt = run.startedAt ?? event.at;
  if (isFinalRunState(event.state)) next.finishedAt = event.at;
  return next;
}

export function foldRun(events: readonly NewRunEvent[]): FoldedRun {
  return events.reduce(applyRunEvent, UNBORN);
}

const ORDER: readonly RunState[] = [
  'submitting',
  'waiting',
  'admitted',
  'starting',
  'running',
];

/** How far along the way to running a state is; final states are furthest. */
export function stageOf(state: RunState): number {
  const index = ORDER.indexOf(state);
  return index < 0 ? ORDER.length : index;
}
