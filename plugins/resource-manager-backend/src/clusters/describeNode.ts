import type { Node } from '@silogen/backstage-plugin-resource-manager-common';
import { toQuantities } from './amounts';
import type { NodeHoldings } from './clusterFacts';
import { matchesLabels, type NodeFacts } from './nodeFacts';
import { quotaResourcesOf } from '../pools/poolFacts';

const RUN_ID_LABEL = 'airm.silogen.ai/workload-id';

export function describeNode(
  node: NodeFacts,
  options: {
    holdings?: NodeHoldings;
    pools: readonly { name: string; selector: Record<string, string> }[];
  },
): Node {
  const { holdings, pools } = options;
  return {
    name: node.name,
    ready: node.ready,
    schedulable: node.schedulable,
    problem: node.problem,
    gpuModel: node.gpu?.model,
    gpuTitle: node.gpu?.title,
    gpuResource: node.gpuResource,
    pools: pools
      .filter(pool => matchesLabels(node, pool.selector))
      .map(pool => pool.name),
    capacity: toQuantities(quotaResourcesOf(node.capacity)),
    allocatable: toQuantities(quotaResourcesOf(node.allocatable)),
    held: toQuantities(quotaResourcesOf(holdings?.held ?? new Map())),
    holders: (holdings?.holders ?? [])
      .map(({ namespace, pod, gpus, labels }) => ({
        namespace,
        pod,
        gpus,
        runId: labels[RUN_ID_LABEL],
      }))
      .sort((a, b) =>
        `${a.namespace}/${a.pod}` < `${b.namespace}/${b.pod}` ? -1 : 1,
      ),
    labels: node.labels,
    taints: node.taints,
  };
}
