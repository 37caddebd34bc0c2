import { isGpuResource, toCount } from '../clusters/amounts';
import type { ClusterConnection } from '../clusters/types';
import { usageByQueue } from '../quotas/usage';

/** GPUs that a project is guaranteed in a pool, as the cluster has it. */
export interface Guarantee {
  cluster: string;
  project: string;
  pool: string;
  guaranteed: number;
  /** Guaranteed and not used. */
  unused: number;
  /** Asked for by what waits. */
  waiting: number;
}

/** One entry a queue and flavor with GPUs. Queues carry the names of projects, flavors those of pools. */
export function guaranteesOf(
  connection: Pick<ClusterConnection, 'name' | 'admissionWorld'>,
): Guarantee[] {
  const usage = usageByQueue(connection.admissionWorld());
  return [...usage].flatMap(([project, { nominal, used, waiting }]) => {
    const pools = new Set([...nominal.keys(), ...waiting.keys()]);
    return [...pools].flatMap(pool => {
      const entry: Guarantee = {
        cluster: connection.name,
        project,
        pool,
        guaranteed: 0,
        unused: 0,
        waiting: 0,
      };
      const resources = new Set(
        [nominal, waiting].flatMap(amounts => [
          ...(amounts.get(pool)?.keys() ?? []),
        ]),
      );
      for (const resource of resources) {
        if (!isGpuResource(resource)) continue;
        const guaranteed = toCount(nominal.get(pool)?.get(resource));
        const inUse = toCount(used.get(pool)?.get(resource));
        entry.guaranteed += guaranteed;
        entry.unused += Math.max(0, guaranteed - inUse);
        entry.waiting += toCount(waiting.get(pool)?.get(resource));
      }
      return entry.guaranteed + entry.waiting > 0 ? [entry] : [];
    });
  });
}
