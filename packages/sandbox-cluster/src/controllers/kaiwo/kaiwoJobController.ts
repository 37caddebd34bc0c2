import { kubeTime } from '../runtime/clock';
import type { ControllerContext } from '../runtime/context';
import { keyOf } from '../runtime/informer';
import { KINDS, type Job } from '../runtime/kubeTypes';
import type { KueueCache } from '../kueue/kueueCache';
import { KaiwoEnvironment } from './kaiwoEnvironment';
import { jobOf } from './manifest';
import { KAIWO_KINDS, type KaiwoJob, type KaiwoStatus } from './types';
import {
  isTerminal,
  jobPhase,
  phaseEvent,
  withAdmitted,
  withPhase,
  withSchedulable,
} from './workloadStatus';
import { isAdmitted } from '../kueue/workloadStatus';

const SOURCE = 'kaiwojob-controller';

/** The sandbox runs no Ray: it says so instead of leaving the workload waiting for ever. */
const RAY_REFUSED = {
  status: 'False',
  reason: 'RayNotInstalled',
  message: 'This cluster has no Ray operator; set spec.ray to false',
} as const;

/** Makes a batch Job of every KaiwoJob and tells how it fares. */
export async function addKaiwoJobController(
  context: ControllerContext,
  cache: KueueCache,
  environment: KaiwoEnvironment,
): Promise<void> {
  const kaiwoJobs = await context.informer<KaiwoJob>(KAIWO_KINDS.job);
  const jobs = await context.informer<Job>(KINDS.job);

  const queue = context.queue('kaiwo-job', async key => {
    const kaiwoJob = kaiwoJobs.get(key);
    if (
      !kaiwoJob ||
      kaiwoJob.metadata.deletionTimestamp ||
      isTerminal(kaiwoJob.status)
    ) {
      return;
    }
    const { name, namespace = '' } = kaiwoJob.metadata;
    const now = kubeTime(context.clock.now());
    const judgement = environment.judge(kaiwoJob.spec, namespace);
    // What was made is not unmade, say because its queue is not there at the moment.
    const isRefused = judgement.status === 'False' && !jobs.get(key);
    let status =
      isRefused || judgement.status === 'True'
        ? withSchedulable(kaiwoJob.status, judgement, now)
        : kaiwoJob.status ?? {};
    if (kaiwoJob.spec.ray || kaiwoJob.spec.rayJob) {
      await write(kaiwoJob, {
        ...withSchedulable(kaiwoJob.status, RAY_REFUSED, now),
        status: 'ERROR',
      });
      return;
    }
    if (isRefused) {
      await write(kaiwoJob, { ...status, status: 'ERROR' });
      return;
    }
    await environment.ensureLocalQueue(kaiwoJob.spec, namespace);
    let job = jobs.get(key);
    if (!job) {
      const wanted = jobOf(
        kaiwoJob,
        environment.shapeOf(kaiwoJob.spec),
        environment.settings(),
      );
      job = await context.createUnlessThere(jobs, wanted);
      if (!job) {
        return;
      }
      context.events.record(kaiwoJob, SOURCE, {
        reason: 'ResourceCreated',
        message: `Created batch/v1, Kind=Job: ${name}`,
      });
    }
    const [workload] = cache.workloads.ownedBy(job.metadata.uid);
    const phase = jobPhase(job, workload);
    status = withAdmitted(
      status,
      workload ? isAdmitted(workload) : !job.spec.suspend,
      now,
    );
    await write(
      kaiwoJob,
      withPhase(status, phase, now, job.status?.completionTime),
    );
  });

  async function write(kaiwoJob: KaiwoJob, status: KaiwoStatus): Promise<void> {
    await context.replaceStatus(kaiwoJobs, kaiwoJob, {
      ...status,
      observedGeneration: kaiwoJob.metadata.generation,
    });
    if (status.status === kaiwoJob.status?.status) {
      return;
    }
    const event = phaseEvent(status.status ?? '');
    if (event) {
      context.events.record(kaiwoJob, SOURCE, event);
    }
  }

  const wakeOwner = (object: Job) =>
    object.metadata.ownerReferences
      ?.filter(owner => owner.kind === 'KaiwoJob')
      .forEach(owner =>
        queue.add(`${object.metadata.namespace}/${owner.name}`),
      );
  kaiwoJobs.onChange(kaiwoJob => queue.add(keyOf(kaiwoJob)));
  jobs.onChange(wakeOwner);
  cache.workloads.onChange(workload => {
    const owner = workload.metadata.ownerReferences?.find(
      reference => reference.kind === 'Job',
    );
    const job =
      owner && jobs.get(`${workload.metadata.namespace}/${owner.name}`);
    if (job) {
      wakeOwner(job);
    }
  });
  const wakeUnfinished = () =>
    kaiwoJobs
      .list()
      .filter(kaiwoJob => !isTerminal(kaiwoJob.status))
      .forEach(kaiwoJob => queue.add(keyOf(kaiwoJob)));
  environment.queueConfigs.onChange(wakeUnfinished);
  cache.clusterQueues.onChange((object, previous, deleted) => {
    if (
      !previous ||
      deleted ||
      object.metadata.generation !== previous.metadata.generation
    ) {
      wakeUnfinished();
    }
  });
  environment.nodes.onChange((node, previous) => {
    if (node.metadata.labels !== previous?.metadata.labels) {
      wakeUnfinished();
    }
  });
}
