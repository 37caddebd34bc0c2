import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';

/** A project's use of one pool in milli-units. */
export interface QuotaSegments {
  /** Used inside the guarantee. */
  inside: bigint;
  /** Used beyond it. */
  borrowed: bigint;
  /** Guaranteed and not used. */
  free: bigint;
  /** What the bar stands for: the scale, or what is needed to show the three. */
  total: bigint;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/**
 * The three parts of a quota bar. `borrowed` is taken from the API where given: with lending, what a project borrows is
 * not always what it uses beyond its guarantee.
 */
export function quotaSegments(quota: {
  guaranteed: string;
  used: string;
  borrowed?: string;
  scale?: string;
}): QuotaSegments {
  const guaranteed = parseQuantity(quota.guaranteed);
  const used = parseQuantity(quota.used);
  const borrowed =
    quota.borrowed === undefined
      ? max(used - guaranteed, 0n)
      : parseQuantity(quota.borrowed);
  const inside = max(used - borrowed, 0n);
  const free = max(guaranteed - inside, 0n);
  const needed = inside + borrowed + free;
  return {
    inside,
    borrowed,
    free,
    total: max(needed, parseQuantity(quota.scale ?? '0')),
  };
}

/** Share of a part in the bar, in percent. */
export function percentOf(part: bigint, total: bigint): number {
  return total === 0n ? 0 : Number((part * 10_000n) / total) / 100;
}
