import type {
  Interruption,
  RunState,
  WaitReason,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { RunOutputs, RunPodRecord, RunProgress } from '../types';
import {
  conditionOf,
  isTrue,
  timeOf,
  type PodObject,
  type RunObject,
  type WorkloadObject,
} from './kube';
import {
  failureReason,
  isGated,
  observePod,
  outputsOf,
  progressOf,
  startReason,
} from './observePods';
import { pendingReason, type PoolTitle } from './waitReason';

/** Everything of one run that its cluster shows. */
export interface ObservedObjects {
  cluster: string;
  /** The object that was created: KaiwoJob, KaiwoService, Job, RayJob or Deployment. */
  root: RunObject;
  /** What Kaiwo made of it; for the other kinds the same object as `root`. */
  inner?: RunObject;
  workloads: readonly WorkloadObject[];
  pods: readonly PodObject[];
  interruption?: Interruption;
  /** Last known checkpoint; its pods, which told it, are gone once a run is suspended. */
  checkpointStep?: number;
  poolTitle: PoolTitle;
  /** RFC 3339, for what the cluster gives no time of. */
  now: string;
}

export interface Observation {
  state: RunState;
  suspended: boolean;
  reason?: WaitReason;
  admittedAt?: string;
  startedAt?: string;
  finishedAt?: string;
  progress?: RunProgress;
  outputs?: RunOutputs;
  /** Flavor (and so pool) that Kueue assigned. */
  pool?: string;
  pods: RunPodRecord[];
}

type Verdict = Pick<
  Observation,
  'state' | 'suspended' | 'reason' | 'finishedAt'
>;

interface Row {
  /** Name of the case, for the tests. */
  is: string;
  when(objects: ObservedObjects): boolean;
  then(objects: ObservedObjects): Verdict;
}

const kaiwo = (objects: ObservedObjects) =>
  objects.root.kind.startsWith('Kaiwo')
    ? objects.root.status?.status ?? ''
    : undefined;

/** Kueue's own condition for the whole run; with one workload a pod, every one must have it. */
const allAdmitted = ({ workloads }: ObservedObjects) =>
  workloads.length > 0 &&
  workloads.every(each => isTrue(conditionOf(each, 'Admitted')));
const waitingWorkload = ({ workloads }: ObservedObjects) =>
  workloads.find(
    each =>
      !isTrue(conditionOf(each, 'Admitted')) &&
      !isTrue(conditionOf(each, 'Finished')),
  );
const isServing = (kind: string) =>
  kind === 'Deployment' || kind === 'KaiwoService';
const endOf = (condition: { lastTransitionTime?: string } | undefined) =>
  timeOf(condition?.lastTransitionTime);
const jobEnd = ({ root, inner }: ObservedObjects) =>
  timeOf(
    inner?.status?.completionTime ??
      inner?.status?.endTime ??
      root.status?.completionTime,
  ) ??
  endOf(conditionOf(inner, 'Failed')) ??
  endOf(conditionOf(inner, 'Complete'));

const is = (
  state: RunState,
  reason?: WaitReason,
  finishedAt?: string,
): Verdict => ({
  state,
  suspended: false,
  reason,
  finishedAt,
});

function kaiwoRefusal(root: RunObject): WaitReason {
  const schedulable = conditionOf(root, 'Schedulable');
  const texts: Record<string, WaitReason> = {
    NoGPUs: {
      code: 'no-matching-pool',
      text: 'Kaiwo finds no GPUs of this vendor on the cluster: it counts node labels, not capacity. An administrator has to label the nodes.',
    },
    InsufficientGPUs: {
      code: 'exceeds-quota',
      text: 'Can never run as things are: the cluster has fewer GPUs of this kind than it asks for.',
    },
    WrongQueueNamespace: {
      code: 'queue-unavailable',
      text: "The queue does not belong to this project's namespace.",
    },
    ClusterQueueNotFound: {
      code: 'queue-unavailable',
      text: "The project's queue does not exist on this cluster.",
    },
  };
  const known =
    schedulable?.status === 'False'
      ? texts[schedulable.reason ?? '']
      : undefined;
  const message = schedulable?.message ?? root.status?.message;
  return {
    ...(known ?? {
      code: 'unknown',
      text: message
        ? `Kaiwo reports an error: ${message}`
        : 'Kaiwo reports an error.',
    }),
    message,
    shortages: [],
  };
}

function stoppedByKaiwo(root: RunObject): WaitReason {
  const early = conditionOf(root, 'WorkloadTerminatedEarly');
  return {
    code: 'failed',
    text: isTrue(early)
      ? 'Kaiwo ended it before its time: it was past its expected duration, or its GPUs were idle, and others waited.'
      : 'Kaiwo ended it.',
    message: early?.message,
    shortages: [],
  };
}

function failed(objects: ObservedObjects): Verdict {
  const condition = conditionOf(objects.inner, 'Failed');
  const reason = failureReason(objects.pods) ?? {
    code: 'failed' as const,
    text:
      condition?.reason === 'DeadlineExceeded'
        ? 'It ran longer than it was allowed to.'
        : 'It failed. The end of its log says why.',
    message: condition?.message ?? objects.inner?.status?.message,
    shortages: [],
  };
  return is('failed', reason, jobEnd(objects) ?? objects.now);
}

/**
 * The one table of what a cluster shows → what a run is. The first row that applies counts; the order is part of the
 * rule (a finished run is finished, whatever its queue says; Kueue's refusal outweighs an old pod).
 */
export const OBSERVATION_TABLE: readonly Row[] = [
  {
    is: 'Kaiwo: complete',
    when: o => kaiwo(o) === 'COMPLETE',
    then: o => is('succeeded', undefined, jobEnd(o) ?? o.now),
  },
  { is: 'Kaiwo: failed', when: o => kaiwo(o) === 'FAILED', then: failed },
  {
    is: 'Kaiwo: terminated',
    when: o => kaiwo(o) === 'TERMINATED',
    then: o => is('stopped', stoppedByKaiwo(o.root), jobEnd(o) ?? o.now),
  },
  {
    is: 'Job: complete',
    when: o => isTrue(conditionOf(o.inner, 'Complete')),
    then: o => is('succeeded', undefined, jobEnd(o) ?? o.now),
  },
  {
    is: 'Job: failed',
    when: o => isTrue(conditionOf(o.inner, 'Failed')),
    then: failed,
  },
  {
    is: 'RayJob: succeeded',
    when: o => o.inner?.status?.jobStatus === 'SUCCEEDED',
    then: o => is('succeeded', undefined, jobEnd(o) ?? o.now),
  },
  {
    is: 'RayJob: failed',
    when: o =>
      o.inner?.kind === 'RayJob' &&
      (o.inner.status?.jobStatus === 'FAILED' ||
        o.inner.status?.jobDeploymentStatus === 'Failed'),
    then: failed,
  },
  {
    is: 'RayJob: stopped',
    when: o => o.inner?.status?.jobStatus === 'STOPPED',
    then: o =>
      is(
        'stopped',
        { code: 'failed', text: 'It was stopped through Ray.', shortages: [] },
        jobEnd(o) ?? o.now,
      ),
  },
  {
    is: 'Kaiwo: error, nothing was created',
    when: o => kaiwo(o) === 'ERROR' && o.inner === undefined,
    then: o => is('waiting', kaiwoRefusal(o.root)),
  },
  {
    is: 'Kaiwo: downloading',
    when: o => kaiwo(o) === 'DOWNLOADING',
    then: () =>
      is('waiting', {
        code: 'scheduling',
        text: 'Fetching its data first; it asks for GPUs afterwards.',
        shortages: [],
      }),
  },
  {
    is: 'serving: some pods answer',
    when: o =>
      isServing((o.inner ?? o.root).kind) &&
      ((o.inner?.status?.availableReplicas ?? 0) > 0 ||
        (o.inner === undefined && kaiwo(o) === 'RUNNING')),
    then: () => is('running'),
  },
  {
    is: 'Kueue: evicted, waits again',
    when: o => isTrue(conditionOf(waitingWorkload(o), 'Evicted')),
    then: o => ({
      state: 'waiting',
      suspended: true,
      reason: pendingReason(waitingWorkload(o)!, {
        title: o.poolTitle,
        interruption: o.interruption,
        checkpointStep: o.checkpointStep,
      }),
    }),
  },
  {
    is: 'Kueue: waits for quota',
    when: o => waitingWorkload(o) !== undefined,
    then: o =>
      is('waiting', pendingReason(waitingWorkload(o)!, { title: o.poolTitle })),
  },
  {
    is: 'batch: a pod runs',
    when: o =>
      !isServing((o.inner ?? o.root).kind) &&
      (o.inner?.kind === 'RayJob'
        ? o.inner.status?.jobStatus === 'RUNNING'
        : o.pods.some(pod => pod.status?.phase === 'Running')),
    then: () => is('running'),
  },
  {
    is: 'pods are gated',
    when: o => o.pods.length > 0 && o.pods.every(isGated),
    then: () =>
      is('waiting', {
        code: 'scheduling',
        text: 'In the queue; it was not looked at yet.',
        shortages: [],
      }),
  },
  {
    is: 'pods do not run yet',
    when: o =>
      o.pods.some(
        pod =>
          pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed',
      ),
    then: o => is('starting', startReason(o.pods)),
  },
  {
    is: 'Kueue: admitted, no pods yet',
    when: o => allAdmitted(o) || kaiwo(o) === 'STARTING',
    then: () => is('admitted'),
  },
  {
    is: 'Job: unsuspended without Kueue',
    when: o =>
      o.inner?.kind === 'Job' &&
      o.inner.spec?.suspend !== true &&
      o.workloads.length === 0 &&
      o.inner.status?.startTime !== undefined,
    then: () => is('starting'),
  },
  {
    is: 'nothing yet',
    when: () => true,
    then: () =>
      is('waiting', {
        code: 'scheduling',
        text: 'The cluster has it, but nothing there has taken it up yet.',
        shortages: [],
      }),
  },
];

function admittedAtOf({ workloads }: ObservedObjects): string | undefined {
  const times = workloads.flatMap(each => {
    const admitted = conditionOf(each, 'Admitted');
    const at = isTrue(admitted) ? endOf(admitted) : undefined;
    return at ? [at] : [];
  });
  return times.sort()[0];
}

function poolOf({ workloads }: ObservedObjects): string | undefined {
  for (const { status } of workloads) {
    for (const { flavors = {} } of status?.admission?.podSetAssignments ?? []) {
      const gpu = Object.keys(flavors).find(resource =>
        resource.endsWith('/gpu'),
      );
      const flavor = flavors[gpu ?? 'cpu'];
      if (flavor) return flavor;
    }
  }
  return undefined;
}

/** What one run is now, from what its cluster shows. Pure. */
export function observe(objects: ObservedObjects): Observation {
  const row = OBSERVATION_TABLE.find(each => each.when(objects))!;
  const pods = objects.pods.map(pod => observePod(objects.cluster, pod));
  const started = pods.flatMap(pod => pod.startedAt ?? []).sort()[0];
  return {
    ...row.then(objects),
    admittedAt: admittedAtOf(objects),
    startedAt: started,
    progress: progressOf(objects.pods, objects.now),
    outputs: outputsOf(objects.pods),
    pool: poolOf(objects),
    pods,
  };
}
