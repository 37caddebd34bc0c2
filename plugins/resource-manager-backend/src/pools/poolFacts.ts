import {
  addAmounts,
  isGpuResource,
  maxAmount,
  type Amounts,
} from '../clusters/amounts';
import {
  gpuModelId,
  KAIWO_MODEL_LABEL,
  matchesLabels,
  type NodeFacts,
} from '../clusters/nodeFacts';
import type { PoolSummary } from '../contracts';
import type { PoolRecord } from './PoolStore';

/** A pool with what its nodes show now. */
export interface PoolFacts extends PoolSummary {
  record: PoolRecord;
  nodes: NodeFacts[];
  readyNodes: number;
  /** Allocatable on ready and schedulable nodes. */
  capacity: Amounts;
  /** Most units of the main resource on one such node, in milli-units. */
  largestNode: bigint;
  /** The labels of its ResourceFlavor. */
  nodeLabels: Record<string, string>;
}

/** Resources besides GPUs that quotas cover. */
export const BASE_RESOURCES: readonly string[] = [
  'cpu',
  'memory',
  'ephemeral-storage',
];

function usable(node: NodeFacts): boolean {
  return node.ready && node.schedulable;
}

/** The resources of a node that quotas cover. */
export function quotaResourcesOf(amounts: Amounts): Amounts {
  return new Map(
    [...amounts].filter(
      ([resource]) =>
        BASE_RESOURCES.includes(resource) || isGpuResource(resource),
    ),
  );
}

export function capacityOf(nodes: readonly NodeFacts[]): Amounts {
  const capacity: Amounts = new Map(
    BASE_RESOURCES.map(resource => [resource, 0n]),
  );
  for (const node of nodes) {
    if (usable(node)) addAmounts(capacity, quotaResourcesOf(node.allocatable));
  }
  return capacity;
}

/** For a pool whose nodes were never seen. */
function resourceBySelector(selector: Record<string, string>): string {
  const keys = Object.keys(selector);
  if (keys.some(key => key.startsWith('nvidia.com/gpu')))
    return 'nvidia.com/gpu';
  return keys.some(
    key => key === KAIWO_MODEL_LABEL || key.startsWith('amd.com/gpu'),
  )
    ? 'amd.com/gpu'
    : 'cpu';
}

/** The GPU resource that most of the nodes have; `cpu` when none has GPUs. */
function mainResource(record: PoolRecord, nodes: readonly NodeFacts[]): string {
  if (nodes.length === 0)
    return record.resource ?? resourceBySelector(record.selector);
  const votes = new Map<string, number>();
  for (const { gpuResource } of nodes) {
    if (gpuResource) votes.set(gpuResource, (votes.get(gpuResource) ?? 0) + 1);
  }
  return (
    [...votes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ??
    'cpu'
  );
}

function only<T>(values: readonly (T | undefined)[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function modelOf(
  record: PoolRecord,
  nodes: readonly NodeFacts[],
): string | undefined {
  const model = only(nodes.map(node => node.gpu?.model));
  if (model) return model;
  const product =
    record.selector[KAIWO_MODEL_LABEL] ??
    record.selector['amd.com/gpu.product-name'];
  return nodes.length === 0 && product ? gpuModelId(product) : undefined;
}

/**
 * Kaiwo places by affinity on `kaiwo/gpu-model`, and Kueue matches affinity only on keys that a flavor has: so the label
 * is part of the flavor where all nodes agree on it.
 */
function flavorLabels(
  record: PoolRecord,
  nodes: readonly NodeFacts[],
  kaiwo: boolean,
): Record<string, string> {
  const model = kaiwo
    ? only(nodes.map(node => node.labels[KAIWO_MODEL_LABEL]))
    : undefined;
  return model
    ? { ...record.selector, [KAIWO_MODEL_LABEL]: model }
    : record.selector;
}

/** In pool order: CPU pools first, then by name. */
export function describePools(
  records: readonly PoolRecord[],
  nodes: readonly NodeFacts[],
  options: { kaiwo: boolean },
): PoolFacts[] {
  const pools = records.map(record => {
    const matching = nodes.filter(node => matchesLabels(node, record.selector));
    const resource = mainResource(record, matching);
    const kind: PoolFacts['kind'] = isGpuResource(resource) ? 'gpu' : 'cpu';
    return {
      record,
      cluster: record.cluster,
      name: record.name,
      title: record.title,
      selector: record.selector,
      kind,
      resource,
      gpuModel: kind === 'gpu' ? modelOf(record, matching) : undefined,
      vendor: kind === 'gpu' ? vendorOf(resource) : undefined,
      position: 0,
      nodes: matching,
      readyNodes: matching.filter(node => node.ready).length,
      capacity: capacityOf(matching),
      largestNode: matching
        .filter(usable)
        .reduce(
          (most, node) => maxAmount(most, node.allocatable.get(resource) ?? 0n),
          0n,
        ),
      nodeLabels: flavorLabels(record, matching, options.kaiwo),
    };
  });
  pools.sort(
    (a, b) =>
      Number(a.kind === 'gpu') - Number(b.kind === 'gpu') ||
      (a.name < b.name ? -1 : 1),
  );
  return pools.map((pool, position) => ({ ...pool, position }));
}

function vendorOf(resource: string): 'amd' | 'nvidia' {
  return resource.startsWith('nvidia.com/') ? 'nvidia' : 'amd';
}

/** Pools that share nodes with the selector, and which. */
export function overlapsWith(
  nodes: readonly NodeFacts[],
  others: readonly Pick<PoolFacts, 'name' | 'selector'>[],
): { pool: string; nodes: string[] }[] {
  return others
    .map(({ name, selector }) => ({
      pool: name,
      nodes: nodes
        .filter(node => matchesLabels(node, selector))
        .map(node => node.name),
    }))
    .filter(overlap => overlap.nodes.length > 0);
}
