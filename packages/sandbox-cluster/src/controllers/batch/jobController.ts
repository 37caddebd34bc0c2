import { kubeTime } from '../runtime/clock';
import type { ControllerContext } from '../runtime/context';
import { keyOf } from '../runtime/informer';
import { type Job, type Pod, KINDS } from '../runtime/kubeTypes';
import { nameSuffix } from '../runtime/random';
import { completionsOf, finishedCondition, nextJobStep } from './jobStatus';

const SOURCE = 'job-controller';
/** Owner names are cut so that the pod's name stays a DNS label. */
const MAX_NAME_LENGTH = 57;

/** A pod of a Job as its controller creates it. */
export function jobPodOf(job: Job, index: number, suffix: string): Pod {
  const { template } = job.spec;
  const { name, namespace, uid = '' } = job.metadata;
  const indexed = job.spec.completionMode === 'Indexed';
  const indexLabels: Record<string, string> = indexed
    ? { 'batch.kubernetes.io/job-completion-index': String(index) }
    : {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name.slice(0, MAX_NAME_LENGTH)}-${
        indexed ? `${index}-` : ''
      }${suffix}`,
      namespace,
      labels: {
        ...template.metadata?.labels,
        'batch.kubernetes.io/controller-uid': uid,
        'batch.kubernetes.io/job-name': name,
        'controller-uid': uid,
        'job-name': name,
        ...indexLabels,
      },
      annotations: { ...template.metadata?.annotations, ...indexLabels },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'Job',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: template.spec,
  };
}

/** The lowest completion indexes that no living or successful pod has. */
function freeIndexes(job: Job, pods: readonly Pod[], count: number): number[] {
  const taken = new Set(
    pods
      .filter(
        pod =>
          pod.status?.phase !== 'Failed' && !pod.metadata.deletionTimestamp,
      )
      .map(pod =>
        Number(
          pod.metadata.labels?.['batch.kubernetes.io/job-completion-index'],
        ),
      ),
  );
  return Array.from(
    { length: completionsOf(job) + taken.size },
    (_, index) => index,
  )
    .filter(index => !taken.has(index))
    .slice(0, count);
}

/** Runs the pods of batch Jobs: parallelism, completions, back-off, deadline, suspension, clean-up after a while. */
export async function addJobController(
  context: ControllerContext,
): Promise<void> {
  const jobs = await context.informer<Job>(KINDS.job);
  const pods = await context.informer<Pod>(KINDS.pod);
  // A Job's name for a pod must be new each time, also after the pod was deleted.
  let created = 0;

  const queue = context.queue('job', async key => {
    const job = jobs.get(key);
    if (!job || job.metadata.deletionTimestamp) {
      return;
    }
    if (finishedCondition(job)) {
      await expire(job, key);
      return;
    }
    const owned = pods.ownedBy(job.metadata.uid);
    const nowMs = context.clock.now();
    const step = nextJobStep(job, owned, {
      now: kubeTime(nowMs),
      nowMs,
      speed: context.speed,
    });
    for (const pod of step.remove) {
      await context.remove(pods, pod);
      context.events.record(job, SOURCE, {
        reason: 'SuccessfulDelete',
        message: `Deleted pod: ${pod.metadata.name}`,
      });
    }
    for (const index of freeIndexes(job, owned, step.create)) {
      created += 1;
      const suffix = nameSuffix(`${job.metadata.uid}/${nowMs}/${created}`);
      const pod = await context.create(pods, jobPodOf(job, index, suffix));
      step.status.active = (step.status.active ?? 0) + 1;
      context.events.record(job, SOURCE, {
        reason: 'SuccessfulCreate',
        message: `Created pod: ${pod.metadata.name}`,
      });
    }
    await context.replaceStatus(jobs, job, step.status);
    step.events.forEach(event => context.events.record(job, SOURCE, event));
    if (step.retryAfterMs !== undefined) {
      queue.addAfter(key, step.retryAfterMs);
    }
    const deadline = job.spec.activeDeadlineSeconds;
    if (deadline !== undefined && !job.spec.suspend) {
      queue.addAfter(key, context.wallMs(deadline * 1000) + 5);
    }
  });

  /** The time to live is wall time: it is about who may still want to look, not about the simulation. */
  async function expire(job: Job, key: string): Promise<void> {
    const ttl = job.spec.ttlSecondsAfterFinished;
    const endedAt = finishedCondition(job)?.lastTransitionTime;
    if (ttl === undefined || !endedAt) {
      return;
    }
    const leftMs = Date.parse(endedAt) + ttl * 1000 - context.clock.now();
    if (leftMs > 0) {
      queue.addAfter(key, leftMs);
    } else {
      await context.remove(jobs, job);
    }
  }

  jobs.onChange(job => queue.add(keyOf(job)));
  pods.onChange(pod => {
    pod.metadata.ownerReferences
      ?.filter(owner => owner.kind === 'Job')
      .forEach(owner => queue.add(`${pod.metadata.namespace}/${owner.name}`));
  });
}
