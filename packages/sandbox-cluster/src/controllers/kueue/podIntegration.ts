import type { ControllerContext } from '../runtime/context';
import { kubeTime } from '../runtime/clock';
import { findCondition } from '../runtime/conditions';
import { keyOf } from '../runtime/informer';
import { isFinishedPod, type Pod, KINDS } from '../runtime/kubeTypes';
import { type KueueCache, labelsOfFlavor } from './kueueCache';
import {
  GATES,
  JOB_UID_LABEL,
  MANAGED_LABEL,
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
} from './workloadStatus';

const SOURCE = 'v1/pod-kueue-controller';
const ALL_GATES = new Set(Object.values(GATES).flat());

/**
 * Kueue's integration for single pods, through which Deployments are queued: one Workload a pod, scheduling gates
 * until it is admitted, and an eviction deletes the pod (whose owner then makes a new one that waits).
 */
export async function addPodIntegration(
  context: ControllerContext,
  cache: KueueCache,
): Promise<void> {
  const pods = await context.informer<Pod>(KINDS.pod);
  const { workloads } = cache;

  const queue = context.queue('kueue-pod', async key => {
    const pod = pods.get(key);
    if (!pod || pod.metadata.labels?.[MANAGED_LABEL] !== 'true') {
      return;
    }
    const [workload] = workloads.ownedBy(pod.metadata.uid);
    if (isFinishedPod(pod)) {
      await finish(pod, workload);
      return;
    }
    if (pod.metadata.deletionTimestamp) {
      return;
    }
    if (!workload) {
      await createWorkload(pod);
    } else if (isBeingEvicted(workload)) {
      const message =
        findCondition(workload.status?.conditions, 'Evicted')?.message ?? '';
      context.events.record(pod, SOURCE, { reason: 'Stopped', message });
      await context.remove(pods, pod);
    } else if (isAdmitted(workload)) {
      await ungate(pod, workload);
    }
  });

  async function finish(
    pod: Pod,
    workload: WorkloadObject | undefined,
  ): Promise<void> {
    if (!workload || isFinished(workload)) {
      return;
    }
    const succeeded = pod.status?.phase === 'Succeeded';
    const message = succeeded
      ? 'Pods succeeded: 1/1.'
      : pod.status?.message ?? 'Pod failed';
    const status = finishedStatus(
      workload,
      { succeeded, message },
      kubeTime(context.clock.now()),
    );
    await context.replaceStatus(workloads, workload, status);
  }

  async function createWorkload(pod: Pod): Promise<void> {
    const { name, namespace = '', uid = '', labels = {} } = pod.metadata;
    const className = labels[PRIORITY_LABEL];
    const { schedulingGates, nodeName, ...spec } = pod.spec;
    const created = await context.createUnlessThere(
      workloads,
      buildWorkload({
        apiVersion: `kueue.x-k8s.io/${workloads.type.version}`,
        name: workloadName({ kind: 'Pod', apiVersion: 'v1', name, uid }),
        namespace,
        labels: { [JOB_UID_LABEL]: uid },
        owner: {
          apiVersion: 'v1',
          kind: 'Pod',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
        queueName: labels[QUEUE_LABEL] ?? '',
        count: 1,
        template: { metadata: { labels }, spec },
        priorityClass: className
          ? cache.priorityClasses.get(className)
          : undefined,
      }),
    );
    if (created) {
      context.events.record(pod, SOURCE, {
        reason: 'CreatedWorkload',
        message: `Created Workload: ${keyOf(created)}`,
      });
    }
  }

  async function ungate(pod: Pod, workload: WorkloadObject): Promise<void> {
    const gates = pod.spec.schedulingGates ?? [];
    const others = gates.filter(({ name }) => !ALL_GATES.has(name));
    if (others.length === gates.length) {
      return;
    }
    const labels = flavorLabels(workload, labelsOfFlavor(cache));
    await context.replace(pods, {
      ...pod,
      spec: {
        ...pod.spec,
        // As Kubernetes has it: none, not an empty list.
        schedulingGates: others.length > 0 ? others : undefined,
        nodeSelector: { ...pod.spec.nodeSelector, ...labels },
      },
    });
    context.events.record(pod, SOURCE, {
      reason: 'Started',
      message: `Admitted by clusterQueue ${workload.status?.admission?.clusterQueue}`,
    });
  }

  pods.onChange(pod => {
    if (pod.metadata.labels?.[MANAGED_LABEL] === 'true') {
      queue.add(keyOf(pod));
    }
  });
  workloads.onChange(workload => {
    workload.metadata.ownerReferences
      ?.filter(owner => owner.kind === 'Pod')
      .forEach(owner =>
        queue.add(`${workload.metadata.namespace}/${owner.name}`),
      );
  });
}
