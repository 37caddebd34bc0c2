import type { GpuCount } from '@silogen/backstage-plugin-resource-manager-common';
import { addAmounts, isGpuResource, toCount, type Amounts } from './amounts';
import type { NodeObject, PodObject } from './kubeTypes';
import { toNodeFacts, type NodeFacts } from './nodeFacts';
import { holdsNode, podRequests } from './podRequests';
import type { ClusterView } from './types';

export interface NodeHoldings {
  held: Amounts;
  /** Pods with GPUs on the node. */
  holders: {
    namespace: string;
    pod: string;
    uid: string;
    gpus: number;
    labels: Record<string, string>;
  }[];
}

/** By name. */
export function nodesOf(view: Pick<ClusterView, 'all'>): NodeFacts[] {
  return Array.from(view.all<NodeObject>('Node'), toNodeFacts).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** What pods hold, by node name; a node without pods is missing. */
export function holdingsOf(
  view: Pick<ClusterView, 'all'>,
): Map<string, NodeHoldings> {
  const holdings = new Map<string, NodeHoldings>();
  for (const pod of view.all<PodObject>('Pod')) {
    if (!holdsNode(pod)) continue;
    const node = pod.spec?.nodeName ?? '';
    const entry: NodeHoldings = holdings.get(node) ?? {
      held: new Map(),
      holders: [],
    };
    holdings.set(node, entry);
    const requests = podRequests(pod.spec);
    addAmounts(entry.held, requests);
    const gpus = [...requests].reduce(
      (sum, [resource, amount]) =>
        sum + (isGpuResource(resource) ? toCount(amount) : 0),
      0,
    );
    if (gpus === 0) continue;
    const { name, namespace = '', uid = '', labels = {} } = pod.metadata;
    entry.holders.push({ namespace, pod: name, uid, gpus, labels });
  }
  return holdings;
}

/** GPUs by model and resource. A node's partitions are another resource than its whole GPUs, and never summed with them. */
export function gpuCounts(
  nodes: readonly NodeFacts[],
  holdings: ReadonlyMap<string, NodeHoldings>,
): GpuCount[] {
  const counts = new Map<string, GpuCount>();
  for (const node of nodes) {
    if (!node.gpu || !node.gpuResource) continue;
    const { model, title, vendor } = node.gpu;
    const key = `${model}/${node.gpuResource}`;
    const count = counts.get(key) ?? {
      model,
      title,
      vendor,
      resource: node.gpuResource,
      total: 0,
      allocatable: 0,
      held: 0,
    };
    count.total += toCount(node.capacity.get(node.gpuResource));
    if (node.ready && node.schedulable)
      count.allocatable += toCount(node.allocatable.get(node.gpuResource));
    count.held += toCount(holdings.get(node.name)?.held.get(node.gpuResource));
    counts.set(key, count);
  }
  return [...counts.values()].sort((a, b) => (a.model < b.model ? -1 : 1));
}
