import type { RunState } from './types';

/** States in which a run still may use the cluster. */
export const ACTIVE_RUN_STATES: readonly RunState[] = [
  'submitting',
  'waiting',
  'admitted',
  'starting',
  'running',
];

/** States that a run never leaves. */
export const FINAL_RUN_STATES: readonly RunState[] = [
  'succeeded',
  'failed',
  'stopped',
  'deleted',
];

export function isFinalRunState(state: RunState): boolean {
  return FINAL_RUN_STATES.includes(state);
}
