import type { PoolQuota } from '@silogen/backstage-plugin-resource-manager-common';
import { isGpuResource, maxAmount, type Amounts } from '../clusters/amounts';
import { BASE_RESOURCES } from '../pools/poolFacts';
import { fullQuota, type NominalQuota } from './shares';

/** Queues of one cluster in a neutral form, before any API version. Amounts are milli-units. */
export interface DesiredQueues {
  flavors: { name: string; nodeLabels: Record<string, string> }[];
  clusterQueues: DesiredQueue[];
  localQueues: { namespace: string; name: string; clusterQueue: string }[];
  namespaces: { name: string; projectId: string }[];
  priorityClasses: { name: string; value: number; description: string }[];
  cohorts: { name: string }[];
}

export interface DesiredQueue {
  name: string;
  cohort: string;
  /** Namespaces with a LocalQueue of the queue's name. */
  namespaces: string[];
  coveredResources: string[];
  flavors: { name: string; resources: ({ name: string } & NominalQuota)[] }[];
}

export interface DesiredPool {
  name: string;
  nodeLabels: Record<string, string>;
  mainResource: string;
  capacity: Amounts;
}

export interface DesiredQueuesInput {
  /** In flavor order. */
  pools: readonly DesiredPool[];
  /** GPU resources of the cluster's nodes, ready or not. */
  gpuResources: readonly string[];
  projects: readonly {
    name: string;
    id: string;
    pools: readonly PoolQuota[];
  }[];
  cohort: string;
  /** Queue that holds what is assigned to nobody. */
  catchAll: string;
  /** By flavor, what queues that are not ours guarantee in the same cohort. */
  foreign?: ReadonlyMap<string, Amounts>;
}

export const PRIORITY_CLASSES: DesiredQueues['priorityClasses'] = [
  {
    name: 'low',
    value: -100,
    description: 'Gives way first within its project',
  },
  { name: 'medium', value: 0, description: 'The usual priority' },
  {
    name: 'high',
    value: 100,
    description: 'Gives way last within its project',
  },
];

/** What every flavor of every queue lists: Kueue wants the same resources in the same order. */
export function coveredResources(
  input: Pick<DesiredQueuesInput, 'gpuResources' | 'projects'>,
): string[] {
  const gpus = new Set(input.gpuResources);
  for (const project of input.projects) {
    for (const { resource } of project.pools.flatMap(pool => pool.resources)) {
      if (isGpuResource(resource)) gpus.add(resource);
    }
  }
  return [...BASE_RESOURCES, ...[...gpus].sort()];
}

/**
 * The queues that make the quotas true. What no project is guaranteed stays with the catch-all queue, so that the cohort's
 * guarantees add up to what the cluster has. A project without access to any pool has no queue.
 */
export function desiredQueues(input: DesiredQueuesInput): DesiredQueues {
  const covered = coveredResources(input);
  const projects = input.projects
    .map(project => ({ project, queue: projectQueue(input, project, covered) }))
    .filter(({ queue }) => queue.flavors.length > 0)
    .sort((a, b) => (a.project.name < b.project.name ? -1 : 1));
  const queues = projects.map(({ queue }) => queue);
  return {
    flavors: input.pools.map(({ name, nodeLabels }) => ({ name, nodeLabels })),
    clusterQueues: input.pools.length
      ? [catchAllQueue(input, queues, covered), ...queues]
      : queues,
    localQueues: queues.map(({ name }) => ({
      namespace: name,
      name,
      clusterQueue: name,
    })),
    namespaces: projects.map(({ project }) => ({
      name: project.name,
      projectId: project.id,
    })),
    priorityClasses: PRIORITY_CLASSES,
    cohorts: [{ name: input.cohort }],
  };
}

function projectQueue(
  input: DesiredQueuesInput,
  project: DesiredQueuesInput['projects'][number],
  covered: string[],
): DesiredQueue {
  const flavors = input.pools.flatMap(pool => {
    const quota = project.pools.find(({ pool: name }) => name === pool.name);
    if (!quota || quota.access === 'none') return [];
    const full = fullQuota({
      quota,
      mainResource: pool.mainResource,
      capacity: pool.capacity,
      covered,
    });
    return [
      {
        name: pool.name,
        resources: [...full].map(([name, amounts]) => ({ name, ...amounts })),
      },
    ];
  });
  return {
    name: project.name,
    cohort: input.cohort,
    namespaces: [project.name],
    coveredResources: covered,
    flavors,
  };
}

function catchAllQueue(
  input: DesiredQueuesInput,
  queues: readonly DesiredQueue[],
  covered: string[],
): DesiredQueue {
  return {
    name: input.catchAll,
    cohort: input.cohort,
    namespaces: [],
    coveredResources: covered,
    flavors: input.pools.map(pool => ({
      name: pool.name,
      resources: covered.map(resource => {
        const assigned = queues.reduce(
          (sum, queue) => sum + nominalOf(queue, pool.name, resource),
          input.foreign?.get(pool.name)?.get(resource) ?? 0n,
        );
        // Below zero after node loss: then the guarantees are not backed, and nothing is left over.
        return {
          name: resource,
          nominal: maxAmount(
            0n,
            (pool.capacity.get(resource) ?? 0n) - assigned,
          ),
        };
      }),
    })),
  };
}

export function nominalOf(
  queue: DesiredQueue,
  flavor: string,
  resource: string,
): bigint {
  return (
    queue.flavors
      .find(({ name }) => name === flavor)
      ?.resources.find(({ name }) => name === resource)?.nominal ?? 0n
  );
}
