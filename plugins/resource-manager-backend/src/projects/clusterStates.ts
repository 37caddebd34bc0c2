import type {
  Project,
  SyncStatus,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { QuotaStore } from '../quotas/QuotaStore';
import type { SyncStore } from '../quotas/SyncStore';

const STATES: Record<
  SyncStatus['state'],
  Project['clusters'][number]['state']
> = {
  applied: 'ready',
  // Being put back: the namespace and the queue are there.
  drifted: 'ready',
  pending: 'pending',
  failed: 'failed',
  unknown: 'pending',
};

/** By project name: the clusters where it has access to a pool, and how far they are. */
export async function clusterStates(options: {
  quotas: QuotaStore;
  sync: SyncStore;
  projects: readonly string[];
}): Promise<Map<string, Project['clusters']>> {
  const { projects } = options;
  const [quotas, statuses] = await Promise.all([
    options.quotas.list({ projects }),
    options.sync.list({ kind: 'project', names: projects }),
  ]);
  const states = new Map<string, Project['clusters']>(
    projects.map(name => [name, []]),
  );
  for (const { project, cluster, pools } of quotas) {
    if (pools.every(({ access }) => access === 'none')) continue;
    const status = statuses.find(
      record => record.name === project && record.cluster === cluster,
    )?.status;
    states.get(project)?.push({
      cluster,
      state: STATES[status?.state ?? 'pending'],
      message: status?.message,
    });
  }
  return states;
}
