import type {
  Pool,
  SyncStatus,
} from '@silogen/backstage-plugin-resource-manager-common';
import { toQuantities } from '../clusters/amounts';
import { poolNumbers } from '../quotas/poolNumbers';
import type { ClusterSnapshot } from '../quotas/quotaRows';
import type { PoolFacts } from './poolFacts';

export function describePool(options: {
  pool: PoolFacts;
  snapshot: ClusterSnapshot;
  sync: SyncStatus | undefined;
}): Pool {
  const { pool, snapshot, sync } = options;
  const { connection, plan, usage, takenOver } = snapshot;
  const observedAt = connection.view.observedAt()?.toISOString();
  const notManaged: SyncStatus = {
    state: 'unknown',
    message: "This portal does not manage the cluster's queues",
  };
  const onItsWay: SyncStatus = {
    state: 'pending',
    message: 'On its way to the cluster',
  };
  return {
    cluster: pool.cluster,
    clusterTitle: connection.title,
    name: pool.name,
    title: pool.title,
    kind: pool.kind,
    gpuModel: pool.gpuModel,
    vendor: pool.vendor,
    resource: pool.resource,
    selector: pool.selector,
    version: pool.record.version,
    nodes: pool.nodes.length,
    readyNodes: pool.readyNodes,
    capacity: toQuantities(pool.capacity),
    numbers: poolNumbers({ pool, resource: pool.resource, plan, usage }),
    sync: { ...(takenOver ? sync ?? onItsWay : notManaged), observedAt },
    observedAt,
  };
}
