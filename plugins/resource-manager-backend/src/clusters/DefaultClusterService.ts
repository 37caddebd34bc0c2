import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Cluster,
  Node,
  Queue,
  SyncStatus,
  TakeoverPlan,
} from '@silogen/backstage-plugin-resource-manager-common';
import { pageOf } from '../paging';
import type { PoolStore } from '../pools/PoolStore';
import type { OwnershipStore } from '../quotas/OwnershipStore';
import type { SyncStore } from '../quotas/SyncStore';
import type { TakeoverService } from '../quotas/TakeoverService';
import { worstStatus } from '../quotas/worstStatus';
import { writerProblem } from '../quotas/writerProblem';
import { gpuCounts, holdingsOf, nodesOf } from './clusterFacts';
import type {
  ClusterService,
  ListPageRequest,
  ObservedPage,
} from './ClusterService';
import { describeNode } from './describeNode';
import { describeQueue } from './describeQueue';
import type { ClusterQueueObject } from './kubeTypes';
import type { ClusterConnection, ClusterRegistry } from './types';

export interface DefaultClusterServiceOptions {
  clusters: ClusterRegistry;
  pools: PoolStore;
  ownership: OwnershipStore;
  sync: SyncStore;
  takeover: TakeoverService;
  /** Called when a cluster has something new to be brought to it. */
  onChanged: (cluster: string) => void;
}

/** What the portal knows of its clusters, from the live views. */
export class DefaultClusterService implements ClusterService {
  readonly #options: DefaultClusterServiceOptions;

  private constructor(options: DefaultClusterServiceOptions) {
    this.#options = options;
  }

  static create(options: DefaultClusterServiceOptions): DefaultClusterService {
    return new DefaultClusterService(options);
  }

  async list(): Promise<Cluster[]> {
    return Promise.all(
      this.#options.clusters
        .list()
        .map(connection => this.#describe(connection)),
    );
  }

  async get(name: string): Promise<Cluster> {
    return this.#describe(this.#options.clusters.get(name));
  }

  async nodes(request: ListPageRequest): Promise<ObservedPage<Node>> {
    const connection = this.#options.clusters.get(request.cluster);
    const pools = await this.#options.pools.list(connection.name);
    const page = pageOf(nodesOf(connection.view), {
      ...request,
      keyOf: node => node.name,
    });
    const holdings = holdingsOf(connection.view);
    return {
      ...page,
      items: page.items.map(node =>
        describeNode(node, { holdings: holdings.get(node.name), pools }),
      ),
      observedAt: connection.view.observedAt()?.toISOString(),
    };
  }

  async queues(request: ListPageRequest): Promise<ObservedPage<Queue>> {
    const connection = this.#options.clusters.get(request.cluster);
    const written = await this.#options.ownership.written(connection.name);
    const queues = [
      ...connection.view.all<ClusterQueueObject>('ClusterQueue'),
    ].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    const page = pageOf(queues, {
      ...request,
      keyOf: queue => queue.metadata.name,
    });
    return {
      ...page,
      items: page.items.map(queue =>
        describeQueue(queue, {
          managed: written.ClusterQueue.has(queue.metadata.name),
        }),
      ),
      observedAt: connection.view.observedAt()?.toISOString(),
    };
  }

  async takeoverPlan(name: string): Promise<TakeoverPlan> {
    return this.#options.takeover.plan(name);
  }

  async takeOver(
    request: { cluster: string; planId: string },
    options: { credentials: BackstageCredentials },
  ): Promise<Cluster> {
    await this.#options.takeover.takeOver(request, options);
    this.#options.onChanged(request.cluster);
    return this.get(request.cluster);
  }

  async #describe(connection: ClusterConnection): Promise<Cluster> {
    const { reachable, since, problem } = connection.reachability();
    const nodes = nodesOf(connection.view);
    const { takenOver } = await this.#options.ownership.takeover(
      connection.name,
    );
    const simulation = connection.simulation();
    return {
      name: connection.name,
      title: connection.title,
      server: connection.server,
      simulated: simulation.simulated,
      speed: simulation.speed,
      reachable,
      since: since.toISOString(),
      problem,
      observedAt: connection.view.observedAt()?.toISOString(),
      kubernetesVersion: connection.kubernetesVersion(),
      runtimes: {
        kueue: connection.served('ClusterQueue')?.version,
        kaiwo: connection.served('KaiwoQueueConfig')?.version,
        ray: connection.served('RayJob')?.version,
      },
      writer: connection.writer(),
      writerReason: reachable ? writerProblem(connection)?.message : undefined,
      takenOver,
      nodes: {
        total: nodes.length,
        ready: nodes.filter(node => node.ready).length,
      },
      gpus: gpuCounts(nodes, holdingsOf(connection.view)),
      sync: await this.#sync(connection, takenOver),
    };
  }

  async #sync(
    connection: ClusterConnection,
    takenOver: boolean,
  ): Promise<SyncStatus> {
    if (!takenOver)
      return {
        state: 'unknown',
        message: 'This portal does not manage its queues',
      };
    const records = await this.#options.sync.list({ cluster: connection.name });
    return {
      ...worstStatus(records),
      observedAt: connection.view.observedAt()?.toISOString(),
    };
  }
}
