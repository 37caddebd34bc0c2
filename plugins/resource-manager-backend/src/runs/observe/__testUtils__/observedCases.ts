import type { RunState } from '@silogen/backstage-plugin-resource-manager-common';
import type { ObservedObjects } from '../observe';
import {
  NOW,
  condition,
  object,
  workload,
  pod,
  waiting,
  reserved,
  admitted,
  words,
  reclaimed,
  running,
  waitingFor,
  kaiwo,
  job,
} from './observedObjects';

/** One thing that a cluster was seen to show, and what it means. */
export interface ObservedCase {
  name: string;
  shows: Partial<ObservedObjects>;
  state: RunState;
  suspended?: boolean;
  reason?: object;
  rest?: object;
}

/** Each line of what the real programs were seen to do that concerns a run. */
export const observedCases: ObservedCase[] = [
  {
    name: 'KaiwoJob ERROR NoGPUs: told, no Job was created',
    shows: {
      root: kaiwo(
        'ERROR',
        condition('Schedulable', 'NoGPUs', {
          status: 'False',
          message: 'Cluster has 0 GPUs (vendor: amd)',
        }),
      ),
      inner: undefined,
    },
    state: 'waiting',
    reason: {
      code: 'no-matching-pool',
      message: 'Cluster has 0 GPUs (vendor: amd)',
      text: expect.stringContaining('counts node labels'),
    },
  },
  {
    name: 'KaiwoJob ERROR after its queue was changed: its Job goes on',
    shows: {
      root: kaiwo(
        'ERROR',
        condition('Schedulable', 'WrongQueueNamespace', { status: 'False' }),
      ),
      inner: job(),
      workloads: [workload(reserved, admitted)],
      pods: [pod('Running', { containerStatuses: [running] })],
    },
    state: 'running',
  },
  {
    name: 'KaiwoJob PENDING: Kueue workload waits',
    shows: {
      root: kaiwo('PENDING'),
      inner: job(),
      workloads: [workload(waiting)],
    },
    state: 'waiting',
    reason: {
      code: 'waiting-for-quota',
      shortages: [{ pool: 'mi300x', resource: 'amd.com/gpu', needed: '8' }],
    },
  },
  {
    name: 'KaiwoJob STARTING: admitted, no pod yet',
    shows: {
      root: kaiwo('STARTING', condition('Admitted', 'Admitted')),
      inner: job(),
      workloads: [workload(reserved, admitted)],
    },
    state: 'admitted',
    rest: { admittedAt: '2026-01-01T09:01:00.000Z', pool: 'mi300x' },
  },
  {
    name: 'pod waits for the second scheduler',
    shows: {
      root: kaiwo('STARTING'),
      inner: job(),
      workloads: [workload(reserved, admitted)],
      pods: [
        pod('Pending', {
          conditions: [
            condition('PodScheduled', 'Unschedulable', {
              status: 'False',
              message: '0/4 nodes are available',
            }),
          ],
        }),
      ],
    },
    state: 'starting',
    reason: { code: 'scheduling', message: '0/4 nodes are available' },
  },
  {
    name: 'image is being pulled',
    shows: {
      root: kaiwo('STARTING'),
      inner: job(),
      workloads: [workload(reserved, admitted)],
      pods: [pod('Pending', waitingFor('ContainerCreating'))],
    },
    state: 'starting',
    reason: { code: 'pulling-image' },
  },
  {
    name: 'image is missing',
    shows: {
      root: kaiwo('STARTING'),
      inner: job(),
      workloads: [workload(reserved, admitted)],
      pods: [pod('Pending', waitingFor('ImagePullBackOff'))],
    },
    state: 'starting',
    reason: { code: 'failed' },
  },
  {
    name: 'KaiwoJob RUNNING',
    shows: {
      root: kaiwo('RUNNING'),
      inner: job(),
      workloads: [workload(reserved, admitted)],
      pods: [pod('Running', { containerStatuses: [running] })],
    },
    state: 'running',
    rest: { startedAt: '2026-01-01T09:02:00.000Z' },
  },
  {
    name: 'reclaim: suspended, its pod still ends',
    shows: {
      root: kaiwo('PENDING'),
      inner: job(condition('Suspended', 'Job suspended')),
      workloads: [workload(...reclaimed)],
      pods: [pod('Running', { containerStatuses: [running] })],
      interruption: 'resumes',
    },
    state: 'waiting',
    suspended: true,
    reason: {
      code: 'suspended',
      text: 'Suspended: its project was above its guarantee and the owner took it back. It comes back by itself and resumes from its last checkpoint.',
      message: words,
    },
  },
  {
    name: 'Job complete',
    shows: {
      inner: object('Job', {
        conditions: [condition('Complete', 'CompletionsReached')],
        completionTime: '2026-01-01T09:30:00Z',
      }),
      workloads: [
        workload(reserved, admitted, condition('Finished', 'Succeeded')),
      ],
      pods: [pod('Succeeded')],
    },
    state: 'succeeded',
    rest: { finishedAt: '2026-01-01T09:30:00.000Z' },
  },
  {
    name: 'KaiwoJob COMPLETE after its Job was collected',
    shows: { root: kaiwo('COMPLETE'), inner: undefined },
    state: 'succeeded',
    rest: { finishedAt: NOW },
  },
  {
    name: 'Job failed: out of memory',
    shows: {
      inner: job(
        condition('Failed', 'BackoffLimitExceeded', {
          message: 'Job has reached the specified backoff limit',
          at: '2026-01-01T09:40:00Z',
        }),
      ),
      pods: [
        pod('Failed', {
          containerStatuses: [
            {
              name: 'workload',
              state: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
            },
          ],
        }),
      ],
    },
    state: 'failed',
    reason: {
      code: 'failed',
      text: 'Container workload used more memory than it had asked for and was killed.',
    },
    rest: { finishedAt: '2026-01-01T09:40:00.000Z' },
  },
  {
    name: 'KaiwoJob FAILED: exit code',
    shows: {
      root: kaiwo('FAILED'),
      inner: job(),
      pods: [
        pod('Failed', {
          containerStatuses: [
            {
              name: 'workload',
              state: { terminated: { reason: 'Error', exitCode: 1 } },
            },
          ],
        }),
      ],
    },
    state: 'failed',
    reason: {
      text: 'Container workload ended with exit code 1. The end of its log says why.',
    },
  },
  {
    name: 'KaiwoJob TERMINATED early',
    shows: {
      root: kaiwo(
        'TERMINATED',
        condition('WorkloadTerminatedEarly', 'DurationExceeded'),
      ),
    },
    state: 'stopped',
    reason: { text: expect.stringContaining('before its time') },
  },
  {
    name: 'KaiwoJob DOWNLOADING',
    shows: { root: kaiwo('DOWNLOADING'), inner: undefined },
    state: 'waiting',
    reason: { code: 'scheduling' },
  },
  {
    name: 'KaiwoService: its pod is gated and waits for quota',
    shows: {
      root: object('KaiwoService', { status: 'PENDING' }),
      inner: object('Deployment'),
      workloads: [workload(waiting)],
      pods: [
        pod(
          'Pending',
          {},
          { schedulingGates: [{ name: 'kueue.x-k8s.io/admission' }] },
        ),
      ],
    },
    state: 'waiting',
    reason: { code: 'waiting-for-quota' },
  },
  {
    name: 'KaiwoService answers',
    shows: {
      root: object('KaiwoService', { status: 'RUNNING' }),
      inner: object('Deployment', { availableReplicas: 1 }),
      workloads: [workload(reserved, admitted)],
      pods: [pod('Running', { containerStatuses: [running] })],
    },
    state: 'running',
  },
  {
    name: 'Deployment: pod runs, but does not answer yet',
    shows: {
      root: object('Deployment'),
      inner: object('Deployment'),
      workloads: [workload(reserved, admitted)],
      pods: [pod('Running', { containerStatuses: [running] })],
    },
    state: 'starting',
  },
  {
    name: 'RayJob running',
    shows: {
      root: object('RayJob'),
      inner: object('RayJob', { jobStatus: 'RUNNING' }),
      workloads: [workload(reserved, admitted)],
    },
    state: 'running',
  },
  {
    name: 'RayJob succeeded',
    shows: {
      root: object('RayJob'),
      inner: object('RayJob', {
        jobStatus: 'SUCCEEDED',
        endTime: '2026-01-01T09:50:00Z',
      }),
    },
    state: 'succeeded',
    rest: { finishedAt: '2026-01-01T09:50:00.000Z' },
  },
  {
    name: 'RayJob failed',
    shows: {
      root: object('RayJob'),
      inner: object('RayJob', { jobStatus: 'FAILED', message: 'exit 1' }),
    },
    state: 'failed',
    reason: { message: 'exit 1' },
  },
  {
    name: 'RayJob stopped',
    shows: {
      root: object('RayJob'),
      inner: object('RayJob', { jobStatus: 'STOPPED' }),
    },
    state: 'stopped',
  },
  {
    name: 'Job without Kueue',
    shows: {
      inner: object(
        'Job',
        { startTime: '2026-01-01T09:00:00Z' },
        { suspend: false },
      ),
    },
    state: 'starting',
  },
  {
    name: 'gated pods without a Kueue workload',
    shows: {
      root: object('Deployment'),
      inner: object('Deployment'),
      pods: [pod('Pending', {}, { schedulingGates: [{ name: 'x' }] })],
    },
    state: 'waiting',
  },
  {
    name: 'nothing yet',
    shows: { inner: object('Job', {}, { suspend: true }) },
    state: 'waiting',
    reason: { code: 'scheduling' },
  },
];
