import type { PlayWorld } from '../types';

/** What Kueue's API would refuse, or what names something that is not there; one line each. */
export function worldProblems(world: PlayWorld): string[] {
  const { cohorts, queues, workloads, events } = world;
  const problems: string[] = [];
  const mind = (isFine: boolean, problem: string) => {
    if (!isFine) {
      problems.push(problem);
    }
  };
  const namesOf = (list: readonly { name: string }[]) =>
    new Set(list.map(({ name }) => name));
  for (const { name, queue, podSets } of workloads) {
    mind(namesOf(queues).has(queue), `${name}: no queue ${queue}`);
    mind(podSets.length > 0, `${name}: no pods`);
    for (const { requests } of podSets) {
      mind(Object.keys(requests).length > 0, `${name}: asks for nothing`);
    }
  }
  const arriving = events.flatMap(event =>
    event.type === 'arrive' ? event.workload : [],
  );
  mind(
    arriving.join() === workloads.map(({ name }) => name).join(),
    `workloads ${[...namesOf(workloads)]}, but ${arriving} arrive`,
  );
  for (const { name, parent } of cohorts) {
    const known = !parent || namesOf(cohorts).has(parent);
    mind(known, `${name}: no cohort ${parent}`);
  }
  for (const { name, parent, resourceGroups } of [
    ...cohorts,
    ...queues.map(queue => ({ ...queue, parent: queue.cohort })),
  ]) {
    for (const { coveredResources, flavors } of resourceGroups) {
      mind(coveredResources.length > 0, `${name}: a group of no resources`);
      mind(flavors.length > 0, `${name}: a group of no flavors`);
      for (const { flavor, resources } of flavors) {
        mind(
          Object.keys(resources).join() === coveredResources.join(),
          `${name}: flavor ${flavor} does not have ${coveredResources}`,
        );
        for (const quota of Object.values(resources)) {
          const { nominal, borrowingLimit, lendingLimit } = quota;
          const isLimited =
            borrowingLimit !== undefined || lendingLimit !== undefined;
          mind(!isLimited || Boolean(parent), `${name}: a limit, no parent`);
          mind((lendingLimit ?? 0n) <= nominal, `${name}: lends what it lacks`);
        }
      }
    }
  }
  for (const { name, preemption } of queues) {
    mind(
      preemption.reclaimWithinCohort !== 'Never' ||
        preemption.borrowWithinCohort.policy === 'Never',
      `${name}: borrows by preemption, but does not reclaim`,
    );
  }
  return problems;
}
