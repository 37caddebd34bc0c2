import { jobPodOf } from '../../controllers/batch/jobController';
import { nextJobStep } from '../../controllers/batch/jobStatus';
import { jobOf } from '../../controllers/kaiwo/manifest';
import { KAIWO_KINDS, type KaiwoJob } from '../../controllers/kaiwo/types';
import {
  jobPhase,
  withAdmitted,
  withPhase,
  withSchedulable,
} from '../../controllers/kaiwo/workloadStatus';
import {
  JOB_UID_LABEL,
  type WorkloadObject,
} from '../../controllers/kueue/types';
import {
  buildWorkload,
  workloadName,
} from '../../controllers/kueue/workloadBuilder';
import { isAdmitted } from '../../controllers/kueue/workloadStatus';
import { kubeTime } from '../../controllers/runtime/clock';
import { nameSuffix } from '../../controllers/runtime/random';
import type { Job, Pod } from '../../controllers/runtime/kubeTypes';
import { act, type Acted } from './containers';
import { priorityClassOf, withFate } from './quotaObjects';
import {
  annotationsOf,
  kaiwoSpecOf,
  KEPT_SECONDS,
  labelsOf,
  ownedBy,
  plainPodSpec,
  queueLabelsOf,
  SPEAKS,
  type RunSetting,
} from './runObjects';

function kaiwoJobOf(setting: RunSetting): KaiwoJob {
  const { builder, run } = setting;
  return builder.born<KaiwoJob>(
    {
      apiVersion: builder.apiVersion(KAIWO_KINDS.job.kind),
      kind: KAIWO_KINDS.job.kind,
      metadata: {
        name: run.name,
        namespace: run.project,
        labels: labelsOf(run),
        annotations: annotationsOf(run),
      },
      spec: {
        ...kaiwoSpecOf(setting),
        job: {
          spec: {
            ttlSecondsAfterFinished: KEPT_SECONDS,
            template: {
              spec: { containers: [{ ...SPEAKS, image: run.image }] },
            },
          },
        },
      },
    },
    run.submittedAtMs,
  );
}

function plainJobOf(setting: RunSetting): Job {
  const { run } = setting;
  const pods = run.pods ?? 1;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: run.name,
      namespace: run.project,
      labels: { ...labelsOf(run), ...queueLabelsOf(run) },
      annotations: annotationsOf(run),
    },
    spec: {
      suspend: true,
      parallelism: pods,
      completions: pods,
      backoffLimit: 0,
      ttlSecondsAfterFinished: KEPT_SECONDS,
      template: {
        metadata: { labels: labelsOf(run), annotations: annotationsOf(run) },
        spec: plainPodSpec(setting, 'Never'),
      },
    },
  };
}

/** The Job under its Kueue workload: suspended, or started on the nodes of its flavor. */
function startedJob(job: Job, setting: RunSetting): Job {
  const { template } = job.spec;
  return {
    ...job,
    metadata: { ...job.metadata, generation: 2 },
    spec: {
      ...job.spec,
      suspend: false,
      template: {
        ...template,
        spec: {
          ...template.spec,
          nodeSelector: {
            ...template.spec.nodeSelector,
            ...setting.flavorLabels,
          },
        },
      },
    },
  };
}

function workloadOf(job: Job, setting: RunSetting): WorkloadObject {
  const { builder, run } = setting;
  const { name, uid = '' } = job.metadata;
  return builder.born(
    buildWorkload({
      apiVersion: builder.apiVersion('Workload'),
      name: workloadName({ kind: 'Job', apiVersion: 'batch/v1', name, uid }),
      namespace: run.project,
      labels: { [JOB_UID_LABEL]: uid },
      owner: ownedBy(job),
      queueName: run.project,
      count: run.pods ?? 1,
      template: job.spec.template,
      priorityClass: priorityClassOf(run.priority),
    }),
    run.submittedAtMs,
  );
}

function actedPods(job: Job, setting: RunSetting): Acted[] {
  const { builder, run, nodes, log } = setting;
  return run.places.flatMap((place, index) => {
    const node = nodes.get(place.node);
    if (!node) {
      return [];
    }
    const suffix = nameSuffix(`${job.metadata.uid}/${index}`);
    const pod: Pod = builder.born(
      jobPodOf(job, index, suffix),
      run.admittedAtMs ?? run.submittedAtMs,
    );
    const acted = act({ ...setting, pod, place, node });
    if (acted.lines.length > 0) {
      log({
        ref: {
          namespace: run.project,
          pod: pod.metadata.name,
          container: pod.spec.containers[0].name,
        },
        lines: acted.lines,
      });
    }
    return [acted];
  });
}

/** The Job's status after all of its steps, by the rules of its controller. */
function withHistory(
  job: Job,
  acted: readonly Acted[],
  run: RunSetting['run'],
): Job {
  const step = (current: Job, pods: readonly Pod[], atMs: number): Job => {
    const { status } = nextJobStep(current, pods, {
      now: kubeTime(atMs),
      nowMs: atMs,
      speed: 1,
    });
    return { ...current, status };
  };
  const waiting = step(
    { ...job, spec: { ...job.spec, suspend: true } },
    [],
    run.submittedAtMs,
  );
  if (run.admittedAtMs === undefined) {
    return waiting;
  }
  const pods = acted.map(({ pod }) => pod);
  const resumed = step({ ...waiting, spec: job.spec }, [], run.admittedAtMs);
  const ends = acted.flatMap(({ end }) => (end ? [end.atMs] : []));
  const lastMs = ends.length > 0 ? Math.max(...ends) : run.admittedAtMs;
  return step(resumed, pods, lastMs);
}

/** Everything that the cluster holds of a run that ends by itself. */
export function keepJobRun(setting: RunSetting): void {
  const { builder, run, kaiwo, nowMs } = setting;
  const kaiwoJob = run.kind === 'KaiwoJob' ? kaiwoJobOf(setting) : undefined;
  const pods = run.pods ?? 1;
  const shape = {
    total: run.gpus * pods,
    replicas: pods,
    perReplica: run.gpus,
  };
  const wanted = kaiwoJob ? jobOf(kaiwoJob, shape, kaiwo) : plainJobOf(setting);
  const suspended = builder.born<Job>(
    { ...wanted, spec: { ...wanted.spec, suspend: true } },
    run.submittedAtMs,
  );
  const workload = workloadOf(suspended, setting);
  const started =
    run.admittedAtMs === undefined ? suspended : startedJob(suspended, setting);
  const acted = actedPods(started, setting);
  const job = withHistory(started, acted, run);
  const [first] = acted;
  const end = first?.end && {
    succeeded: first.end.exitCode === 0,
    message:
      first.end.exitCode === 0
        ? 'Job finished successfully'
        : 'Job has reached the specified backoff limit',
    atMs: first.end.atMs,
  };
  const done = withFate(workload, run, end);
  acted.forEach(({ pod }) => builder.keep(pod));
  builder.keep(done);
  builder.keep(job);
  if (kaiwoJob) {
    builder.keep(
      withKaiwoStatus({
        kaiwoJob,
        job,
        workload: done,
        run,
        endMs: end?.atMs,
        nowMs,
      }),
    );
  }
}

function withKaiwoStatus(options: {
  kaiwoJob: KaiwoJob;
  job: Job;
  workload: WorkloadObject;
  run: RunSetting['run'];
  endMs?: number;
  nowMs: number;
}): KaiwoJob {
  const { kaiwoJob, job, workload, run, endMs } = options;
  const submitted = kubeTime(run.submittedAtMs);
  let status = withSchedulable(
    kaiwoJob.status,
    {
      status: 'True',
      reason: 'Schedulable',
      message:
        run.gpus > 0
          ? 'Cluster has sufficient GPU resources'
          : 'No GPUs requested',
    },
    submitted,
  );
  status = withPhase(status, 'PENDING', submitted);
  if (run.admittedAtMs !== undefined) {
    const admitted = kubeTime(run.admittedAtMs);
    status = withAdmitted(status, isAdmitted(workload), admitted);
    status = withPhase(status, 'RUNNING', admitted);
    const at = endMs === undefined ? admitted : kubeTime(endMs);
    status = withPhase(
      status,
      jobPhase(job, workload),
      at,
      job.status?.completionTime ?? at,
    );
  }
  return {
    ...kaiwoJob,
    status: { ...status, observedGeneration: kaiwoJob.metadata.generation },
  };
}
