import { type Condition, isTrue, withCondition } from '../runtime/conditions';
import {
  isFinishedPod,
  type Job,
  type JobStatus,
  type Pod,
} from '../runtime/kubeTypes';

/** What is to be done about a Job now. */
export interface JobStep {
  status: JobStatus;
  /** Pods to delete. */
  remove: Pod[];
  /** How many pods to create now. */
  create: number;
  /** Wall milliseconds until a replacement pod may be created. */
  retryAfterMs?: number;
  events: { type?: 'Normal' | 'Warning'; reason: string; message: string }[];
}

/** First delay before a failed pod is replaced; doubles with each failure up to six minutes. */
const FIRST_BACKOFF_MS = 10_000;
const MAX_BACKOFF_MS = 360_000;

export function finishedCondition(job: Job): Condition | undefined {
  return (job.status?.conditions ?? []).find(
    ({ type, status }) =>
      status === 'True' && (type === 'Complete' || type === 'Failed'),
  );
}

export function completionsOf(job: Job): number {
  return job.spec.completions ?? job.spec.parallelism ?? 1;
}

function readyPods(pods: readonly Pod[]): number {
  return pods.filter(pod => isTrue(pod.status?.conditions, 'Ready')).length;
}

function suspendedStep(job: Job, pods: readonly Pod[], now: string): JobStep {
  const alive = pods.filter(pod => !isFinishedPod(pod));
  const leaving = alive.filter(pod => pod.metadata.deletionTimestamp);
  const remove = alive.filter(pod => !pod.metadata.deletionTimestamp);
  const { startTime, ...status } = job.status ?? {};
  const wasSuspended = isTrue(status.conditions, 'Suspended');
  return {
    remove,
    create: 0,
    events: wasSuspended
      ? []
      : [{ reason: 'Suspended', message: 'Job suspended' }],
    status: {
      ...status,
      active: remove.length,
      ready: 0,
      terminating: leaving.length,
      conditions: withCondition(status.conditions, {
        type: 'Suspended',
        status: 'True',
        reason: 'JobSuspended',
        message: 'Job suspended',
        lastTransitionTime: now,
      }),
    },
  };
}

function failedStatus(
  status: JobStatus,
  reason: string,
  message: string,
  now: string,
): JobStatus {
  const failureTarget = withCondition(status.conditions, {
    type: 'FailureTarget',
    status: 'True',
    reason,
    message,
    lastTransitionTime: now,
  });
  return {
    ...status,
    active: 0,
    ready: 0,
    conditions: withCondition(failureTarget, {
      type: 'Failed',
      status: 'True',
      reason,
      message,
      lastTransitionTime: now,
    }),
  };
}

function completeStatus(status: JobStatus, now: string): JobStatus {
  const message = 'Reached expected number of succeeded pods';
  const condition = {
    status: 'True' as const,
    reason: 'CompletionsReached',
    message,
    lastTransitionTime: now,
  };
  return {
    ...status,
    active: 0,
    ready: 0,
    completionTime: now,
    conditions: withCondition(
      withCondition(status.conditions, {
        type: 'SuccessCriteriaMet',
        ...condition,
      }),
      {
        type: 'Complete',
        ...condition,
      },
    ),
  };
}

function resumed(job: Job, now: string): Pick<JobStep, 'events' | 'status'> {
  const status: JobStatus = {
    ...job.status,
    startTime: job.status?.startTime ?? now,
  };
  if (!isTrue(status.conditions, 'Suspended')) {
    return { status, events: [] };
  }
  return {
    events: [{ reason: 'Resumed', message: 'Job resumed' }],
    status: {
      ...status,
      startTime: now,
      conditions: withCondition(status.conditions, {
        type: 'Suspended',
        status: 'False',
        reason: 'JobResumed',
        message: 'Job resumed',
        lastTransitionTime: now,
      }),
    },
  };
}

/**
 * The next step of a Job, as the Kubernetes job controller takes it.
 *
 * Finished pods that somebody deletes stay counted. Durations are simulated ones, divided by `speed`.
 */
export function nextJobStep(
  job: Job,
  pods: readonly Pod[],
  options: { now: string; nowMs: number; speed: number },
): JobStep {
  const { now, nowMs, speed } = options;
  if (job.spec.suspend) {
    return suspendedStep(job, pods, now);
  }
  const { status: base, events } = resumed(job, now);
  const alive = pods.filter(pod => !isFinishedPod(pod));
  const leaving = alive.filter(pod => pod.metadata.deletionTimestamp);
  const active = alive.filter(pod => !pod.metadata.deletionTimestamp);
  const failedPods = pods.filter(pod => pod.status?.phase === 'Failed');
  const succeededPods = pods.filter(pod => pod.status?.phase === 'Succeeded');
  const status: JobStatus = {
    ...base,
    active: active.length,
    ready: readyPods(active),
    terminating: leaving.length,
    succeeded: Math.max(base.succeeded ?? 0, succeededPods.length),
    failed: Math.max(base.failed ?? 0, failedPods.length),
  };
  const succeeded = status.succeeded ?? 0;
  const failed = status.failed ?? 0;
  if (succeeded >= completionsOf(job)) {
    return {
      status: completeStatus(status, now),
      remove: active,
      create: 0,
      events: [...events, { reason: 'Completed', message: 'Job completed' }],
    };
  }
  const giveUp = (reason: string, message: string): JobStep => ({
    status: failedStatus(status, reason, message, now),
    remove: active,
    create: 0,
    events: [...events, { type: 'Warning', reason, message }],
  });
  if (failed > (job.spec.backoffLimit ?? 6)) {
    return giveUp(
      'BackoffLimitExceeded',
      'Job has reached the specified backoff limit',
    );
  }
  const deadline = job.spec.activeDeadlineSeconds;
  if (deadline !== undefined) {
    const elapsedMs = (nowMs - Date.parse(status.startTime ?? now)) * speed;
    if (elapsedMs >= deadline * 1000) {
      return giveUp(
        'DeadlineExceeded',
        'Job was active longer than specified deadline',
      );
    }
  }
  // podReplacementPolicy TerminatingOrFailed, the default: a pod that is on its way out is replaced at once.
  const wanted = Math.min(
    job.spec.parallelism ?? 1,
    completionsOf(job) - succeeded,
  );
  const missing = Math.max(0, wanted - active.length);
  const retryAfterMs =
    missing > 0 ? backoffLeft(failedPods, failed, options) : undefined;
  return {
    status,
    remove: active.slice(wanted),
    create: retryAfterMs ? 0 : missing,
    retryAfterMs,
    events,
  };
}

function backoffLeft(
  failedPods: readonly Pod[],
  failed: number,
  options: { nowMs: number; speed: number },
): number | undefined {
  if (failed === 0) {
    return undefined;
  }
  const lastEnd = Math.max(
    0,
    ...failedPods.flatMap(pod =>
      (pod.status?.containerStatuses ?? []).map(
        container =>
          Date.parse(container.state.terminated?.finishedAt ?? '') || 0,
      ),
    ),
  );
  const delay =
    Math.min(FIRST_BACKOFF_MS * 2 ** (failed - 1), MAX_BACKOFF_MS) /
    options.speed;
  const left = lastEnd + delay - options.nowMs;
  return left > 0 ? left : undefined;
}
