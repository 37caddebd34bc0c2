import type {
  ClusterQueueSpec,
  CohortSpec,
  ResourceGroup,
} from '@silogen/kueue-admission';
import type { PlayWorld } from '../types';
import { changedQuotas, type Edit } from './edit';
import { without } from './eventEdits';

function queueEdit(gone: string): Edit {
  return world => {
    const queues = world.queues.filter(({ name }) => name !== gone);
    if (queues.length === 0 || queues.length === world.queues.length) {
      return undefined;
    }
    const names = new Set(
      world.workloads.flatMap(({ name, queue }) =>
        queue === gone ? name : [],
      ),
    );
    const arrivals = world.events.filter(
      event => event.type === 'arrive' && names.has(event.workload),
    );
    const smaller = { ...world, queues };
    return without(new Set(arrivals))(smaller) ?? smaller;
  };
}

const unlimited = (groups: readonly ResourceGroup[]) =>
  changedQuotas(groups, ({ nominal }) => ({ nominal }));

/** Children move up one level; without a parent there are no limits. */
function cohortEdit(gone: string): Edit {
  return world => {
    const cohort = world.cohorts.find(({ name }) => name === gone);
    if (!cohort) {
      return undefined;
    }
    const { parent } = cohort;
    const lifted = (resourceGroups: ResourceGroup[]) => ({
      resourceGroups: parent ? resourceGroups : unlimited(resourceGroups),
    });
    return {
      ...world,
      cohorts: world.cohorts
        .filter(({ name }) => name !== gone)
        .map(each =>
          each.parent === gone
            ? { ...each, ...lifted(each.resourceGroups), parent }
            : each,
        ),
      queues: world.queues.map(each =>
        each.cohort === gone
          ? { ...each, ...lifted(each.resourceGroups), cohort: parent }
          : each,
      ),
    };
  };
}

/** A cohort that is only named, not an object; one with a parent, quota or children has to be one. */
function implicitCohortEdit(gone: string): Edit {
  return world => {
    const cohort = world.cohorts.find(({ name }) => name === gone);
    const isPlain =
      cohort &&
      !cohort.parent &&
      cohort.resourceGroups.length === 0 &&
      world.cohorts.every(({ parent }) => parent !== gone);
    return isPlain
      ? {
          ...world,
          cohorts: world.cohorts.filter(({ name }) => name !== gone),
        }
      : undefined;
  };
}

function inAllGroups(
  world: PlayWorld,
  change: (groups: ResourceGroup[]) => ResourceGroup[],
): PlayWorld {
  const changed = <T extends ClusterQueueSpec | CohortSpec>(each: T): T => ({
    ...each,
    resourceGroups: change(each.resourceGroups),
  });
  return {
    ...world,
    cohorts: world.cohorts.map(changed),
    queues: world.queues.map(changed),
  };
}

function flavorEdit(gone: string): Edit {
  return world => {
    const groups = world.queues.flatMap(each => each.resourceGroups);
    const offering = groups.filter(({ flavors }) =>
      flavors.some(({ flavor }) => flavor === gone),
    );
    if (
      offering.length === 0 ||
      offering.some(({ flavors }) => flavors.length === 1)
    ) {
      return undefined;
    }
    return inAllGroups(world, all =>
      all.map(group => ({
        ...group,
        flavors: group.flavors.filter(({ flavor }) => flavor !== gone),
      })),
    );
  };
}

function resourceEdit(gone: string): Edit {
  const rest = <T>(values: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(values).filter(([name]) => name !== gone),
    );
  return world => {
    const podSets = world.workloads.flatMap(each => each.podSets);
    if (podSets.some(({ requests }) => Object.keys(requests).length === 1)) {
      return undefined;
    }
    const smaller = inAllGroups(world, groups =>
      groups
        .filter(({ coveredResources }) => coveredResources.join() !== gone)
        .map(({ coveredResources, flavors }) => ({
          coveredResources: coveredResources.filter(name => name !== gone),
          flavors: flavors.map(each => ({
            ...each,
            resources: rest(each.resources),
          })),
        })),
    );
    return {
      ...smaller,
      workloads: world.workloads.map(workload => ({
        ...workload,
        podSets: workload.podSets.map(podSet => ({
          ...podSet,
          requests: rest(podSet.requests),
        })),
      })),
    };
  };
}

/** What there is: queues, levels of cohorts, flavors, resources. */
export function structureEdits(world: PlayWorld): Edit[] {
  const groups = world.queues.flatMap(each => each.resourceGroups);
  const flavors = groups.flatMap(each => each.flavors);
  const resources = groups.flatMap(each => each.coveredResources);
  const names = (values: readonly { name: string }[]) =>
    values.map(({ name }) => name);
  return [
    ...names(world.queues).map(queueEdit),
    ...names(world.cohorts).map(cohortEdit),
    ...names(world.cohorts).map(implicitCohortEdit),
    ...[...new Set(flavors.map(({ flavor }) => flavor))].map(flavorEdit),
    ...[...new Set(resources)].map(resourceEdit),
  ];
}
