import type { KubeObject } from '@silogen/cluster-client';
import { flavorsText } from './ModelPlay';
import type { Facts, PlayState } from './types';

interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
}

interface WorkloadStatus {
  conditions?: Condition[];
  admission?: {
    podSetAssignments: { name: string; flavors?: Record<string, string> }[];
  };
}

/** Message of a workload whose eviction is complete, until Kueue has looked at it again. */
const FREED = 'The eviction is complete';

const statusOf = ({ status }: KubeObject) => (status ?? {}) as WorkloadStatus;

function conditionOf(workload: KubeObject, type: string) {
  return statusOf(workload).conditions?.find(each => each.type === type);
}

export function isAdmitted(workload: KubeObject): boolean {
  return statusOf(workload).admission !== undefined;
}

/** Whether it waits, holds quota or has to go; and what Kueue says where it waits. */
export function standingOf(workload: KubeObject): {
  standing: 'waiting' | 'admitted' | 'evicting';
  message?: string;
} {
  if (!isAdmitted(workload)) {
    const message = conditionOf(workload, 'QuotaReserved')?.message;
    return {
      standing: 'waiting',
      ...(message === FREED ? {} : { message }),
    };
  }
  return conditionOf(workload, 'Evicted')?.status === 'True'
    ? { standing: 'evicting' }
    : { standing: 'admitted' };
}

export function factsOf(workload: KubeObject): Facts {
  const reserved = conditionOf(workload, 'QuotaReserved');
  return {
    uid: workload.metadata.uid!,
    createdMs: Date.parse(workload.metadata.creationTimestamp!),
    ...(reserved?.status === 'True'
      ? { reservedAtMs: Date.parse(reserved.lastTransitionTime) }
      : {}),
  };
}

/** Where the workloads of a world stand, by the names that they have there. */
export function stateOf(workloads: ReadonlyMap<string, KubeObject>): PlayState {
  const state: PlayState = {
    admitted: new Map(),
    evicting: new Map(),
    waiting: new Map(),
  };
  for (const [name, workload] of workloads) {
    const { standing, message } = standingOf(workload);
    if (standing === 'waiting') {
      state.waiting.set(name, { message });
    } else if (standing === 'evicting') {
      const preempted = conditionOf(workload, 'Preempted');
      state.evicting.set(name, preempted?.reason ?? '');
    } else {
      const { podSetAssignments = [] } = statusOf(workload).admission ?? {};
      state.admitted.set(name, flavorsText(podSetAssignments));
    }
  }
  return state;
}

/**
 * The status that completes an eviction. Kueue leaves it to the controller of the job, which says that the pods are gone;
 * a workload without a job has nobody else to say so.
 */
export function freedStatus(workload: KubeObject, now: string): object {
  const { conditions = [] } = statusOf(workload);
  const told = (type: string, status: string, reason: string): Condition => ({
    type,
    status,
    reason,
    message: FREED,
    lastTransitionTime: now,
  });
  const changed = [
    told('QuotaReserved', 'False', 'Pending'),
    told('Admitted', 'False', 'NoReservation'),
    told('Requeued', 'True', 'Preempted'),
  ];
  const types = changed.map(({ type }) => type);
  return {
    admission: null,
    conditions: [
      ...conditions.filter(({ type }) => !types.includes(type)),
      ...changed,
    ],
  };
}
