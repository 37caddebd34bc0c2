import fc from 'fast-check';
import { gpus, KEY, queue, workload, world } from './__testUtils__/worlds';
import { Snapshot } from './snapshot';
import {
  addUsage,
  availableAt,
  borrowLevel,
  localQuota,
  potentialAt,
  removeUsage,
  rootOf,
  subtreeOf,
  usageOf,
} from './tree';
import { buildSnapshot, schedule } from '.';
import type { AdmissionWorld, CohortSpec, Quota } from '.';

/** A cohort with quota of its own. */
const cohort = (
  name: string,
  quota: Quota | undefined,
  parent?: string,
): CohortSpec => ({
  name,
  parent,
  resourceGroups: quota ? queue(name, quota).resourceGroups : [],
});

/** top ← left ← a, a2; top ← right ← b */
const nested = (quotas: Partial<Record<'a' | 'a2' | 'b' | 'left' | 'right' | 'top', Quota>>) =>
  world(
    [
      queue('a', quotas.a ?? { nominal: 0n }, { cohort: 'left' }),
      queue('a2', quotas.a2 ?? { nominal: 0n }, { cohort: 'left' }),
      queue('b', quotas.b ?? { nominal: 0n }, { cohort: 'right' }),
    ],
    [],
    {
      cohorts: [
        cohort('left', quotas.left, 'top'),
        cohort('right', quotas.right, 'top'),
        cohort('top', quotas.top),
      ],
    },
  );

const q = (nominal: number, lending?: number, borrowing?: number): Quota => ({
  nominal: gpus(nominal),
  lendingLimit: lending === undefined ? undefined : gpus(lending),
  borrowingLimit: borrowing === undefined ? undefined : gpus(borrowing),
});

const at = <T>(map: ReadonlyMap<string, T>, name: string): T => {
  const found = map.get(name);
  if (found === undefined) {
    throw new Error(`${name} is not in the tree`);
  }
  return found;
};

describe('nested cohorts', () => {
  it.each<[string, AdmissionWorld, [number, number]]>([
    ['lend everything by default', nested({ a: q(2), b: q(6) }), [8, 8]],
    ['have quota of their own', nested({ top: q(4), left: q(2) }), [6, 6]],
    ['keep what a queue does not lend', nested({ a: q(8, 2), b: q(8) }), [16, 10]],
    ['keep what a cohort does not lend', nested({ a: q(8), left: q(0, 3), b: q(8) }), [16, 11]],
    ['lend nothing at lending limit 0', nested({ a: q(8, 0), b: q(8) }), [16, 8]],
    ['bound what a queue borrows', nested({ a: q(2, undefined, 1), b: q(8) }), [3, 10]],
    ['bound what a cohort borrows', nested({ a: q(2), left: q(0, undefined, 3), b: q(8) }), [5, 10]],
  ])('%s', (_, place, [a, b]) => {
    const { queues } = buildSnapshot(place);
    const found = ['a', 'b'].map(name => [
      availableAt(at(queues, name), KEY),
      potentialAt(at(queues, name), KEY),
    ]);
    expect(found).toEqual([
      [gpus(a), gpus(a)],
      [gpus(b), gpus(b)],
    ]);
  });

  it.each([
    [2, 0, true],
    [3, 1, true],
    [6, 1, true],
    [7, 2, false],
    [99, 2, false],
  ])('an amount of %p is borrowed from level %p', (amount, level, belowRoot) => {
    const { queues } = buildSnapshot(nested({ a: q(2), a2: q(4), b: q(8) }));
    expect(borrowLevel(at(queues, 'a'), KEY, gpus(amount))).toEqual({
      level,
      belowRoot,
    });
  });
});

const quotas = () =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 10 }),
      fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
      fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
    )
    .map(([nominal, lending, borrowing]) => q(nominal, lending, borrowing));

const trees = () =>
  fc
    .record({
      a: quotas(),
      a2: quotas(),
      b: quotas(),
      left: quotas(),
      right: quotas(),
      top: fc.integer({ min: 0, max: 10 }).map(nominal => q(nominal)),
    })
    .map(nested);

const NAMES = ['a', 'a2', 'b'];
const usages = () =>
  fc.array(
    fc.tuple(fc.constantFrom(...NAMES), fc.integer({ min: 0, max: 12 })),
    { maxLength: 12 },
  );

function usageOfAll({ queues, cohorts }: Snapshot): [string, bigint][] {
  return [...queues.values(), ...cohorts.values()].map(node => [
    node.name,
    usageOf(node, KEY),
  ]);
}

describe('addUsage and removeUsage', () => {
  it('are inverse', () => {
    fc.assert(
      fc.property(trees(), usages(), usages(), (place, base, more) => {
        const snapshot = buildSnapshot(place);
        const { queues } = snapshot;
        base.forEach(([name, n]) => addUsage(at(queues, name), KEY, gpus(n)));
        const before = usageOfAll(snapshot);
        more.forEach(([name, n]) => addUsage(at(queues, name), KEY, gpus(n)));
        [...more]
          .reverse()
          .forEach(([name, n]) => removeUsage(at(queues, name), KEY, gpus(n)));
        expect(usageOfAll(snapshot)).toEqual(before);
      }),
    );
  });

  it('do not care about order', () => {
    fc.assert(
      fc.property(trees(), usages(), (place, list) => {
        const forth = buildSnapshot(place);
        const back = buildSnapshot(place);
        list.forEach(([name, n]) =>
          addUsage(at(forth.queues, name), KEY, gpus(n)),
        );
        [...list]
          .reverse()
          .forEach(([name, n]) =>
            addUsage(at(back.queues, name), KEY, gpus(n)),
          );
        expect(usageOfAll(forth)).toEqual(usageOfAll(back));
      }),
    );
  });

  it('count in a cohort what its members use beyond what they keep for themselves', () => {
    fc.assert(
      fc.property(trees(), usages(), (place, list) => {
        const { queues, cohorts } = buildSnapshot(place);
        list.forEach(([name, n]) => addUsage(at(queues, name), KEY, gpus(n)));
        for (const node of cohorts.values()) {
          const members = [...node.cohorts, ...node.queues];
          const bubbled = members.reduce((sum, member) => {
            const beyond = usageOf(member, KEY) - localQuota(member, KEY);
            return sum + (beyond > 0n ? beyond : 0n);
          }, 0n);
          expect(usageOf(node, KEY)).toBe(bubbled);
        }
      }),
    );
  });
});

describe('schedule from an empty state', () => {
  const pending = () =>
    fc.array(
      fc.record({
        name: fc.constantFrom(...NAMES),
        count: fc.integer({ min: 0, max: 12 }),
        priority: fc.integer({ min: -1, max: 1 }),
        queuedAtMs: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 15 },
    );
  const filled = () =>
    fc.tuple(trees(), pending()).map(([place, list]) => ({
      ...place,
      workloads: list.map(({ name, count, ...rest }, index) =>
        workload(`w${index}`, name, count, rest),
      ),
    }));

  it('never uses more of a root than its subtree has, nor leaves a queue in debt', () => {
    let used = 0;
    fc.assert(
      fc.property(filled(), place => {
        const { queues } = schedule(place).snapshot;
        for (const node of queues.values()) {
          const root = rootOf(node);
          expect(usageOf(root, KEY) <= subtreeOf(root, KEY)).toBe(true);
          expect(usageOf(node, KEY) <= potentialAt(node, KEY)).toBe(true);
          expect(availableAt(node, KEY) >= 0n).toBe(true);
          used += usageOf(node, KEY) > 0n ? 1 : 0;
        }
      }),
    );
    expect(used).toBeGreaterThan(50);
  });

  it('answers the same whatever the order of the workloads', () => {
    fc.assert(
      fc.property(
        filled().chain(place =>
          fc.tuple(
            fc.constant(place),
            fc.shuffledSubarray(place.workloads, {
              minLength: place.workloads.length,
            }),
          ),
        ),
        ([place, workloads]) => {
          const { decisions } = schedule({ ...place, workloads });
          expect(decisions).toEqual(schedule(place).decisions);
        },
      ),
    );
  });
});
