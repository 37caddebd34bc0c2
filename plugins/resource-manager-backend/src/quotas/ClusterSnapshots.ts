import type { ClusterProblem } from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterConnection, ClusterRegistry } from '../clusters/types';
import type { ClusterPlanner } from './ClusterPlanner';
import type { OwnershipStore } from './OwnershipStore';
import type { ClusterSnapshot } from './quotaRows';
import type { SyncStore } from './SyncStore';
import { usageByQueue } from './usage';

/** Reads all that pages about quotas need of a cluster. */
export class ClusterSnapshots {
  readonly #options: ClusterSnapshotsOptions;

  private constructor(options: ClusterSnapshotsOptions) {
    this.#options = options;
  }

  static create(options: ClusterSnapshotsOptions): ClusterSnapshots {
    return new ClusterSnapshots(options);
  }

  async of(connection: ClusterConnection): Promise<ClusterSnapshot> {
    const { planner, ownership, sync } = this.#options;
    const [plan, takeover, records] = await Promise.all([
      planner.plan(connection),
      ownership.takeover(connection.name),
      sync.list({ kind: 'project', cluster: connection.name }),
    ]);
    return {
      connection,
      plan,
      usage: usageByQueue(connection.admissionWorld()),
      takenOver: takeover.takenOver,
      sync: new Map(records.map(record => [record.name, record.status])),
    };
  }

  /** One cluster, or all of them. */
  async list(cluster?: string): Promise<ClusterSnapshot[]> {
    const { clusters } = this.#options;
    const chosen =
      cluster === undefined ? clusters.list() : [clusters.get(cluster)];
    return Promise.all(chosen.map(connection => this.of(connection)));
  }
}

/** Clusters whose numbers are old or missing, and since when. */
export function clusterProblems(
  connections: readonly ClusterConnection[],
): ClusterProblem[] {
  return connections.flatMap(connection => {
    const { reachable, since, problem } = connection.reachability();
    if (reachable) return [];
    return [
      {
        cluster: connection.name,
        code: 'cluster.unreachable' as const,
        message: problem ?? 'It cannot be reached',
        since: since.toISOString(),
      },
    ];
  });
}

export interface ClusterSnapshotsOptions {
  clusters: ClusterRegistry;
  planner: ClusterPlanner;
  ownership: OwnershipStore;
  sync: SyncStore;
}
