import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterRegistry } from '../clusters/types';
import type { Announcer, ClusterLease } from '../contracts';
import type { PoolStore } from '../pools/PoolStore';
import type { ProjectRemover } from '../projects/ProjectRemover';
import type { SeedService } from '../seed/SeedService';
import type { ClusterPlan, ClusterPlanner } from './ClusterPlanner';
import { ClusterReconciler } from './ClusterReconciler';
import { KaiwoQueueWriter } from './KaiwoQueueWriter';
import { KueueQueueWriter } from './KueueQueueWriter';
import type { OwnershipStore } from './OwnershipStore';
import type { SyncStore } from './SyncStore';
import type { TakeoverService } from './TakeoverService';

export interface ReconcilersOptions {
  clusters: ClusterRegistry;
  planner: ClusterPlanner;
  ownership: OwnershipStore;
  sync: SyncStore;
  lease: ClusterLease;
  announcer: Announcer;
  takeover: TakeoverService;
  seed: SeedService;
  /** Clusters on which what somebody else changed is told and left alone. */
  driftKept: ReadonlySet<string>;
  pools: PoolStore;
  remover: ProjectRemover;
  logger: LoggerService;
  now: () => Date;
}

/** One reconciler a cluster, and the work around its rounds. */
export class Reconcilers {
  readonly #options: ReconcilersOptions;
  readonly #reconcilers: ReadonlyMap<string, ClusterReconciler>;

  private constructor(options: ReconcilersOptions) {
    this.#options = options;
    const writers = {
      kaiwo: KaiwoQueueWriter.create(),
      kueue: KueueQueueWriter.create(),
    };
    this.#reconcilers = new Map(
      options.clusters.list().map(connection => [
        connection.name,
        ClusterReconciler.create({
          ...options,
          connection,
          writers,
          random: Math.random,
          keepsDrift: options.driftKept.has(connection.name),
          before: async (cluster, fence) => {
            await options.takeover.takeOverByConsent(cluster, fence);
            if (await options.seed.seedQuotas(cluster))
              options.announcer.announce('quotas');
          },
          after: (_cluster, plan) => this.#after(plan),
        }),
      ]),
    );
  }

  static create(options: ReconcilersOptions): Reconcilers {
    return new Reconcilers(options);
  }

  wake(cluster: string): void {
    this.#reconcilers.get(cluster)?.wake();
  }

  wakeAll(): void {
    for (const reconciler of this.#reconcilers.values()) reconciler.wake();
  }

  start(): void {
    for (const reconciler of this.#reconcilers.values()) reconciler.start();
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.#reconcilers.values()].map(reconciler => reconciler.stop()),
    );
  }

  async #after(plan: ClusterPlan): Promise<void> {
    for (const pool of plan.pools) {
      if (pool.nodes.length && pool.record.resource !== pool.resource) {
        await this.#options.pools.rememberResource(
          pool.record.id,
          pool.resource,
        );
      }
    }
    await this.#options.remover.finish();
  }
}
