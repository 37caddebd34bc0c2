import { addTo, splitFlavorResource } from './amounts';
import { buildSnapshot } from './snapshot';
import { Amounts, QuotaNode, rootOf } from './tree';
import { AdmissionWorld } from './types';
import { borrowedBy } from './usage';

/** What one tree of cohorts has of a flavor and resource, in milli-units. */
export interface PoolNumbers {
  /** Name of the root cohort, or of a queue that has none. */
  root: string;
  /** False for a queue without cohort. */
  isCohort: boolean;
  flavor: string;
  resource: string;
  /** Of all queues and cohorts of the tree. */
  nominal: bigint;
  used: bigint;
  /** Sum of what each queue uses beyond its own nominal quota. */
  borrowed: bigint;
  /** Nominal less used; negative where quota was taken away under running workloads. */
  free: bigint;
}

interface Pool {
  nominal: Amounts;
  used: Amounts;
  borrowed: Amounts;
}

/** What each tree of cohorts has, uses and has left, by flavor and resource. */
export function poolNumbers(world: AdmissionWorld): PoolNumbers[] {
  const { cohorts, queues } = buildSnapshot(world);
  const pools = new Map<QuotaNode, Pool>();
  const poolOf = (node: QuotaNode): Pool => {
    const root = rootOf(node);
    const pool = pools.get(root) ?? {
      nominal: new Map(),
      used: new Map(),
      borrowed: new Map(),
    };
    pools.set(root, pool);
    return pool;
  };
  for (const node of [...cohorts.values(), ...queues.values()]) {
    for (const [key, { nominal }] of node.quotas) {
      addTo(poolOf(node).nominal, key, nominal);
    }
  }
  for (const queue of queues.values()) {
    const pool = poolOf(queue);
    for (const [key, used] of queue.usage) {
      addTo(pool.used, key, used);
      addTo(pool.borrowed, key, borrowedBy(queue, key));
    }
  }
  return Array.from(pools, ([root, { nominal, used, borrowed }]) =>
    [...new Set([...nominal.keys(), ...used.keys()])].map(key => ({
      root: root.name,
      isCohort: cohorts.get(root.name) === root,
      ...splitFlavorResource(key),
      nominal: nominal.get(key) ?? 0n,
      used: used.get(key) ?? 0n,
      borrowed: borrowed.get(key) ?? 0n,
      free: (nominal.get(key) ?? 0n) - (used.get(key) ?? 0n),
    })),
  ).flat();
}
