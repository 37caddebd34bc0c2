import type {
  Container,
  Job,
  NodeObject,
  Pod,
} from '../controllers/runtime/kubeTypes';
import { DURATION_ANNOTATION, type ProfileInput } from '../profiles';
import { CHECKPOINT_ANNOTATION } from './runRecord';

const GPU_RESOURCES = ['amd.com/gpu', 'nvidia.com/gpu'];
/** Init containers do small things; without a profile of their own they are short. */
const INIT_SECONDS = '3';

function gpusOf(container: Container): number {
  const { limits = {}, requests = {} } = container.resources ?? {};
  return GPU_RESOURCES.reduce(
    (sum, resource) =>
      sum + (Number(limits[resource] ?? requests[resource] ?? 0) || 0),
    0,
  );
}

/** Memory of one GPU of a node, from the labels of either vendor; 0 without GPUs. */
export function gpuMemoryGiB(node: NodeObject | undefined): number {
  const labels = node?.metadata.labels ?? {};
  const amd = labels['amd.com/gpu.vram'];
  if (amd) {
    return Number.parseFloat(amd) || 0;
  }
  const nvidiaMiB = Number(labels['nvidia.com/gpu.memory'] ?? 0);
  return Math.round(nvidiaMiB / 1024);
}

/** Step from which an interrupted Job goes on. */
export function resumeStepOf(job: Job | undefined): number {
  return Math.max(
    0,
    Math.floor(
      Number(job?.metadata.annotations?.[CHECKPOINT_ANNOTATION] ?? 0) || 0,
    ),
  );
}

export function profileInputOf(options: {
  pod: Pod;
  container: Container;
  isInit: boolean;
  node: NodeObject | undefined;
  env: Record<string, string>;
  seed: string;
  resumeFromStep: number;
}): ProfileInput {
  const { pod, container, node, isInit } = options;
  const annotations = { ...pod.metadata.annotations };
  if (isInit) {
    annotations[DURATION_ANNOTATION] = INIT_SECONDS;
  }
  return {
    seed: options.seed,
    image: container.image,
    command: container.command ?? [],
    args: container.args ?? [],
    env: options.env,
    labels: isInit ? {} : pod.metadata.labels ?? {},
    annotations,
    gpus: gpusOf(container),
    gpuMemoryGiB: gpuMemoryGiB(node),
    gpuVendor: node?.metadata.labels?.['nvidia.com/gpu.product']
      ? 'nvidia'
      : 'amd',
    resumeFromStep: options.resumeFromStep,
  };
}
