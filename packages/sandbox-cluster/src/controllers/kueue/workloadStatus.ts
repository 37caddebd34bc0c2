import {
  type Condition,
  findCondition,
  isTrue,
  withCondition,
} from '../runtime/conditions';
import type { AdmissionObject, WorkloadObject, WorkloadStatus } from './types';

/** What a Workload's conditions say, for those who act on it. */
export function isFinished(workload: WorkloadObject): boolean {
  return isTrue(workload.status?.conditions, 'Finished');
}

export function isAdmitted(workload: WorkloadObject): boolean {
  return isTrue(workload.status?.conditions, 'Admitted');
}

export function hasQuota(workload: WorkloadObject): boolean {
  return isTrue(workload.status?.conditions, 'QuotaReserved');
}

/** An eviction was decided and its pods are not gone yet: quota is still held. */
export function isBeingEvicted(workload: WorkloadObject): boolean {
  return isTrue(workload.status?.conditions, 'Evicted') && hasQuota(workload);
}

function set(
  status: WorkloadStatus,
  now: string,
  type: string,
  value: 'True' | 'False',
  reason: string,
  message: string,
): WorkloadStatus {
  const condition = {
    type,
    status: value,
    reason,
    message,
    lastTransitionTime: now,
  };
  return { ...status, conditions: withCondition(status.conditions, condition) };
}

/** The message after a condition was taken back, as Kueue keeps the cause readable. */
function takenBack(
  status: WorkloadStatus,
  now: string,
  type: string,
): WorkloadStatus {
  const old = findCondition(status.conditions, type);
  return old?.status === 'True'
    ? set(
        status,
        now,
        type,
        'False',
        'QuotaReserved',
        `Previously: ${old.message ?? ''}`,
      )
    : status;
}

/** Quota is reserved and, without admission checks, the Workload is admitted in the same write. */
export function admittedStatus(
  workload: WorkloadObject,
  admission: AdmissionObject,
  now: string,
): WorkloadStatus {
  let status: WorkloadStatus = { ...workload.status, admission };
  status = set(
    status,
    now,
    'QuotaReserved',
    'True',
    'QuotaReserved',
    `Quota reserved in ClusterQueue ${admission.clusterQueue}`,
  );
  status = takenBack(status, now, 'Evicted');
  status = takenBack(status, now, 'Preempted');
  return set(
    status,
    now,
    'Admitted',
    'True',
    'Admitted',
    'The workload is admitted',
  );
}

/** Kueue writes the reason for waiting into QuotaReserved; everything else stays. */
export function waitingStatus(
  workload: WorkloadObject,
  message: string,
  now: string,
): WorkloadStatus {
  return set(
    workload.status ?? {},
    now,
    'QuotaReserved',
    'False',
    'Pending',
    message,
  );
}

/** Why a Workload lost its quota. */
export interface EvictionCause {
  /** `Preempted`, `Deactivated`, `ClusterQueueStopped`, … */
  reason: string;
  message: string;
  /** Only for preemption: `InClusterQueue`, `InCohortReclamation`, … */
  preemption?: string;
}

/** First half of an eviction: decided, and announced to the job. Quota is held on to until the pods are gone. */
export function evictedStatus(
  workload: WorkloadObject,
  cause: EvictionCause,
  now: string,
): WorkloadStatus {
  const status = set(
    workload.status ?? {},
    now,
    'Evicted',
    'True',
    cause.reason,
    cause.message,
  );
  return cause.preemption
    ? set(status, now, 'Preempted', 'True', cause.preemption, cause.message)
    : status;
}

/** Second half: the pods are gone, quota is given back, and the Workload is queued again unless it is inactive. */
export function releasedStatus(
  workload: WorkloadObject,
  now: string,
): WorkloadStatus {
  const evicted = findCondition(
    workload.status?.conditions,
    'Evicted',
  ) as Condition;
  const reason = evicted.reason ?? 'Pending';
  const message = evicted.message ?? '';
  const { admission, ...rest } = workload.status ?? {};
  let status: WorkloadStatus = admission ? rest : { ...workload.status };
  status = set(status, now, 'QuotaReserved', 'False', 'Pending', message);
  status = set(
    status,
    now,
    'Admitted',
    'False',
    'NoReservation',
    'The workload has no reservation',
  );
  const requeued = reason === 'Deactivated' ? 'False' : 'True';
  return set(status, now, 'Requeued', requeued, reason, message);
}

export function finishedStatus(
  workload: WorkloadObject,
  outcome: { succeeded: boolean; message: string },
  now: string,
): WorkloadStatus {
  const reason = outcome.succeeded ? 'Succeeded' : 'Failed';
  return set(
    workload.status ?? {},
    now,
    'Finished',
    'True',
    reason,
    outcome.message,
  );
}

/** A Workload that was switched off and on again may be considered once more. */
export function reactivatedStatus(
  workload: WorkloadObject,
  now: string,
): WorkloadStatus {
  return set(
    workload.status ?? {},
    now,
    'Requeued',
    'True',
    'Reactivated',
    'The workload was reactivated',
  );
}
