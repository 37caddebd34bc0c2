import type { ClusterRegistry } from '../clusters/types';
import { isGpuResource, quantityText } from '../clusters/amounts';
import { nodesOf } from '../clusters/clusterFacts';
import type { PoolAccess, QuotaDirectory } from '../contracts';
import type { PoolCatalog } from '../pools/PoolCatalog';
import { coveredResources } from './desiredQueues';
import type { QuotaStore } from './QuotaStore';
import { fullQuota } from './shares';

/** Where projects may run, with the shares of what was left out filled in. */
export class DefaultQuotaDirectory implements QuotaDirectory {
  readonly #options: {
    quotas: QuotaStore;
    pools: PoolCatalog;
    clusters: ClusterRegistry;
  };

  private constructor(options: {
    quotas: QuotaStore;
    pools: PoolCatalog;
    clusters: ClusterRegistry;
  }) {
    this.#options = options;
  }

  static create(options: {
    quotas: QuotaStore;
    pools: PoolCatalog;
    clusters: ClusterRegistry;
  }): DefaultQuotaDirectory {
    return new DefaultQuotaDirectory(options);
  }

  async accessOf(project: string): Promise<PoolAccess[]> {
    const { quotas, pools, clusters } = this.#options;
    const stored = await quotas.list({ projects: [project] });
    const found = await Promise.all(
      stored.map(async quota => {
        const connection = clusters.find(quota.cluster);
        if (!connection) return [];
        const facts = await pools.facts(connection);
        const gpuResources = nodesOf(connection.view)
          .flatMap(node => [...node.capacity.keys()])
          .filter(isGpuResource);
        const covered = coveredResources({
          gpuResources,
          projects: [{ name: project, id: '', pools: quota.pools }],
        });
        return facts.flatMap((pool): PoolAccess[] => {
          const entry = quota.pools.find(
            ({ pool: name }) => name === pool.name,
          );
          if (!entry || entry.access === 'none') return [];
          const full = fullQuota({
            quota: entry,
            mainResource: pool.resource,
            capacity: pool.capacity,
            covered,
          });
          return [
            {
              cluster: quota.cluster,
              pool: pool.name,
              access: entry.access,
              resources: [...full].map(([resource, amounts]) => ({
                resource,
                guaranteed: quantityText(resource, amounts.nominal),
                ...(amounts.borrowingLimit !== undefined && {
                  borrowingLimit: quantityText(
                    resource,
                    amounts.borrowingLimit,
                  ),
                }),
                ...(amounts.lendingLimit !== undefined && {
                  lendingLimit: quantityText(resource, amounts.lendingLimit),
                }),
              })),
            },
          ];
        });
      }),
    );
    return found.flat();
  }
}
