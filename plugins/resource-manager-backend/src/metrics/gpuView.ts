import { isGpuResource, toCount } from '../clusters/amounts';
import { nodesOf } from '../clusters/clusterFacts';
import type { PodObject } from '../clusters/kubeTypes';
import { matchesLabels } from '../clusters/nodeFacts';
import { holdsNode, podRequests } from '../clusters/podRequests';
import type { ClusterView } from '../clusters/types';

/** A node with GPUs, as its cluster shows it now. */
export interface GpuNode {
  cluster: string;
  name: string;
  /** The first pool, in pool order, that selects it. */
  pool?: string;
  capacity: number;
  /** Allocatable, where the node is ready and not cordoned. */
  usable: number;
}

/** A pod on a node that holds GPUs. */
export interface GpuPod {
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  node: string;
  pool?: string;
  gpus: number;
  /** False while its containers are not running yet: it holds its GPUs all the same. */
  running: boolean;
  /** When it began to hold them. */
  since?: string;
}

export interface GpuView {
  nodes: GpuNode[];
  pods: GpuPod[];
}

/** What of one cluster has to do with GPUs. Pods on nodes that are gone hold nothing. */
export function readGpuView(
  connection: { name: string; view: Pick<ClusterView, 'all'> },
  pools: readonly { name: string; selector: Record<string, string> }[],
): GpuView {
  const cluster = connection.name;
  const nodes = new Map<string, GpuNode>();
  for (const node of nodesOf(connection.view)) {
    if (!node.gpuResource) continue;
    nodes.set(node.name, {
      cluster,
      name: node.name,
      pool: pools.find(pool => matchesLabels(node, pool.selector))?.name,
      capacity: toCount(node.capacity.get(node.gpuResource)),
      usable:
        node.ready && node.schedulable
          ? toCount(node.allocatable.get(node.gpuResource))
          : 0,
    });
  }
  const pods: GpuPod[] = [];
  for (const pod of connection.view.all<PodObject>('Pod')) {
    const node = nodes.get(pod.spec?.nodeName ?? '');
    if (!node || !holdsNode(pod)) continue;
    const gpus = gpusOf(pod);
    if (gpus === 0) continue;
    const { name, namespace = '', uid = '', creationTimestamp } = pod.metadata;
    pods.push({
      cluster,
      namespace,
      name,
      uid,
      node: node.name,
      pool: node.pool,
      gpus,
      running: pod.status?.phase === 'Running',
      since: pod.status?.startTime ?? creationTimestamp,
    });
  }
  return { nodes: [...nodes.values()], pods };
}

function gpusOf(pod: PodObject): number {
  let gpus = 0;
  for (const [resource, amount] of podRequests(pod.spec)) {
    if (isGpuResource(resource)) gpus += toCount(amount);
  }
  return gpus;
}
