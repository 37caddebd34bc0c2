import { podRequests } from '../controllers/kueue/podRequests';
import { kubeTime } from '../controllers/runtime/clock';
import {
  findCondition,
  withCondition,
} from '../controllers/runtime/conditions';
import type { ControllerContext } from '../controllers/runtime/context';
import { keyOf } from '../controllers/runtime/informer';
import {
  isFinishedPod,
  KINDS,
  type NodeObject,
  type Pod,
} from '../controllers/runtime/kubeTypes';
import { GpuDevices, GPUS_ANNOTATION, gpusOfPod } from './gpuDevices';
import { choosePlace, roomOf, take } from './placement';

const DEFAULT_SCHEDULER = 'default-scheduler';
const CYCLE = 'cycle';
/** Changes that come together are looked at together. */
const COALESCE_MS = 5;

/** Higher priority first, then the older: priorities of pods are not simulated, so by age. */
function oldestFirst(a: Pod, b: Pod): number {
  return (
    (a.metadata.creationTimestamp ?? '').localeCompare(
      b.metadata.creationTimestamp ?? '',
    ) || keyOf(a).localeCompare(keyOf(b))
  );
}

/**
 * Binds pods to nodes by selector, affinity, taints and free resources. It answers to every scheduler name: the
 * simulated clusters run both kube-scheduler and Kaiwo's second one.
 */
export async function addPodScheduler(
  context: ControllerContext,
): Promise<void> {
  const pods = await context.informer<Pod>(KINDS.pod);
  const nodes = await context.informer<NodeObject>(KINDS.node);

  const isWaiting = (pod: Pod) =>
    !pod.spec.nodeName &&
    !pod.metadata.deletionTimestamp &&
    !isFinishedPod(pod) &&
    !pod.spec.schedulingGates?.length;

  const queue = context.queue(
    'scheduler',
    async () => {
      const all = pods.list();
      const waiting = all.filter(isWaiting).sort(oldestFirst);
      if (waiting.length === 0) {
        return;
      }
      const bound = all.filter(pod => pod.spec.nodeName && !isFinishedPod(pod));
      const rooms = roomOf(nodes.list(), bound);
      const devices = GpuDevices.create(nodes.list(), bound);
      for (const pod of waiting) {
        const place = choosePlace(pod.spec, rooms);
        if ('room' in place) {
          take(place.room, podRequests(pod.spec));
          const nodeName = place.room.node.metadata.name;
          await bind(pod, nodeName, devices.take(nodeName, gpusOfPod(pod)));
        } else {
          await refuse(pod, place.message);
        }
      }
    },
    1,
  );

  async function bind(
    pod: Pod,
    nodeName: string,
    gpus: readonly number[],
  ): Promise<void> {
    const annotations =
      gpus.length > 0
        ? { annotations: { [GPUS_ANNOTATION]: gpus.join(',') } }
        : {};
    const bound = await context.merge(pods, pod, {
      metadata: { uid: pod.metadata.uid, ...annotations },
      spec: { nodeName },
    });
    await context.replaceStatus(pods, bound, {
      ...bound.status,
      phase: 'Pending',
      conditions: withCondition(bound.status?.conditions, {
        type: 'PodScheduled',
        status: 'True',
        lastTransitionTime: kubeTime(context.clock.now()),
      }),
    });
    context.events.record(pod, pod.spec.schedulerName ?? DEFAULT_SCHEDULER, {
      reason: 'Scheduled',
      message: `Successfully assigned ${keyOf(pod)} to ${nodeName}`,
    });
  }

  async function refuse(pod: Pod, message: string): Promise<void> {
    const known = findCondition(pod.status?.conditions, 'PodScheduled');
    if (known?.message === message) {
      return;
    }
    await context.replaceStatus(pods, pod, {
      ...pod.status,
      phase: 'Pending',
      conditions: withCondition(pod.status?.conditions, {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message,
        lastTransitionTime: kubeTime(context.clock.now()),
      }),
    });
    context.events.record(pod, pod.spec.schedulerName ?? DEFAULT_SCHEDULER, {
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
    });
  }

  pods.onChange(() => queue.addAfter(CYCLE, COALESCE_MS));
  nodes.onChange(() => queue.addAfter(CYCLE, COALESCE_MS));
}
