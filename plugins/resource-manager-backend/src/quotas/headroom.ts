import type { QueueUsage } from '@silogen/kueue-admission';

/** What one queue could get of one resource in one flavor, in milli-units. */
export interface Headroom {
  /** Inside the guarantee, without waiting or suspending anyone. */
  freeGuaranteed: bigint;
  /** Beyond the guarantee, of what others do not use. */
  borrowable: bigint;
  /** Part of the guarantee that others have borrowed: taking it back suspends one of theirs. */
  reclaimable: bigint;
}

/** Undefined for a flavor that the queue does not list: it can get nothing there. */
export function headroom(usage: QueueUsage | undefined): Headroom {
  if (!usage) return { freeGuaranteed: 0n, borrowable: 0n, reclaimable: 0n };
  const { nominal, used, available } = usage;
  const unused = nominal > used ? nominal - used : 0n;
  const freeGuaranteed = available < unused ? available : unused;
  return {
    freeGuaranteed,
    borrowable: available - freeGuaranteed,
    reclaimable: unused - freeGuaranteed,
  };
}
