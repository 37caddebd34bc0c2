import { InputError } from '@backstage/errors';
import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import {
  GPU_MODELS,
  nodesOf,
  type GpuPartition,
  type NodeGroup,
  type NodeTaint,
} from '@silogen/sandbox-cluster';
import { apply, typeOf } from './apply';
import { waitFor } from './waitFor';

type GpuModelName = keyof typeof GPU_MODELS;

/** Models that can be split, and the modes of which the device plugin makes a resource of its own. */
type PartitionedModel = 'mi300x' | 'mi325x';
type PartitionMode = 'spx' | 'cpx';

export type NodeKind =
  | GpuModelName
  | `${PartitionedModel}-${PartitionMode}`
  | 'cpu';

export interface NodesOfKind {
  count: number;
  taints?: NodeTaint[];
}

/** How many nodes of each kind a cluster has, and what they are tainted with. GPU nodes have 8 GPUs. */
export type NodeCounts = Partial<Record<NodeKind, number | NodesOfKind>>;

const GPUS_PER_NODE = 8;

/** CPUs and memory (GiB) of the machines that these GPUs are sold in. */
const SIZES: Record<GpuModelName | 'cpu', [cpus: number, memoryGiB: number]> = {
  mi300x: [192, 2048],
  mi325x: [256, 3072],
  mi210: [128, 1024],
  l40s: [128, 1024],
  cpu: [128, 512],
};

const PARTITIONS: Record<PartitionMode, GpuPartition> = {
  spx: { name: 'spx_nps1', perGpu: 1 },
  cpx: { name: 'cpx_nps4', perGpu: 8 },
};

interface Machine {
  size: [cpus: number, memoryGiB: number];
  model?: GpuModelName;
  partition?: GpuPartition;
}

function machines(): Map<string, Machine> {
  const whole = Object.entries(SIZES).map(([kind, size]): [string, Machine] => [
    kind,
    { size, model: kind === 'cpu' ? undefined : (kind as GpuModelName) },
  ]);
  const split = (['mi300x', 'mi325x'] as const).flatMap(model =>
    Object.entries(PARTITIONS).map(([mode, partition]): [string, Machine] => [
      `${model}-${mode}`,
      { size: SIZES[model], model, partition },
    ]),
  );
  return new Map([...whole, ...split]);
}

/** @throws InputError for a kind that there is not */
export function nodeGroups(counts: NodeCounts): NodeGroup[] {
  const known = machines();
  return Object.entries(counts).map(([kind, wanted]) => {
    const machine = known.get(kind);
    if (!machine) {
      throw new InputError(
        `nodes: there is no kind '${kind}'; choose from ${[
          ...known.keys(),
        ].join(', ')}`,
      );
    }
    const { count, taints } =
      typeof wanted === 'number'
        ? { count: wanted, taints: undefined }
        : wanted;
    const { size, model, partition } = machine;
    const [cpus, memoryGiB] = size;
    return {
      prefix: kind,
      count,
      cpus,
      memoryGiB,
      gpu: model && GPU_MODELS[model],
      gpusPerNode: model ? GPUS_PER_NODE : undefined,
      partition,
      taints,
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

/**
 * Says on the cluster, as the sandbox does on its own, that nothing is computed here: the portal marks runs and what
 * comes of them as simulated.
 */
export async function declareSimulated(client: ClusterClient): Promise<void> {
  await apply(client, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'kube-system',
      annotations: { 'sandbox.silogen.ai/simulated': 'true' },
    },
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
