import type { PoolQuota } from '@silogen/backstage-plugin-resource-manager-common';
import {
  addAmounts,
  isGpuResource,
  readAmount,
  type Amounts,
} from '../clusters/amounts';
import { nodesOf } from '../clusters/clusterFacts';
import type { ClusterQueueObject } from '../clusters/kubeTypes';
import type { ClusterConnection } from '../clusters/types';
import type { PoolCatalog } from '../pools/PoolCatalog';
import type { PoolFacts } from '../pools/poolFacts';
import type { ProjectStore } from '../projects/ProjectStore';
import { desiredQueues, type DesiredQueues } from './desiredQueues';
import { isForProjects } from './namespaces';
import type { OwnershipStore, WrittenObjects } from './OwnershipStore';
import { CATCH_ALL_QUEUE, COHORT } from './queueShape';
import type { QuotaRecord, QuotaStore } from './QuotaStore';

/** Everything that decides what a cluster's queues should be. */
export interface ClusterPlan {
  pools: PoolFacts[];
  quotas: QuotaRecord[];
  desired: DesiredQueues;
  written: WrittenObjects;
  /** Projects that cannot be brought to the cluster, and why. */
  refused: Map<string, string>;
  /** Name of the queue that holds what is assigned to nobody. */
  catchAll: string;
}

export function catchAllName(connection: ClusterConnection): string {
  if (connection.writer() !== 'kaiwo') return CATCH_ALL_QUEUE;
  const config = connection.view.get('KaiwoConfig', 'kaiwo') as
    | { spec?: { defaultClusterQueueName?: string } }
    | undefined;
  return config?.spec?.defaultClusterQueueName || 'kaiwo';
}

/** Loads the desired state of one cluster and works out its queues. */
export class ClusterPlanner {
  readonly #options: ClusterPlannerOptions;

  private constructor(options: ClusterPlannerOptions) {
    this.#options = options;
  }

  static create(options: ClusterPlannerOptions): ClusterPlanner {
    return new ClusterPlanner(options);
  }

  /** `instead`: the quotas that projects would have, for previews. */
  async plan(
    connection: ClusterConnection,
    instead: readonly { project: string; pools: PoolQuota[] }[] = [],
  ): Promise<ClusterPlan> {
    const {
      pools: catalog,
      quotas: quotaStore,
      ownership,
      projects,
    } = this.#options;
    const [pools, quotas, written, records] = await Promise.all([
      catalog.facts(connection),
      quotaStore.list({ cluster: connection.name }),
      ownership.written(connection.name),
      projects.list(),
    ]);
    const poolsOf = new Map(quotas.map(quota => [quota.project, quota.pools]));
    for (const { project, pools: given } of instead)
      poolsOf.set(project, given);
    const catchAll = catchAllName(connection);
    const wanted = records
      .filter(project => !project.deleting && poolsOf.has(project.name))
      .map(({ name, id }) => ({ name, id, pools: poolsOf.get(name) ?? [] }));
    const refused = refusedProjects(connection, wanted, { written, catchAll });
    const desired = desiredQueues({
      pools: pools.map(pool => ({
        name: pool.name,
        nodeLabels: pool.nodeLabels,
        mainResource: pool.resource,
        capacity: pool.capacity,
      })),
      gpuResources: gpuResourcesOf(connection),
      projects: wanted.filter(({ name }) => !refused.has(name)),
      cohort: COHORT,
      catchAll,
      foreign: foreignGuarantees(connection, written),
    });
    return { pools, quotas, desired, written, refused, catchAll };
  }
}

function gpuResourcesOf(connection: ClusterConnection): string[] {
  const resources = nodesOf(connection.view).flatMap(node => [
    ...node.capacity.keys(),
  ]);
  return [...new Set(resources)].filter(isGpuResource);
}

/** What queues that are not ours guarantee in our cohort, by flavor: it is not ours to give. */
export function foreignGuarantees(
  connection: ClusterConnection,
  written: WrittenObjects,
): Map<string, Amounts> {
  const guarantees = new Map<string, Amounts>();
  for (const queue of connection.view.all<ClusterQueueObject>('ClusterQueue')) {
    const cohort = queue.spec?.cohortName ?? queue.spec?.cohort;
    if (written.ClusterQueue.has(queue.metadata.name) || cohort !== COHORT)
      continue;
    for (const flavor of (queue.spec?.resourceGroups ?? []).flatMap(
      group => group.flavors,
    )) {
      const amounts = guarantees.get(flavor.name) ?? new Map();
      guarantees.set(flavor.name, amounts);
      addAmounts(
        amounts,
        flavor.resources.map(
          ({ name, nominalQuota }) =>
            [name, readAmount(nominalQuota)] as [string, bigint],
        ),
      );
    }
  }
  return guarantees;
}

function refusedProjects(
  connection: ClusterConnection,
  projects: readonly { name: string; id: string }[],
  { written, catchAll }: { written: WrittenObjects; catchAll: string },
): Map<string, string> {
  const refused = new Map<string, string>();
  for (const { name } of projects) {
    const namespace = connection.view.get('Namespace', name);
    if (name === catchAll) {
      refused.set(
        name,
        `Queue ${name} holds what is assigned to nobody on this cluster; use a project of another name`,
      );
    } else if (
      connection.view.get('ClusterQueue', name) &&
      !written.ClusterQueue.has(name)
    ) {
      refused.set(
        name,
        `A ClusterQueue ${name} is there that this portal did not write; delete or rename it`,
      );
    } else if (
      namespace &&
      !written.Namespace.has(name) &&
      !isForProjects(namespace)
    ) {
      refused.set(
        name,
        `Namespace ${name} is there already and is not a project's; label it kueue-managed=true to hand it over`,
      );
    }
  }
  return refused;
}

export interface ClusterPlannerOptions {
  pools: PoolCatalog;
  quotas: QuotaStore;
  ownership: OwnershipStore;
  projects: ProjectStore;
}
