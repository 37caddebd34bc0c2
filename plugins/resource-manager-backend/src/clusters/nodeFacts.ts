import { isGpuResource, readAmounts, type Amounts } from './amounts';
import type { NodeObject } from './kubeTypes';
import { findCondition } from './kubeTypes';

export interface NodeFacts {
  name: string;
  ready: boolean;
  schedulable: boolean;
  /** Why it is not ready. */
  problem?: string;
  gpu?: { model: string; title: string; vendor: 'amd' | 'nvidia' };
  /** The resource by which its GPUs are asked for. */
  gpuResource?: string;
  capacity: Amounts;
  allocatable: Amounts;
  labels: Record<string, string>;
  /** As `key=value:effect`. */
  taints: string[];
}

/** Where node labellers write the product, best first. */
const PRODUCT_LABELS = [
  'amd.com/gpu.product-name',
  'beta.amd.com/gpu.product-name',
  'nvidia.com/gpu.product',
] as const;

/** Written by Kaiwo on the nodes that it manages. */
export const KAIWO_MODEL_LABEL = 'kaiwo/gpu-model';

/** Words of a product name that say vendor, series, form factor or memory, not the model. */
const NOISE =
  /^(amd|instinct|radeon|pro|nvidia|tesla|geforce|rtx|quadro|oam|hf|pcie|hpc|nvl|vf|sxm\d*|\d+gb|hbm\d*e?|gddr\d*)$/;

/** `AMD_Instinct_MI300X_OAM` → `mi300x`, `NVIDIA-H100-80GB-HBM3` → `h100`. */
export function gpuModelId(product: string): string {
  const words = product
    .toLocaleLowerCase('en-US')
    .split(/[\s_-]+/)
    .filter(Boolean);
  const model = words.find(word => !NOISE.test(word)) ?? words.join('-');
  return model.replace(/[^a-z0-9-]/g, '') || 'gpu';
}

export function gpuTitle(model: string): string {
  return model.toLocaleUpperCase('en-US');
}

function vendorOf(resource: string): 'amd' | 'nvidia' {
  return resource.startsWith('nvidia.com/') ? 'nvidia' : 'amd';
}

/**
 * The resource in which a node's GPUs are counted. A node that lists whole GPUs and partitions of them is counted once,
 * in whole GPUs.
 */
function mainGpuResource(capacity: Amounts): string | undefined {
  const present = [...capacity.keys()].filter(isGpuResource).sort();
  const nonZero = present.filter(resource => capacity.get(resource) !== 0n);
  const candidates = nonZero.length ? nonZero : present;
  return (
    candidates.find(resource => resource.endsWith('/gpu')) ?? candidates[0]
  );
}

export function toNodeFacts(node: NodeObject): NodeFacts {
  const labels = node.metadata.labels ?? {};
  const capacity = readAmounts(node.status?.capacity);
  const gpuResource = mainGpuResource(capacity);
  const product = PRODUCT_LABELS.map(label => labels[label]).find(Boolean);
  const model = labels[KAIWO_MODEL_LABEL] || (product && gpuModelId(product));
  const ready = findCondition(node, 'Ready');
  return {
    name: node.metadata.name,
    ready: ready?.status === 'True',
    schedulable: !node.spec?.unschedulable,
    problem:
      ready?.status === 'True'
        ? undefined
        : ready?.message || ready?.reason || 'It reports no state',
    gpu: gpuResource
      ? {
          model: model || 'gpu',
          title: gpuTitle(model || 'gpu'),
          vendor: vendorOf(gpuResource),
        }
      : undefined,
    gpuResource,
    capacity,
    allocatable: readAmounts(node.status?.allocatable ?? node.status?.capacity),
    labels,
    taints: (node.spec?.taints ?? []).map(
      taint =>
        `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`,
    ),
  };
}

/** Whether Kueue's equality on labels selects the node. */
export function matchesLabels(
  node: NodeFacts,
  selector: Record<string, string>,
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => node.labels[key] === value,
  );
}
