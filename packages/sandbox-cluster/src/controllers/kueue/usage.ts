import {
  formatQuantity,
  parseQuantity,
} from '@silogen/backstage-plugin-resource-manager-common';
import { quantityFormat } from './podRequests';
import type {
  FlavorUsageObject,
  ResourceGroupObject,
  WorkloadObject,
} from './types';

/** Milli-units by flavor, then resource. */
export type UsageTotals = Map<string, Map<string, bigint>>;

/** What these Workloads hold together, by their admissions. */
export function totalsOf(workloads: readonly WorkloadObject[]): UsageTotals {
  const totals: UsageTotals = new Map();
  for (const workload of workloads) {
    for (const set of workload.status?.admission?.podSetAssignments ?? []) {
      for (const [resource, flavor] of Object.entries(set.flavors)) {
        const byResource = totals.get(flavor) ?? new Map<string, bigint>();
        const amount = parseQuantity(set.resourceUsage[resource] ?? '0');
        byResource.set(resource, (byResource.get(resource) ?? 0n) + amount);
        totals.set(flavor, byResource);
      }
    }
  }
  return totals;
}

/**
 * Usage as ClusterQueue status shows it: flavors in the queue's order, their resources alphabetically, amounts as
 * quantities. `borrowed` is what goes beyond the nominal quota, and only in a cohort.
 */
export function clusterQueueUsage(
  groups: readonly ResourceGroupObject[],
  totals: UsageTotals,
  inCohort: boolean,
): FlavorUsageObject[] {
  return groups
    .flatMap(group => group.flavors)
    .map(flavor => ({
      name: flavor.name,
      resources: [...flavor.resources]
        .sort((a, b) => a.name.localeCompare(b.name))
        .map(resource => {
          const total = totals.get(flavor.name)?.get(resource.name) ?? 0n;
          const over = total - parseQuantity(resource.nominalQuota);
          const format = quantityFormat(resource.name);
          return {
            name: resource.name,
            total: formatQuantity(total, format),
            borrowed: formatQuantity(inCohort && over > 0n ? over : 0n, format),
          };
        }),
    }));
}

/** The same without `borrowed`: a LocalQueue has no quota of its own. */
export function localQueueUsage(
  groups: readonly ResourceGroupObject[],
  totals: UsageTotals,
): FlavorUsageObject[] {
  return clusterQueueUsage(groups, totals, false).map(flavor => ({
    name: flavor.name,
    resources: flavor.resources.map(({ name, total }) => ({ name, total })),
  }));
}
