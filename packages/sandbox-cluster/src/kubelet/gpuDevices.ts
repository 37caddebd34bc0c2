import {
  isFinishedPod,
  type Container,
  type NodeObject,
  type Pod,
} from '../controllers/runtime/kubeTypes';

/** Indexes of a pod's GPUs on its node, such as `0,1,2`; written when the pod is bound. */
export const GPUS_ANNOTATION = 'sandbox.silogen.ai/gpus';
/** Indexes of the GPUs of a node that report a fault, such as `5`. */
export const UNHEALTHY_GPUS_ANNOTATION = 'sandbox.silogen.ai/unhealthy-gpus';

const GPU_RESOURCES = ['amd.com/gpu', 'nvidia.com/gpu'] as const;

/** Reads `0,1,2`; what is no index is left out. */
export function parseIndexes(text: string | undefined): number[] {
  return (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => /^\d+$/.test(part))
    .map(Number);
}

/** Whole GPUs that a container asks for, of either vendor. */
export function gpusOf({ resources = {} }: Container): number {
  const { limits = {}, requests = {} } = resources;
  return GPU_RESOURCES.reduce(
    (sum, resource) =>
      sum + (Number(limits[resource] ?? requests[resource] ?? 0) || 0),
    0,
  );
}

export function gpusOfPod(pod: Pod): number {
  return pod.spec.containers.reduce(
    (sum, container) => sum + gpusOf(container),
    0,
  );
}

/** GPUs that a node has, whether or not they are offered. */
export function gpuCountOf(node: NodeObject): number {
  const capacity = node.status?.capacity ?? {};
  return GPU_RESOURCES.reduce(
    (sum, resource) => sum + (Number(capacity[resource] ?? 0) || 0),
    0,
  );
}

export function unhealthyGpus(node: NodeObject): number[] {
  return parseIndexes(node.metadata.annotations?.[UNHEALTHY_GPUS_ANNOTATION]);
}

/** The lowest indexes that are not taken; sound GPUs first, since a device plugin does not offer the others. */
export function lowestFree(
  wanted: number,
  options: {
    count: number;
    taken: ReadonlySet<number>;
    unhealthy: readonly number[];
  },
): number[] {
  const { count, taken, unhealthy } = options;
  const free = Array.from({ length: count }, (_, index) => index).filter(
    index => !taken.has(index),
  );
  const sound = free.filter(index => !unhealthy.includes(index));
  const faulty = free.filter(index => unhealthy.includes(index));
  return [...sound, ...faulty].slice(0, wanted).sort((a, b) => a - b);
}

/** Which GPUs of each node are taken, for the scheduler's look at one moment. */
export class GpuDevices {
  readonly #taken = new Map<string, Set<number>>();
  readonly #nodes: ReadonlyMap<string, NodeObject>;

  static create(
    nodes: readonly NodeObject[],
    pods: readonly Pod[],
  ): GpuDevices {
    return new GpuDevices(nodes, pods);
  }

  private constructor(nodes: readonly NodeObject[], pods: readonly Pod[]) {
    this.#nodes = new Map(nodes.map(node => [node.metadata.name, node]));
    const holding = pods.filter(
      pod => pod.spec.nodeName && !isFinishedPod(pod) && gpusOfPod(pod) > 0,
    );
    const annotated = (pod: Pod) =>
      parseIndexes(pod.metadata.annotations?.[GPUS_ANNOTATION]);
    for (const pod of holding) {
      annotated(pod).forEach(index => this.#of(pod.spec.nodeName!).add(index));
    }
    for (const pod of holding) {
      if (annotated(pod).length === 0) {
        this.take(pod.spec.nodeName!, gpusOfPod(pod));
      }
    }
  }

  /** Takes so many GPUs of a node and says which. */
  take(nodeName: string, wanted: number): number[] {
    const node = this.#nodes.get(nodeName);
    if (!node || wanted === 0) {
      return [];
    }
    const taken = this.#of(nodeName);
    const indexes = lowestFree(wanted, {
      count: gpuCountOf(node),
      taken,
      unhealthy: unhealthyGpus(node),
    });
    indexes.forEach(index => taken.add(index));
    return indexes;
  }

  #of(nodeName: string): Set<number> {
    const taken = this.#taken.get(nodeName) ?? new Set();
    this.#taken.set(nodeName, taken);
    return taken;
  }
}
