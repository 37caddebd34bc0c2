import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { GPU_MODELS, nodesOf, type NodeGroup } from '@silogen/sandbox-cluster';
import { apply, typeOf } from './apply';
import { waitFor } from './waitFor';

/** How many nodes of each kind a cluster has. GPU nodes have 8 GPUs. */
export type NodeCounts = Partial<
  Record<keyof typeof GPU_MODELS | 'cpu', number>
>;

const GPUS_PER_NODE = 8;

/** CPUs and memory (GiB) of the machines that these GPUs are sold in. */
const SIZES: Record<keyof NodeCounts, [cpus: number, memoryGiB: number]> = {
  mi300x: [192, 2048],
  mi325x: [256, 3072],
  mi210: [128, 1024],
  l40s: [128, 1024],
  cpu: [128, 512],
};

export function nodeGroups(counts: NodeCounts): NodeGroup[] {
  return Object.entries(counts).map(([kind, count]) => {
    const size = SIZES[kind as keyof NodeCounts];
    if (!size) {
      throw new Error(
        `nodes: there is no kind '${kind}'; choose from ${Object.keys(
          SIZES,
        ).join(', ')}`,
      );
    }
    const gpu =
      kind === 'cpu' ? undefined : GPU_MODELS[kind as keyof typeof GPU_MODELS];
    const [cpus, memoryGiB] = size;
    return {
      prefix: kind,
      count,
      cpus,
      memoryGiB,
      gpu,
      gpusPerNode: gpu ? GPUS_PER_NODE : undefined,
      block: `block-${kind}`,
      // Racks of four machines.
      rack: index => `rack-${kind}-${Math.floor(index / 4)}`,
    };
  });
}

/** Makes the nodes; kwok gives them their conditions and keeps them ready. */
export async function createNodes(
  client: ClusterClient,
  groups: readonly NodeGroup[],
  options: { kaiwo: boolean; kubeletVersion: string },
): Promise<void> {
  const nodes = groups.flatMap((group, index) =>
    nodesOf(group, `10.31.${index}`, {
      ...options,
      zone: 'test',
      nowMs: Date.now(),
    }).map(withoutConditions),
  );
  for (const node of nodes) {
    await apply(client, node);
  }
  await waitFor({
    what: `${nodes.length} ready nodes`,
    check: async () => (await readyNodes(client)) >= nodes.length,
  });
}

/** A node that says itself that it is ready would not be taken up by kwok. */
function withoutConditions(node: KubeObject): KubeObject {
  const { conditions, ...status } = node.status as Record<string, unknown>;
  return { ...node, status };
}

async function readyNodes(client: ClusterClient): Promise<number> {
  const type = await typeOf(client, { apiVersion: 'v1', kind: 'Node' });
  let ready = 0;
  for await (const node of client.listAll(type)) {
    const { spec, status } = node as {
      spec?: { taints?: { key: string }[] };
      status?: { conditions?: { type: string; status: string }[] };
    };
    const isReady = status?.conditions?.some(
      condition => condition.type === 'Ready' && condition.status === 'True',
    );
    // The taint goes a moment after the node is ready; pods wait for that.
    const isTainted = spec?.taints?.some(
      ({ key }) => key === 'node.kubernetes.io/not-ready',
    );
    ready += isReady && !isTainted ? 1 : 0;
  }
  return ready;
}
