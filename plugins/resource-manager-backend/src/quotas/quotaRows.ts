import type {
  QuotaRow,
  SyncStatus,
} from '@silogen/backstage-plugin-resource-manager-common';
import { quantityText } from '../clusters/amounts';
import type { ClusterConnection } from '../clusters/types';
import type { ProjectRecord } from '../contracts';
import type { PoolFacts } from '../pools/poolFacts';
import type { ClusterPlan } from './ClusterPlanner';
import { amountAt, borrowedAt, type UsageByQueue } from './usage';

/** One cluster's state, loaded once for all rows of a page. */
export interface ClusterSnapshot {
  connection: ClusterConnection;
  plan: ClusterPlan;
  usage: UsageByQueue;
  takenOver: boolean;
  /** By project name. */
  sync: Map<string, SyncStatus>;
}

/** How far one project's quota on one cluster is, in words for people. */
export function quotaSync(
  snapshot: ClusterSnapshot,
  project: string,
): SyncStatus {
  const { connection, takenOver, sync } = snapshot;
  const { reachable, problem } = connection.reachability();
  const observedAt = connection.view.observedAt()?.toISOString();
  const hasQuota = snapshot.plan.quotas.some(
    quota => quota.project === project,
  );
  if (!hasQuota)
    return { state: 'unknown', message: 'No quota was set', observedAt };
  if (!takenOver) {
    return {
      state: 'pending',
      message: "Waits until this portal manages the cluster's queues",
      observedAt,
    };
  }
  const known: SyncStatus = sync.get(project) ?? {
    state: 'pending',
    message: 'On its way to the cluster',
  };
  if (!reachable && known.state !== 'applied') {
    return {
      ...known,
      message: `The cluster cannot be reached: ${problem}`,
      observedAt,
    };
  }
  return { ...known, observedAt };
}

export function quotaRow(options: {
  snapshot: ClusterSnapshot;
  project: ProjectRecord;
  pool: PoolFacts;
  resource: string;
}): QuotaRow {
  const { snapshot, project, pool, resource } = options;
  const { plan, connection } = snapshot;
  const stored = plan.quotas.find(quota => quota.project === project.name);
  const quota = stored?.pools.find(({ pool: name }) => name === pool.name);
  const wanted = plan.desired.clusterQueues
    .find(queue => queue.name === project.name)
    ?.flavors.find(flavor => flavor.name === pool.name)
    ?.resources.find(({ name }) => name === resource);
  const used = snapshot.usage.get(project.name);
  const text = (milli: bigint) => quantityText(resource, milli);
  const limit = (milli: bigint | undefined) =>
    milli === undefined ? undefined : text(milli);
  return {
    project: project.name,
    projectTitle: project.title,
    department: project.department,
    departmentTitle: project.departmentTitle,
    cluster: connection.name,
    clusterTitle: connection.title,
    pool: pool.name,
    poolTitle: pool.title,
    resource,
    access: quota?.access ?? 'none',
    guaranteed: text(wanted?.nominal ?? 0n),
    borrowingLimit: limit(wanted?.borrowingLimit),
    lendingLimit: limit(wanted?.lendingLimit),
    used: text(amountAt(used?.used, pool.name, resource)),
    borrowed: text(borrowedAt(used, pool.name, resource)),
    waiting: text(amountAt(used?.waiting, pool.name, resource)),
    version: stored?.version ?? 0,
    sync: quotaSync(snapshot, project.name),
  };
}
