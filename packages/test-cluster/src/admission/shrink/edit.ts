import type { Quota, ResourceGroup } from '@silogen/kueue-admission';
import type { PlayWorld } from '../types';

/**
 * Makes a world smaller; nothing where there is nothing left to do. What it takes away it names, so that several edits
 * can be made one after another. The result is a world that the API accepts if the one before was.
 */
export type Edit = (world: PlayWorld) => PlayWorld | undefined;

export function changedQuotas(
  groups: readonly ResourceGroup[],
  change: (quota: Quota, flavor: string, resource: string) => Quota,
): ResourceGroup[] {
  return groups.map(group => ({
    ...group,
    flavors: group.flavors.map(({ flavor, resources }) => ({
      flavor,
      resources: Object.fromEntries(
        Object.entries(resources).map(([resource, quota]) => [
          resource,
          change(quota, flavor, resource),
        ]),
      ),
    })),
  }));
}
