import type { KubeObject } from '@silogen/cluster-client';
import type { ClusterQueueSpecObject } from '../clusters/kubeTypes';
import { problem } from '../problems';
import type { DesiredQueues } from './desiredQueues';
import type { WrittenObjects } from './OwnershipStore';
import { queueSpec } from './queueShape';

interface ConfigQueue {
  name: string;
  namespaces?: string[];
  spec?: ClusterQueueSpecObject;
}

interface ConfigFlavor {
  name: string;
  nodeLabels?: Record<string, string>;
  topologyName?: string;
}

interface ConfigPriorityClass {
  metadata: { name: string };
  value: number;
  description?: string;
}

export interface KaiwoQueueConfigObject extends KubeObject {
  spec?: {
    clusterQueues?: ConfigQueue[];
    resourceFlavors?: ConfigFlavor[];
    workloadPriorityClasses?: ConfigPriorityClass[];
    topologies?: unknown[];
  };
}

/** etcd refuses requests above 1.5 MiB; some room is left for metadata and status. */
const MAX_BYTES = 1.4 * 1024 * 1024;

/**
 * Ours replaced, added and removed; foreign entries kept in place. An entry that exists and is not ours stays as it is,
 * even where we would write one of the same name.
 */
function merge<T>(options: {
  present: readonly T[];
  wanted: readonly T[];
  ours: ReadonlySet<string>;
  nameOf: (entry: T) => string;
}): T[] {
  const { present, wanted, ours, nameOf } = options;
  const pending = new Map(wanted.map(entry => [nameOf(entry), entry]));
  const merged = present.flatMap(entry => {
    const name = nameOf(entry);
    const ourEntry = pending.get(name);
    pending.delete(name);
    if (!ours.has(name)) return [entry];
    return ourEntry ? [ourEntry] : [];
  });
  return [...merged, ...pending.values()];
}

/**
 * The configuration with our queues in it. One object holds all queues, so a project's guarantee and what is left for the
 * catch-all queue always change together.
 *
 * @throws Error with code `kaiwo.tooLarge`
 */
export function mergeQueueConfig(
  config: KaiwoQueueConfigObject,
  desired: DesiredQueues,
  written: WrittenObjects,
): KaiwoQueueConfigObject {
  const spec = config.spec ?? {};
  const merged: KaiwoQueueConfigObject = {
    ...config,
    spec: {
      ...spec,
      resourceFlavors: merge({
        present: spec.resourceFlavors ?? [],
        wanted: desired.flavors.map(({ name, nodeLabels }) => ({
          name,
          nodeLabels,
        })),
        ours: written.ResourceFlavor,
        nameOf: flavor => flavor.name,
      }),
      clusterQueues: merge({
        present: spec.clusterQueues ?? [],
        wanted: desired.clusterQueues.map(queue => ({
          name: queue.name,
          namespaces: queue.namespaces,
          spec: queueSpec(queue, 'v1beta1'),
        })),
        ours: written.ClusterQueue,
        nameOf: queue => queue.name,
      }),
      workloadPriorityClasses: merge({
        present: spec.workloadPriorityClasses ?? [],
        wanted: desired.priorityClasses.map(({ name, value, description }) => ({
          metadata: { name },
          value,
          description,
        })),
        ours: written.WorkloadPriorityClass,
        nameOf: priorityClass => priorityClass.metadata.name,
      }),
    },
  };
  requireSmall(merged);
  return merged;
}

function requireSmall(config: KaiwoQueueConfigObject): void {
  const bytes = Buffer.byteLength(JSON.stringify(config));
  if (bytes <= MAX_BYTES) return;
  throw problem(
    'conflict',
    'kaiwo.tooLarge',
    `The queues would take ${(bytes / 1024 / 1024).toFixed(
      2,
    )} MiB in KaiwoQueueConfig kaiwo; 1.4 MiB are possible`,
    [
      {
        field: 'pools',
        problem: "make the cluster's KaiwoQueueConfig larger than 1.4 MiB",
        remedy:
          'Give fewer projects access on this cluster, or give them access to fewer pools',
      },
    ],
  );
}
