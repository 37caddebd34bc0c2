import { nodesOf } from '../clusters/clusterFacts';
import type { ClusterConnection, ClusterRegistry } from '../clusters/types';
import type { PoolDirectory, PoolSummary } from '../contracts';
import { describePools, type PoolFacts } from './poolFacts';
import type { PoolStore } from './PoolStore';

/** The pools of a cluster together with what its nodes show. */
export class PoolCatalog implements PoolDirectory {
  readonly #store: PoolStore;
  readonly #clusters: ClusterRegistry;

  private constructor(options: {
    store: PoolStore;
    clusters: ClusterRegistry;
  }) {
    this.#store = options.store;
    this.#clusters = options.clusters;
  }

  static create(options: {
    store: PoolStore;
    clusters: ClusterRegistry;
  }): PoolCatalog {
    return new PoolCatalog(options);
  }

  async list(cluster: string): Promise<PoolSummary[]> {
    const connection = this.#clusters.find(cluster);
    return connection ? this.facts(connection) : [];
  }

  /** In pool order. */
  async facts(connection: ClusterConnection): Promise<PoolFacts[]> {
    const records = await this.#store.list(connection.name);
    return describePools(records, nodesOf(connection.view), {
      kaiwo: connection.writer() === 'kaiwo',
    });
  }
}
