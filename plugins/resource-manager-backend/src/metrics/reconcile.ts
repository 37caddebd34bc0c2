import type { GpuNode, GpuPod } from './gpuView';

/** How many GPUs of a pod work, and how many do not, as measured; the rest has no measurement. */
export interface PodActivity {
  busy: number;
  idle: number;
}

/** By {@link podKey}; undefined while there are no measurements at all. */
export type ActivityByPod = ReadonlyMap<string, PodActivity> | undefined;

/** What held GPUs do. `busy + heldIdle + unmeasured + reserved = held`. */
export interface HeldSplit {
  /** Allocated to pods. */
  held: number;
  /** Undefined without measurements, as is `heldIdle`; never 0 for "unknown". */
  busy?: number;
  heldIdle?: number;
  /** Held by running pods, but nobody knows what they do. */
  unmeasured: number;
  /** Held by pods that do not run yet. */
  reserved: number;
}

/** All GPUs of something. `held + free + unavailable = capacity`. */
export interface GpuSplit extends HeldSplit {
  capacity: number;
  free: number;
  /** On nodes that are not ready or cordoned, or broken; and not held. */
  unavailable: number;
}

export function podKey(pod: {
  cluster: string;
  namespace: string;
  name: string;
}): string {
  return `${pod.cluster}/${pod.namespace}/${pod.name}`;
}

/** Measurements can be older than the pod list: what a pod holds bounds what of it can be busy or idle. */
export function splitPod(pod: GpuPod, activity: ActivityByPod): HeldSplit {
  const { gpus } = pod;
  if (!pod.running) {
    return {
      held: gpus,
      ...(activity && { busy: 0, heldIdle: 0 }),
      unmeasured: 0,
      reserved: gpus,
    };
  }
  if (!activity) return { held: gpus, unmeasured: gpus, reserved: 0 };
  const measured = activity.get(podKey(pod));
  const busy = Math.min(measured?.busy ?? 0, gpus);
  const heldIdle = Math.min(measured?.idle ?? 0, gpus - busy);
  return {
    held: gpus,
    busy,
    heldIdle,
    unmeasured: gpus - busy - heldIdle,
    reserved: 0,
  };
}

export function sumHeld(
  pods: readonly GpuPod[],
  activity: ActivityByPod,
): HeldSplit {
  const sum: HeldSplit = {
    held: 0,
    ...(activity && { busy: 0, heldIdle: 0 }),
    unmeasured: 0,
    reserved: 0,
  };
  for (const pod of pods) {
    const split = splitPod(pod, activity);
    sum.held += split.held;
    sum.unmeasured += split.unmeasured;
    sum.reserved += split.reserved;
    if (sum.busy !== undefined) sum.busy += split.busy ?? 0;
    if (sum.heldIdle !== undefined) sum.heldIdle += split.heldIdle ?? 0;
  }
  return sum;
}

/**
 * Every GPU of the nodes exactly once. Held ones on a cordoned node are held; its others are unavailable. `pods` are
 * those on these nodes.
 */
export function sumGpus(
  nodes: readonly GpuNode[],
  pods: readonly GpuPod[],
  activity: ActivityByPod,
): GpuSplit {
  const heldOn = new Map<string, number>();
  for (const { cluster, node, gpus } of pods) {
    const key = `${cluster}/${node}`;
    heldOn.set(key, (heldOn.get(key) ?? 0) + gpus);
  }
  let [capacity, free, unavailable] = [0, 0, 0];
  for (const node of nodes) {
    const held = heldOn.get(`${node.cluster}/${node.name}`) ?? 0;
    // A device that broke while it was held leaves the capacity before the pod leaves the node.
    const all = Math.max(node.capacity, held);
    const freeHere = Math.max(0, Math.min(node.usable, all) - held);
    capacity += all;
    free += freeHere;
    unavailable += all - held - freeHere;
  }
  return { ...sumHeld(pods, activity), capacity, free, unavailable };
}
