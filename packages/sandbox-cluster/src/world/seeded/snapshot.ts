import type { KubeObject } from '@silogen/cluster-client';
import type { KindDefinition } from '../../api/types';
import type { NodeObject } from '../../controllers/runtime/kubeTypes';
import type { ClusterWorld } from '../clusters';
import type { GpuModel, NodeGroup } from '../nodes';
import { initialObjects } from '../seedWorld';
import { keepJobRun } from './jobRun';
import { keepServiceRun } from './serviceRun';
import { WORLD_PROJECTS } from './people';
import type { WorldSnapshot } from './storage';
import { UNHEALTHY_ANNOTATION, type PlannedRun } from './types';
import { WorldBuilder } from './WorldBuilder';

const DAY_MS = 86_400_000;
/** The clusters are older than what is told of them. */
const CLUSTER_AGE_MS = 90 * DAY_MS;

/** GPUs that have failed: their device plugin offers them no more, and the metrics exporter labels the node. */
const UNHEALTHY: Readonly<Record<string, readonly number[]>> = {
  'hall-b-mi210-1': [5],
};

export function unhealthyGpus(node: string): readonly number[] {
  return UNHEALTHY[node] ?? [];
}

const GPU_RESOURCES = ['amd.com/gpu', 'nvidia.com/gpu'];

function withFailedGpus(node: NodeObject): NodeObject {
  const failed = unhealthyGpus(node.metadata.name);
  if (failed.length === 0) {
    return node;
  }
  const labels = Object.fromEntries(
    failed.map(index => [
      `metricsexporter.amd.com.gpu.${index}.state`,
      'unhealthy',
    ]),
  );
  const allocatable = Object.fromEntries(
    Object.entries(node.status?.allocatable ?? {}).map(([name, amount]) => [
      name,
      GPU_RESOURCES.includes(name)
        ? String(Number(amount) - failed.length)
        : amount,
    ]),
  );
  return {
    ...node,
    metadata: {
      ...node.metadata,
      labels: { ...node.metadata.labels, ...labels },
      annotations: {
        ...node.metadata.annotations,
        [UNHEALTHY_ANNOTATION]: failed.join(','),
      },
    },
    status: { ...node.status, allocatable },
  };
}

/** Namespaces of projects, as an administrator hands them over to Kueue and to the portal. */
function projectNamespaces(world: ClusterWorld): KubeObject[] {
  const names = WORLD_PROJECTS.filter(
    name => world.kaiwo || name.startsWith('research-'),
  );
  return names.map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'kubernetes.io/metadata.name': name, 'kueue-managed': 'true' },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }));
}

/** Labels by which the portal's pool, and so the flavor of its name, selects nodes. */
function flavorLabels(model: GpuModel, kaiwo: boolean): Record<string, string> {
  return model.vendor === 'amd'
    ? {
        'amd.com/gpu.product-name': model.productName,
        ...(kaiwo && { 'kaiwo/gpu-model': model.shortName }),
      }
    : { 'nvidia.com/gpu.product': model.productName };
}

function groupOf(
  world: ClusterWorld,
  pool: string,
): NodeGroup & { gpu: GpuModel } {
  const found = world.nodeGroups.find(group => group.gpu?.shortName === pool);
  if (!found?.gpu) {
    throw new Error(`${world.name} has no pool ${pool}`);
  }
  return { ...found, gpu: found.gpu };
}

/**
 * What one cluster holds at the moment at which the world begins: nodes, namespaces, and the objects of all runs, those
 * that have ended and those that live. Computed from the plan alone.
 */
export function buildSnapshot(options: {
  world: ClusterWorld;
  kinds: readonly KindDefinition[];
  runs: readonly PlannedRun[];
  seed: string | number;
  startMs: number;
  speed: number;
}): WorldSnapshot {
  const { world, kinds, seed, startMs, speed } = options;
  const builder = WorldBuilder.create({ seed, cluster: world.name, kinds });
  const logs: WorldSnapshot['logs'][number][] = [];
  const bornMs = startMs - CLUSTER_AGE_MS;
  const nodes = new Map<string, NodeObject>();
  const initial = initialObjects(world, { speed, nowMs: bornMs });
  for (const object of [...initial, ...projectNamespaces(world)]) {
    const born = builder.born(object, bornMs);
    if (object.kind === 'Node') {
      const node = builder.keep(withFailedGpus(born as NodeObject));
      nodes.set(node.metadata.name, node);
    } else {
      builder.keep(born);
    }
  }
  for (const run of options.runs.filter(
    ({ cluster }) => cluster === world.name,
  )) {
    const { gpu } = groupOf(world, run.pool);
    const isService = run.kind === 'KaiwoService' || run.kind === 'Deployment';
    (isService ? keepServiceRun : keepJobRun)({
      builder,
      run,
      model: gpu,
      nodes,
      flavorLabels: flavorLabels(gpu, world.kaiwo),
      kaiwo: {
        defaultClusterQueueName: 'kaiwo',
        schedulerName: 'kaiwo-scheduler',
        dataMountPath: '/workload',
        hfMountPath: '/hf_cache',
      },
      seed: `${seed}/${world.name}`,
      nowMs: startMs,
      log: entry => logs.push(entry),
    });
  }
  return { objects: builder.objects, logs };
}
