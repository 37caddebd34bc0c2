import { isDeepStrictEqual } from 'node:util';
import type { ControllerContext } from '../runtime/context';
import { kubeTime } from '../runtime/clock';
import { findCondition, isTrue } from '../runtime/conditions';
import { keyOf } from '../runtime/informer';
import { type Job, KINDS } from '../runtime/kubeTypes';
import {
  type KueueCache,
  isManagedNamespace,
  labelsOfFlavor,
} from './kueueCache';
import {
  JOB_UID_LABEL,
  PRIORITY_LABEL,
  QUEUE_LABEL,
  type WorkloadObject,
} from './types';
import { buildWorkload, flavorLabels, workloadName } from './workloadBuilder';
import {
  finishedStatus,
  isAdmitted,
  isBeingEvicted,
  isFinished,
  releasedStatus,
} from './workloadStatus';

const SOURCE = 'batch/job-kueue-controller';

/** How many pods of a Job run at once at most. */
function podCount(job: Job): number {
  const parallelism = job.spec.parallelism ?? 1;
  return Math.min(parallelism, job.spec.completions ?? parallelism);
}

/** The Job as Kueue starts it: unsuspended, on nodes of the admitted flavors. */
function startedJob(
  job: Job,
  workload: WorkloadObject,
  labels: Record<string, string>,
): Job {
  const wanted = workload.spec.podSets[0].template;
  const template = {
    ...job.spec.template,
    spec: {
      ...job.spec.template.spec,
      nodeSelector: { ...wanted.spec.nodeSelector, ...labels },
    },
  };
  return { ...job, spec: { ...job.spec, suspend: false, template } };
}

/** The suspended Job as its author placed it; `undefined` when it is that already. */
function restoredJob(job: Job, workload: WorkloadObject): Job | undefined {
  const original = workload.spec.podSets[0]?.template.spec.nodeSelector;
  const { nodeSelector, ...spec } = job.spec.template.spec;
  if (isDeepStrictEqual(nodeSelector ?? {}, original ?? {})) {
    return undefined;
  }
  const template = {
    ...job.spec.template,
    spec: original ? { ...spec, nodeSelector: original } : spec,
  };
  return { ...job, spec: { ...job.spec, template } };
}

/** Only then may its placement be changed: the API server refuses it while a start time stands. */
function isAtRest(job: Job): boolean {
  return Boolean(job.spec.suspend) && !job.status?.startTime;
}

/**
 * Kueue's integration for batch Jobs: one Workload a Job, and a Job runs only while its Workload is admitted.
 */
export async function addJobIntegration(
  context: ControllerContext,
  cache: KueueCache,
): Promise<void> {
  const jobs = await context.informer<Job>(KINDS.job);
  const { workloads } = cache;
  const now = () => kubeTime(context.clock.now());

  const queue = context.queue('kueue-job', async key => {
    const job = jobs.get(key);
    const queueName = job?.metadata.labels?.[QUEUE_LABEL];
    if (!job || job.metadata.deletionTimestamp || !queueName) {
      return;
    }
    if (!isManagedNamespace(cache, job.metadata.namespace)) {
      return;
    }
    const [workload] = workloads.ownedBy(job.metadata.uid);
    const finished = (job.status?.conditions ?? []).find(
      ({ type, status }) =>
        status === 'True' && (type === 'Complete' || type === 'Failed'),
    );
    if (finished) {
      if (workload && !isFinished(workload)) {
        const outcome = {
          succeeded: finished.type === 'Complete',
          message: finished.message || 'Job finished successfully',
        };
        await context.replaceStatus(
          workloads,
          workload,
          finishedStatus(workload, outcome, now()),
        );
        context.events.record(job, SOURCE, {
          reason: 'FinishedWorkload',
          message: `Workload '${keyOf(workload)}' is declared finished`,
        });
      }
      return;
    }
    if (!workload) {
      await createWorkload(job, queueName);
      return;
    }
    if (isFinished(workload)) {
      return;
    }
    await followWorkload(job, workload);
  });

  async function createWorkload(job: Job, queueName: string): Promise<void> {
    if (!job.spec.suspend) {
      await stop(job, 'Not admitted by cluster queue');
      return;
    }
    const uid = job.metadata.uid ?? '';
    const className = job.metadata.labels?.[PRIORITY_LABEL];
    const priorityClass = className
      ? cache.priorityClasses.get(className)
      : undefined;
    if (className && !priorityClass) {
      // As the real integration, wait: the class may come. The watch on classes wakes this Job up again.
      return;
    }
    const name = workloadName({ ...job, name: job.metadata.name, uid });
    const created = await context.createUnlessThere(
      workloads,
      buildWorkload({
        apiVersion: `kueue.x-k8s.io/${workloads.type.version}`,
        name,
        namespace: job.metadata.namespace ?? '',
        labels: { [JOB_UID_LABEL]: uid },
        owner: {
          apiVersion: job.apiVersion,
          kind: 'Job',
          name: job.metadata.name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
        queueName,
        count: podCount(job),
        template: job.spec.template,
        priorityClass,
      }),
    );
    if (created) {
      context.events.record(job, SOURCE, {
        reason: 'CreatedWorkload',
        message: `Created Workload: ${keyOf(created)}`,
      });
    }
  }

  async function followWorkload(
    job: Job,
    workload: WorkloadObject,
  ): Promise<void> {
    const runs = isAdmitted(workload) && !isBeingEvicted(workload);
    if (runs) {
      if (isAtRest(job)) {
        await start(job, workload);
      }
      return;
    }
    if (!job.spec.suspend) {
      const evicted = findCondition(workload.status?.conditions, 'Evicted');
      const cause = isBeingEvicted(workload) ? evicted?.message : undefined;
      await stop(job, cause ?? 'Not admitted by cluster queue');
      return;
    }
    if (
      !isAtRest(job) ||
      !isTrue(job.status?.conditions, 'Suspended') ||
      !noPods(job)
    ) {
      return;
    }
    const restored = restoredJob(job, workload);
    if (restored) {
      await context.replace(jobs, restored);
    }
    if (isBeingEvicted(workload)) {
      await context.replaceStatus(
        workloads,
        workload,
        releasedStatus(workload, now()),
      );
    } else {
      await followQueueName(job, workload);
    }
  }

  async function start(job: Job, workload: WorkloadObject): Promise<void> {
    const labels = flavorLabels(workload, labelsOfFlavor(cache));
    await context.replace(jobs, startedJob(job, workload, labels));
    context.events.record(job, SOURCE, {
      reason: 'Started',
      message: `Admitted by clusterQueue ${workload.status?.admission?.clusterQueue}`,
    });
  }

  /** A Job that waits may be moved to another queue by its label. */
  async function followQueueName(
    job: Job,
    workload: WorkloadObject,
  ): Promise<void> {
    const queueName = job.metadata.labels?.[QUEUE_LABEL];
    if (queueName && queueName !== workload.spec.queueName) {
      await context.merge(workloads, workload, { spec: { queueName } });
    }
  }

  function noPods(job: Job): boolean {
    return !job.status?.active && !job.status?.terminating;
  }

  async function stop(job: Job, message: string): Promise<void> {
    await context.replace(jobs, {
      ...job,
      spec: { ...job.spec, suspend: true },
    });
    context.events.record(job, SOURCE, { reason: 'Stopped', message });
  }

  jobs.onChange(job => queue.add(keyOf(job)));
  workloads.onChange(workload => {
    workload.metadata.ownerReferences
      ?.filter(owner => owner.kind === 'Job')
      .forEach(owner =>
        queue.add(`${workload.metadata.namespace}/${owner.name}`),
      );
  });
  const wakeAll = (inNamespace?: string) =>
    jobs
      .list()
      .filter(job => job.metadata.labels?.[QUEUE_LABEL])
      .filter(job => !inNamespace || job.metadata.namespace === inNamespace)
      .forEach(job => queue.add(keyOf(job)));
  cache.priorityClasses.onChange(() => wakeAll());
  cache.namespaces.onChange((namespace, previous) => {
    if (!previous || namespace.metadata.labels !== previous.metadata.labels) {
      wakeAll(namespace.metadata.name);
    }
  });
}
