import type { Pod } from '../controllers/runtime/kubeTypes';

/** Where a pod's containers stand in time, kept on the pod so that a restarted kubelet goes on instead of beginning anew. */
export const RUN_ANNOTATION = 'sandbox.silogen.ai/run';
/** Kept on the Job that owns the pods, since it outlives them. */
export const CHECKPOINT_ANNOTATION = 'sandbox.silogen.ai/checkpoint-step';
export const PROGRESS_ANNOTATION = 'airm.silogen.ai/progress';
/** Final metrics, written when the run has come to a good end. */
export const RESULT_ANNOTATION = 'airm.silogen.ai/result';

export interface ContainerRecord {
  startedAtMs: number;
  /** Speed under which it started; it keeps it. */
  speed: number;
  resumeFromStep: number;
  restarts: number;
}

export type RunRecord = Readonly<Record<string, ContainerRecord>>;

export function readRunRecord(pod: Pod): RunRecord {
  try {
    const parsed: unknown = JSON.parse(
      pod.metadata.annotations?.[RUN_ANNOTATION] ?? '{}',
    );
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as RunRecord)
      : {};
  } catch {
    return {};
  }
}

/** Simulated seconds that a container has run. */
export function elapsedSeconds(record: ContainerRecord, nowMs: number): number {
  return Math.max(0, ((nowMs - record.startedAtMs) / 1000) * record.speed);
}

/** Wall time of a moment of a container's course. */
export function wallTimeOf(record: ContainerRecord, at: number): number {
  return record.startedAtMs + (at * 1000) / record.speed;
}
