import type { PoolNumbers } from '@silogen/backstage-plugin-resource-manager-common';
import { quantityText } from '../clusters/amounts';
import type { PoolFacts } from '../pools/poolFacts';
import type { ClusterPlan } from './ClusterPlanner';
import { nominalOf } from './desiredQueues';
import { amountAt, borrowedAt, type UsageByQueue } from './usage';

/** One pool in one resource: what there is, what is promised, what is taken. */
export function poolNumbers(options: {
  pool: PoolFacts;
  resource: string;
  plan: ClusterPlan;
  usage: UsageByQueue;
}): PoolNumbers {
  const { pool, resource, plan, usage } = options;
  const capacity = pool.capacity.get(resource) ?? 0n;
  const guaranteed = plan.desired.clusterQueues
    .filter(queue => queue.name !== plan.catchAll)
    .reduce((sum, queue) => sum + nominalOf(queue, pool.name, resource), 0n);
  let used = 0n;
  let borrowed = 0n;
  let waiting = 0n;
  for (const queue of usage.values()) {
    used += amountAt(queue.used, pool.name, resource);
    borrowed += borrowedAt(queue, pool.name, resource);
    waiting += amountAt(queue.waiting, pool.name, resource);
  }
  const text = (milli: bigint) => quantityText(resource, milli);
  return {
    capacity: text(capacity),
    guaranteed: text(guaranteed),
    unassigned: text(capacity - guaranteed),
    used: text(used),
    borrowed: text(borrowed),
    waiting: text(waiting),
  };
}
