import type { PoolQuota } from '@silogen/backstage-plugin-resource-manager-common';
import { readAmount, type Amounts } from '../clusters/amounts';

/** Guaranteed, and how far it may borrow and be lent, in milli-units. */
export interface NominalQuota {
  nominal: bigint;
  borrowingLimit?: bigint;
  lendingLimit?: bigint;
}

const MILLI = 1000n;
/** Shares of memory and storage are cut to whole mebibytes, so that they stay readable. */
const MEBIBYTE = 1024n * 1024n * MILLI;

function roundDown(resource: string, milli: bigint): bigint {
  if (resource === 'cpu') return milli;
  const unit =
    resource === 'memory' || resource === 'ephemeral-storage'
      ? MEBIBYTE
      : MILLI;
  return milli - (milli % unit);
}

/**
 * The quota of one project in one pool for every covered resource. A resource that was left out gets the same share of
 * the pool as the main resource; what the pool does not have is 0.
 */
export function fullQuota(options: {
  quota: PoolQuota;
  mainResource: string;
  capacity: Amounts;
  covered: readonly string[];
}): Map<string, NominalQuota> {
  const { quota, mainResource, capacity, covered } = options;
  const given = new Map(
    quota.resources.map(resource => [resource.resource, resource]),
  );
  const main =
    quota.access === 'borrow'
      ? 0n
      : readAmount(given.get(mainResource)?.guaranteed);
  const mainCapacity = capacity.get(mainResource) ?? 0n;
  const share = (resource: string): bigint => {
    if (main === 0n || mainCapacity === 0n || resource === mainResource)
      return 0n;
    const bounded = main > mainCapacity ? mainCapacity : main;
    return roundDown(
      resource,
      ((capacity.get(resource) ?? 0n) * bounded) / mainCapacity,
    );
  };
  return new Map(
    covered.map(resource => {
      const set = given.get(resource);
      if (!set) return [resource, { nominal: share(resource) }];
      return [
        resource,
        {
          nominal: quota.access === 'borrow' ? 0n : readAmount(set.guaranteed),
          ...(set.borrowingLimit !== undefined && {
            borrowingLimit: readAmount(set.borrowingLimit),
          }),
          ...(set.lendingLimit !== undefined && {
            lendingLimit: readAmount(set.lendingLimit),
          }),
        },
      ];
    }),
  );
}
