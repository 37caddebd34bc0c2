import type {
  ClusterQueueSpec,
  CohortSpec,
  FlavorSpec,
  PodSet,
  Quota,
  ResourceGroup,
} from '@silogen/kueue-admission';
import { Random } from './random';
import type { PlannedWorkload, PlayEvent, PlayWorld } from './types';

const GPU = 'amd.com/gpu';
const CPU = 'cpu';
const FLAVOR_LABEL = 'admission-test/flavor';
const TAINT = {
  key: 'admission-test/spot',
  value: 'yes',
  effect: 'NoSchedule',
};
const PRIORITIES = [-10, 0, 0, 0, 50, 100];

/** The same for all worlds, since flavors hold no quota; the last one is tainted. */
export const FLAVORS: FlavorSpec[] = ['f1', 'f2', 'f3'].map(name => ({
  name,
  nodeLabels: { [FLAVOR_LABEL]: name },
  nodeTaints: name === 'f3' ? [TAINT] : [],
}));

const units = (count: number) => BigInt(count) * 1000n;

/** Which resources go together, and in which flavors they come. */
interface Layout {
  groups: { resources: string[]; flavors: string[] }[];
}

function layoutOf(random: Random): Layout {
  const flavors = ['f1', 'f2', 'f3'].slice(0, random.pick([1, 1, 2, 2, 3]));
  const kind = random.int(0, 3);
  if (kind === 0) {
    return { groups: [{ resources: [GPU, CPU], flavors }] };
  }
  const gpus = { resources: [GPU], flavors };
  return kind === 1 && flavors.length === 1
    ? { groups: [gpus, { resources: [CPU], flavors: ['f2'] }] }
    : { groups: [gpus] };
}

/**
 * Where a choice of flavors for one part of a workload stopped early and another part found no room, Kueue goes on with
 * the next flavor in its next cycle, but begins anew if its own write of the status came back in between. What it does
 * then depends on timing, so workloads of several parts have no choice of flavors here.
 */
function hasChoice({ groups }: Layout): boolean {
  return groups.some(({ flavors }) => flavors.length > 1);
}

/** Limits exist only where there is somebody to borrow from and to lend to. */
function quotaOf(random: Random, max: number, hasParent: boolean): Quota {
  const nominal = random.int(0, max);
  return {
    nominal: units(nominal),
    ...(hasParent && random.chance(0.3)
      ? { borrowingLimit: units(random.int(0, 6)) }
      : {}),
    ...(hasParent && random.chance(0.25)
      ? { lendingLimit: units(random.int(0, nominal)) }
      : {}),
  };
}

function groupsOf(
  random: Random,
  { groups }: Layout,
  max: number,
  hasParent: boolean,
): ResourceGroup[] {
  return groups.map(({ resources, flavors }) => ({
    coveredResources: resources,
    flavors: flavors.map(flavor => ({
      flavor,
      resources: Object.fromEntries(
        resources.map(resource => [resource, quotaOf(random, max, hasParent)]),
      ),
    })),
  }));
}

/** One cohort, two below one, or a chain of three with a sibling. */
function cohortsOf(random: Random, layout: Layout): CohortSpec[] {
  const shape = random.int(0, 3);
  const parents: Record<string, string | undefined> = {};
  if (shape >= 1) {
    parents.top = undefined;
  }
  if (shape >= 2) {
    Object.assign(parents, { left: 'top', right: 'top' });
  }
  if (shape >= 3) {
    parents.deep = 'left';
  }
  return Object.entries(parents).map(([name, parent]) => ({
    name,
    ...(parent ? { parent } : {}),
    resourceGroups: random.chance(0.35)
      ? groupsOf(random, layout, 4, parent !== undefined)
      : [],
  }));
}

function queuesOf(
  random: Random,
  layout: Layout,
  cohorts: readonly CohortSpec[],
): ClusterQueueSpec[] {
  const names = cohorts.length > 0 ? cohorts.map(({ name }) => name) : ['all'];
  return Array.from({ length: random.int(1, 4) }, (_, index) => {
    const cohort = random.chance(0.92) ? random.pick(names) : undefined;
    const reclaimWithinCohort = random.pick([
      'Never',
      'LowerPriority',
      'Any',
      'Any',
    ] as const);
    const borrows = reclaimWithinCohort !== 'Never' && random.chance(0.35);
    return {
      name: `q${index + 1}`,
      ...(cohort ? { cohort } : {}),
      resourceGroups: groupsOf(random, layout, 8, cohort !== undefined),
      queueingStrategy: random.chance(0.3) ? 'StrictFIFO' : 'BestEffortFIFO',
      stopPolicy: 'None',
      fungibility: {
        whenCanBorrow: random.pick(['stop', 'next'] as const),
        whenCanPreempt: random.pick(['stop', 'next'] as const),
      },
      preemption: {
        reclaimWithinCohort,
        withinClusterQueue: random.pick([
          'Never',
          'LowerPriority',
          'LowerOrNewerEqualPriority',
        ] as const),
        borrowWithinCohort: borrows
          ? {
              policy: 'LowerPriority' as const,
              ...(random.chance(0.5)
                ? { maxPriorityThreshold: random.pick([-10, 0, 50]) }
                : {}),
            }
          : { policy: 'Never' as const },
      },
      namespaceSelector: 'all',
    };
  });
}

function podSetOf(random: Random, layout: Layout, name: string): PodSet {
  const resources = layout.groups.flatMap(group => group.resources);
  const { flavors } = layout.groups[0];
  const count = random.pick([1, 1, 1, 2]);
  return {
    name,
    count,
    requests: Object.fromEntries(
      resources.map(resource => [
        resource,
        units(random.int(1, count > 1 ? 3 : 6)),
      ]),
    ),
    ...(flavors.length > 1 && random.chance(0.15)
      ? { nodeSelector: { [FLAVOR_LABEL]: random.pick(flavors) } }
      : {}),
    ...(random.chance(0.6)
      ? { tolerations: [{ ...TAINT, operator: 'Equal' }] }
      : {}),
  };
}

function workloadsOf(
  random: Random,
  layout: Layout,
  queues: readonly ClusterQueueSpec[],
): PlannedWorkload[] {
  return Array.from({ length: random.int(6, 11) }, (_, index) => ({
    name: `w${String(index + 1).padStart(2, '0')}`,
    queue: random.pick(queues).name,
    priority: random.pick(PRIORITIES),
    podSets: (!hasChoice(layout) && random.chance(0.3)
      ? ['main', 'side']
      : ['main']
    ).map(name => podSetOf(random, layout, name)),
  }));
}

function eventsOf(
  random: Random,
  workloads: readonly PlannedWorkload[],
): PlayEvent[] {
  const events: PlayEvent[] = [];
  for (const { name } of workloads) {
    events.push({ type: 'arrive', workload: name });
    while (random.chance(0.42)) {
      events.push({
        type: random.chance(0.6) ? 'free' : 'finish',
        pick: random.int(0, 9),
      });
    }
  }
  // What was told to go has gone in the end.
  const last = Array.from({ length: 3 }, () => ({
    type: 'free' as const,
    pick: 0,
  }));
  return [...events, ...last];
}

/** The world of a seed. */
export function generateWorld(seed: number): PlayWorld {
  const random = Random.create(seed);
  const layout = layoutOf(random);
  const cohorts = cohortsOf(random, layout);
  const queues = queuesOf(random, layout, cohorts);
  const workloads = workloadsOf(random, layout, queues);
  const events = eventsOf(random, workloads);
  return { seed, cohorts, queues, flavors: FLAVORS, workloads, events };
}
