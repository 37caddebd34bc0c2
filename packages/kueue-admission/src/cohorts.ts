import { addTo } from './amounts';
import { quotasOf } from './quotas';
import { CohortNode, localQuota, QuotaNode } from './tree';
import { AdmissionWorld, CohortSpec } from './types';

/** Mutable only while the tree is put together. */
type CohortUnderConstruction = {
  -readonly [K in keyof CohortNode]: CohortNode[K];
};

/** Names of cohorts whose way up never ends; whoever hangs below a cycle is lost with it. */
function findCyclic(parents: ReadonlyMap<string, string | undefined>) {
  const verdicts = new Map<string, boolean>();
  for (const start of parents.keys()) {
    const path = new Set<string>();
    let next: string | undefined = start;
    while (next !== undefined && !path.has(next) && !verdicts.has(next)) {
      path.add(next);
      next = parents.get(next);
    }
    const cyclic = next !== undefined && (verdicts.get(next) ?? true);
    for (const name of path) {
      verdicts.set(name, cyclic);
    }
  }
  return verdicts;
}

function collectParents(world: AdmissionWorld) {
  const parents = new Map<string, string | undefined>();
  for (const { name, parent } of world.cohorts) {
    parents.set(name, parent);
  }
  const named = [
    ...world.cohorts.map(({ parent }) => parent),
    ...world.clusterQueues.map(({ cohort }) => cohort),
  ];
  for (const name of named) {
    if (name !== undefined && !parents.has(name)) {
      parents.set(name, undefined);
    }
  }
  return parents;
}

function lend(parent: CohortNode, child: QuotaNode): void {
  for (const [key, amount] of child.subtree) {
    addTo(parent.subtree, key, amount - localQuota(child, key));
  }
}

function sum(cohort: CohortNode): void {
  cohort.height = cohort.queues.length > 0 ? 1 : 0;
  for (const child of cohort.cohorts) {
    sum(child);
    lend(cohort, child);
    cohort.height = Math.max(cohort.height, child.height + 1);
  }
  for (const queue of cohort.queues) {
    lend(cohort, queue);
  }
}

/**
 * The cohorts of a world without those in or below a cycle. `seal` sums up quotas once the queues hang in the tree.
 */
export function buildCohorts(world: AdmissionWorld): {
  cohorts: Map<string, CohortNode>;
  seal: () => void;
} {
  const parents = collectParents(world);
  const cyclic = findCyclic(parents);
  const specs = new Map<string, CohortSpec>(
    world.cohorts.map(spec => [spec.name, spec]),
  );
  const cohorts = new Map<string, CohortUnderConstruction>();
  for (const name of parents.keys()) {
    if (!cyclic.get(name)) {
      const quotas = quotasOf(specs.get(name)?.resourceGroups ?? []);
      cohorts.set(name, {
        name,
        quotas,
        subtree: new Map(
          Array.from(quotas, ([key, { nominal }]) => [key, nominal]),
        ),
        usage: new Map(),
        cohorts: [],
        queues: [],
        height: 0,
      });
    }
  }
  const roots: CohortNode[] = [];
  for (const [name, cohort] of cohorts) {
    const parentName = parents.get(name);
    const parent =
      parentName === undefined ? undefined : cohorts.get(parentName);
    if (parent) {
      cohort.parent = parent;
      parent.cohorts.push(cohort);
    } else {
      roots.push(cohort);
    }
  }
  return { cohorts, seal: () => roots.forEach(sum) };
}
