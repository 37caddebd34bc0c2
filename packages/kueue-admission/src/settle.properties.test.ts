import fc from 'fast-check';
import {
  admitted,
  gpus,
  KEY,
  OURS,
  queue,
  workload,
  world,
} from './__testUtils__/worlds';
import { available, buildSnapshot, settle } from '.';
import type { AdmissionWorld, ClusterQueueSpec, KueueRelease } from '.';

const NAMES = ['a', 'b', 'c'];
const RELEASES: KueueRelease[] = ['0.12', '0.19'];

const preemptions = (): fc.Arbitrary<ClusterQueueSpec['preemption']> =>
  fc.record({
    reclaimWithinCohort: fc.constantFrom('Never', 'LowerPriority', 'Any'),
    withinClusterQueue: fc.constantFrom(
      'Never',
      'LowerPriority',
      'LowerOrNewerEqualPriority',
    ),
    borrowWithinCohort: fc.constant({ policy: 'Never' as const }),
  });

/** Queues of two cohorts below one; what runs was admitted within what there is. */
const worlds = (): fc.Arbitrary<AdmissionWorld> =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), preemptions()), {
        minLength: NAMES.length,
        maxLength: NAMES.length,
      }),
      fc.array(
        fc.record({
          name: fc.constantFrom(...NAMES),
          count: fc.integer({ min: 1, max: 8 }),
          priority: fc.integer({ min: -1, max: 1 }),
          at: fc.integer({ min: 0, max: 50 }),
          running: fc.boolean(),
        }),
        { maxLength: 14 },
      ),
    )
    .map(([specs, loads]) => {
      const clusterQueues = specs.map(([nominal, preemption], index) =>
        queue(
          NAMES[index],
          { nominal: gpus(nominal) },
          { cohort: index < 2 ? 'left' : 'right', preemption },
        ),
      );
      let room = specs.reduce((sum, [nominal]) => sum + nominal, 0);
      const workloads = loads.map(
        ({ name, count, priority, at, running }, index) => {
          const rest = { priority, queuedAtMs: at };
          if (!running || count > room) {
            return workload(`w${index}`, name, count, rest);
          }
          room -= count;
          return admitted(`w${index}`, name, count, at, rest);
        },
      );
      const cohorts = ['left', 'right'].map(name => ({
        name,
        parent: 'top',
        resourceGroups: [],
      }));
      return world(clusterQueues, workloads, { cohorts });
    });

/** The world after a settlement. */
function after(
  place: AdmissionWorld,
  { admitted: came, evicted }: ReturnType<typeof settle>,
): AdmissionWorld {
  const admissions = new Map(came.map(each => [each.key, each.admission]));
  const lost = new Set(evicted.map(({ key }) => key));
  return {
    ...place,
    workloads: place.workloads.map(each => {
      const admission = admissions.get(each.key);
      if (admission) {
        return { ...each, admission, reservedAtMs: 100 };
      }
      return lost.has(each.key)
        ? { ...each, admission: undefined, reservedAtMs: undefined }
        : each;
    }),
  };
}

describe.each(RELEASES)('settle by the rules of %s', rules => {
  it('never leaves a queue in debt', () => {
    let evicting = 0;
    fc.assert(
      fc.property(worlds(), place => {
        const result = settle(place, { nowMs: 100, rules });
        const snapshot = buildSnapshot(after(place, result));
        for (const name of NAMES) {
          expect(available(snapshot, name, KEY) >= 0n).toBe(true);
        }
        evicting += result.evicted.length > 0 ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    expect(evicting).toBeGreaterThan(20);
  });

  it('leaves nobody waiting who would fit, but for heads that block', () => {
    fc.assert(
      fc.property(worlds(), place => {
        const result = settle(place, { nowMs: 100, rules });
        const again = settle(after(place, result), { nowMs: 200, rules });
        const fresh = again.admitted.filter(({ victims }) => victims.length === 0);
        expect(again.evicted.length > 0 ? [] : fresh).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order in which the world names its workloads', () => {
    fc.assert(
      fc.property(worlds(), place => {
        const reversed = [...place.workloads].reverse();
        expect(
          settle({ ...place, workloads: reversed }, { nowMs: 100, rules }),
        ).toEqual(settle(place, { nowMs: 100, rules }));
      }),
      { numRuns: 300 },
    );
  });
});

it('settle comes to rest by the rules of 0.19 in a flat cohort among equals', () => {
  let evicting = 0;
  fc.assert(
    fc.property(worlds(), place => {
      const clusterQueues = place.clusterQueues.map(spec => ({
        ...spec,
        cohort: 'all',
        preemption: OURS,
      }));
      // With priorities Kueue may go round in circles even here: see settle.test.ts.
      const workloads = place.workloads.map(each => ({ ...each, priority: 0 }));
      const flat = { ...place, clusterQueues, cohorts: [], workloads };
      const result = settle(flat, { nowMs: 100, rules: '0.19' });
      expect(result.settled).toBe(true);
      evicting += result.evicted.length > 0 ? 1 : 0;
    }),
    { numRuns: 1000 },
  );
  expect(evicting).toBeGreaterThan(50);
});
