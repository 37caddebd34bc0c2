import { countedAmount, flavorResource } from './amounts';
import { FlavorResource, Quota, ResourceGroup } from './types';

/** Quotas of a node by flavor and resource, in the amounts that Kueue counts. */
export function quotasOf(
  groups: readonly ResourceGroup[],
): Map<FlavorResource, Quota> {
  const quotas = new Map<FlavorResource, Quota>();
  for (const { flavor, resources } of groups.flatMap(group => group.flavors)) {
    for (const [resource, quota] of Object.entries(resources)) {
      const counted = (milli?: bigint) =>
        milli === undefined ? undefined : countedAmount(resource, milli);
      quotas.set(flavorResource(flavor, resource), {
        nominal: countedAmount(resource, quota.nominal),
        borrowingLimit: counted(quota.borrowingLimit),
        lendingLimit: counted(quota.lendingLimit),
      });
    }
  }
  return quotas;
}
