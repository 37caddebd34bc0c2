import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  PoolCapacity,
  ProjectCapacity,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  buildSnapshot,
  queueUsage,
  type FlavorResource,
  type QueueUsage,
} from '@silogen/kueue-admission';
import { quantityText, toCount } from '../clusters/amounts';
import type { ClusterRegistry } from '../clusters/types';
import type { ProjectAccess } from '../contracts';
import { requireVisibleProject } from '../permissions/requireVisibleProject';
import type { PoolFacts } from '../pools/poolFacts';
import {
  clusterProblems,
  type ClusterSnapshots,
} from '../quotas/ClusterSnapshots';
import { headroom } from '../quotas/headroom';
import type { ClusterSnapshot } from '../quotas/quotaRows';
import type { QuotaStore } from '../quotas/QuotaStore';
import { amountAt, borrowedAt } from '../quotas/usage';
import { nominalOf } from '../quotas/desiredQueues';

export interface CapacityServiceOptions {
  clusters: ClusterRegistry;
  snapshots: ClusterSnapshots;
  quotas: QuotaStore;
  access: ProjectAccess;
}

/** Where a project may run, and what is free there for it now. */
export class CapacityService {
  readonly #options: CapacityServiceOptions;

  private constructor(options: CapacityServiceOptions) {
    this.#options = options;
  }

  static create(options: CapacityServiceOptions): CapacityService {
    return new CapacityService(options);
  }

  async ofProject(
    project: string,
    options: { credentials: BackstageCredentials },
  ): Promise<ProjectCapacity> {
    const { access, quotas, clusters, snapshots } = this.#options;
    await requireVisibleProject(access, project, options);
    const stored = await quotas.list({ projects: [project] });
    const names = new Set(stored.map(({ cluster }) => cluster));
    const connections = clusters.list().filter(({ name }) => names.has(name));
    const loaded = await Promise.all(
      connections.map(connection => snapshots.of(connection)),
    );
    return {
      project,
      pools: loaded.flatMap(snapshot => poolsOf(snapshot, project)),
      errors: clusterProblems(connections),
    };
  }
}

function poolsOf(snapshot: ClusterSnapshot, project: string): PoolCapacity[] {
  const quota = snapshot.plan.quotas.find(
    candidate => candidate.project === project,
  );
  const tree = buildSnapshot(snapshot.connection.admissionWorld());
  const queue = tree.queues.has(project)
    ? queueUsage(tree, project)
    : undefined;
  return snapshot.plan.pools.flatMap(pool => {
    const entry = quota?.pools.find(({ pool: name }) => name === pool.name);
    return entry && entry.access !== 'none'
      ? [
          describeCapacity({
            snapshot,
            project,
            pool,
            access: entry.access,
            queue,
          }),
        ]
      : [];
  });
}

function describeCapacity(options: {
  snapshot: ClusterSnapshot;
  project: string;
  pool: PoolFacts;
  access: 'borrow' | 'guaranteed';
  /** The project's queue as Kueue counts it; undefined while it is not there. */
  queue: Map<FlavorResource, QueueUsage> | undefined;
}): PoolCapacity {
  const { snapshot, project, pool, access } = options;
  const { connection, plan, usage } = snapshot;
  const { resource } = pool;
  const numbers = usage.get(project);
  const wanted = plan.desired.clusterQueues.find(
    ({ name }) => name === project,
  );
  const room = headroom(options.queue?.get(`${pool.name}/${resource}`));
  const text = (milli: bigint) => quantityText(resource, milli);
  return {
    cluster: connection.name,
    clusterTitle: connection.title,
    pool: pool.name,
    poolTitle: pool.title,
    kind: pool.kind,
    gpuModel: pool.gpuModel,
    vendor: pool.vendor,
    resource,
    access,
    guaranteed: text(wanted ? nominalOf(wanted, pool.name, resource) : 0n),
    used: text(amountAt(numbers?.used, pool.name, resource)),
    borrowed: text(borrowedAt(numbers, pool.name, resource)),
    freeGuaranteed: text(room.freeGuaranteed),
    borrowable: text(room.borrowable),
    reclaimable: text(room.reclaimable),
    capacity: text(pool.capacity.get(resource) ?? 0n),
    waitingAhead: numbers?.waitingCount.get(pool.name) ?? 0,
    largestNode: toCount(pool.largestNode),
    simulated: connection.simulation().simulated,
    observedAt: connection.view.observedAt()?.toISOString(),
  };
}
