import type { Condition, PodObject, RunObject, WorkloadObject } from '../kube';

export const NOW = '2026-01-01T10:00:00.000Z';

export function condition(
  type: string,
  reason: string,
  options: { status?: string; message?: string; at?: string } = {},
): Condition {
  const {
    status = 'True',
    message = '',
    at = '2026-01-01T09:00:00Z',
  } = options;
  return { type, status, reason, message, lastTransitionTime: at };
}

export function object(
  kind: string,
  status: RunObject['status'] = {},
  spec: RunObject['spec'] = {},
): RunObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name: 'own-1', namespace: 'team-a', uid: kind },
    spec,
    status,
  };
}

export function workload(...conditions: Condition[]): WorkloadObject {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta1',
    kind: 'Workload',
    metadata: { name: 'job-own-1-12345', namespace: 'team-a' },
    spec: { active: true },
    status: {
      conditions,
      admission: {
        clusterQueue: 'team-a',
        podSetAssignments: [
          { name: 'main', flavors: { 'amd.com/gpu': 'mi300x', cpu: 'mi300x' } },
        ],
      },
    },
  };
}

export function pod(
  phase: string,
  more: Partial<NonNullable<PodObject['status']>> = {},
  spec: PodObject['spec'] = {},
): PodObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'own-1-x7k2p', namespace: 'team-a', uid: 'p1' },
    spec,
    status: { phase, ...more },
  };
}

export const waiting = condition('QuotaReserved', 'Pending', {
  status: 'False',
  message:
    "couldn't assign flavors to pod set main: insufficient unused quota for amd.com/gpu in flavor mi300x, 8 more needed",
});
export const reserved = condition('QuotaReserved', 'QuotaReserved', {
  message: 'Quota reserved in ClusterQueue team-a',
});
export const admitted = condition('Admitted', 'Admitted', {
  message: 'The workload is admitted',
  at: '2026-01-01T09:01:00Z',
});
export const words =
  'Preempted to accommodate a workload (UID: u, JobUID: j) due to reclamation within the cohort';
export const reclaimed = [
  condition('QuotaReserved', 'Pending', { status: 'False', message: words }),
  condition('Admitted', 'NoReservation', {
    status: 'False',
    message: 'The workload has no reservation',
  }),
  condition('Evicted', 'Preempted', { message: words }),
  condition('Preempted', 'InCohortReclamation', { message: words }),
  condition('Requeued', 'Preempted', { message: words }),
];
export const running = {
  name: 'workload',
  state: { running: { startedAt: '2026-01-01T09:02:00Z' } },
};
export const waitingFor = (reason: string) => ({
  containerStatuses: [{ name: 'workload', state: { waiting: { reason } } }],
});
export const kaiwo = (status: string, ...conditions: Condition[]) =>
  object('KaiwoJob', { status, conditions });
export const job = (...conditions: Condition[]) =>
  object('Job', { conditions });
