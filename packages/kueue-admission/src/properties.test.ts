import fc from 'fast-check';
import {
  admitted,
  gpus,
  KEY,
  queue,
  workload,
  world,
} from './__testUtils__/worlds';
import {
  available,
  buildSnapshot,
  decide,
  poolNumbers,
  queueUsage,
  schedule,
  settle,
  splitFlavorResource,
} from '.';
import type {
  AdmissionWorkload,
  AdmissionWorld,
  ClusterQueueSpec,
  Quota,
  Snapshot,
} from '.';

const NAMES = ['a', 'b', 'c', 'd'];
const COHORTS = [undefined, 'left', 'right', 'top'];

const amount = (max: number) => fc.integer({ min: 0, max }).map(gpus);

const quotas = (): fc.Arbitrary<Quota> =>
  fc.record(
    {
      nominal: amount(12),
      borrowingLimit: amount(8),
      lendingLimit: amount(8),
    },
    { requiredKeys: ['nominal'] },
  );

const preemptions = (): fc.Arbitrary<ClusterQueueSpec['preemption']> =>
  fc.record({
    reclaimWithinCohort: fc.constantFrom('Never', 'LowerPriority', 'Any'),
    withinClusterQueue: fc.constantFrom(
      'Never',
      'LowerPriority',
      'LowerOrNewerEqualPriority',
    ),
    borrowWithinCohort: fc.record(
      {
        policy: fc.constantFrom('Never', 'LowerPriority'),
        maxPriorityThreshold: fc.integer({ min: -1, max: 1 }),
      },
      { requiredKeys: ['policy'] },
    ),
  });

const queues = () =>
  fc
    .tuple(
      ...NAMES.map(name =>
        fc
          .record({
            quota: quotas(),
            cohort: fc.constantFrom(...COHORTS),
            preemption: preemptions(),
            queueingStrategy: fc.constantFrom(
              'BestEffortFIFO' as const,
              'StrictFIFO' as const,
            ),
          })
          .map(({ quota, ...rest }) => queue(name, quota, rest)),
      ),
    )
    .map(list => [...list]);

const loads = () =>
  fc.array(
    fc.record({
      queueName: fc.constantFrom(...NAMES),
      count: fc.integer({ min: 1, max: 10 }),
      priority: fc.integer({ min: -1, max: 1 }),
      at: fc.integer({ min: 0, max: 50 }),
      running: fc.boolean(),
    }),
    { maxLength: 14 },
  );

const worlds = (): fc.Arbitrary<AdmissionWorld> =>
  fc.tuple(queues(), loads()).map(([clusterQueues, list]) =>
    world(
      clusterQueues,
      list.map(({ queueName, count, priority, at, running }, index) =>
        running
          ? admitted(`w${index}`, queueName, count, at, {
              priority,
              queuedAtMs: at,
            })
          : workload(`w${index}`, queueName, count, {
              priority,
              queuedAtMs: at,
            }),
      ),
      {
        cohorts: [
          { name: 'left', parent: 'top', resourceGroups: [] },
          { name: 'right', parent: 'top', resourceGroups: [] },
        ],
      },
    ),
  );

const requests = () =>
  fc
    .record({
      queueName: fc.constantFrom(...NAMES),
      count: fc.integer({ min: 1, max: 16 }),
      priority: fc.integer({ min: -1, max: 1 }),
    })
    .map(({ queueName, count, priority }) =>
      workload('new', queueName, count, { priority }),
    );

function fingerprint({ queues: nodes, cohorts }: Snapshot): unknown {
  return [...nodes.values(), ...cohorts.values()].map(({ name, usage }) => [
    name,
    usage.get(KEY) ?? 0n,
  ]);
}

/** What a workload asks for, all of flavor f. */
const asked = ({ podSets }: AdmissionWorkload) =>
  podSets.reduce(
    (sum, { count, requests: each }) =>
      sum + BigInt(count) * each['amd.com/gpu'],
    0n,
  );

describe('decide', () => {
  it('leaves the snapshot as it was', () => {
    fc.assert(
      fc.property(worlds(), requests(), (place, request) => {
        const snapshot = buildSnapshot(place);
        const before = fingerprint(snapshot);
        decide(snapshot, request);
        expect(fingerprint(snapshot)).toEqual(before);
      }),
    );
  });

  it('admits exactly what is available', () => {
    fc.assert(
      fc.property(worlds(), requests(), (place, request) => {
        const snapshot = buildSnapshot(place);
        const fits =
          asked(request) <= available(snapshot, request.clusterQueue, KEY);
        expect(decide(snapshot, request).outcome === 'admit').toBe(fits);
      }),
    );
  });

  it('preempts those whose end makes room, and nobody in vain', () => {
    let preempting = 0;
    fc.assert(
      fc.property(worlds(), requests(), (place, request) => {
        const decision = decide(buildSnapshot(place), request);
        if (decision.outcome !== 'preempt') {
          return;
        }
        preempting++;
        const decideWithout = (keys: string[]) =>
          decide(
            buildSnapshot({
              ...place,
              workloads: place.workloads.filter(
                ({ key }) => !keys.includes(key),
              ),
            }),
            request,
          );
        const keys = decision.victims.map(({ key }) => key);
        const all = decideWithout(keys);
        expect(all.outcome).toBe('admit');
        for (const spared of keys) {
          const some = decideWithout(keys.filter(key => key !== spared));
          // Who reclaims may have to end up within the own quota: then fitting by borrowing is not enough.
          const enough =
            some.outcome === 'admit' &&
            all.outcome === 'admit' &&
            (!some.borrows || all.borrows);
          expect(enough).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
    expect(preempting).toBeGreaterThan(20);
  });

  it('says never exactly where even an empty cluster would not do', () => {
    fc.assert(
      fc.property(worlds(), requests(), (place, request) => {
        const decision = decide(buildSnapshot(place), request);
        const never = decision.outcome === 'wait' && decision.never;
        const empty = decide(
          buildSnapshot({ ...place, workloads: [] }),
          request,
        );
        expect(never).toBe(empty.outcome !== 'admit');
      }),
    );
  });
});

describe('usage', () => {
  it('adds up over queues and trees of cohorts', () => {
    fc.assert(
      fc.property(worlds(), place => {
        const snapshot = buildSnapshot(place);
        const held = place.workloads
          .filter(({ admission }) => admission)
          .reduce((sum, entry) => sum + asked(entry), 0n);
        const byQueue = NAMES.reduce(
          (sum, name) =>
            sum + (queueUsage(snapshot, name).get(KEY)?.used ?? 0n),
          0n,
        );
        const byPool = poolNumbers(place).reduce(
          (sum, { used }) => sum + used,
          0n,
        );
        expect([byQueue, byPool]).toEqual([held, held]);
        expect(splitFlavorResource(KEY)).toEqual({
          flavor: 'f',
          resource: 'amd.com/gpu',
        });
      }),
    );
  });
});

describe('schedule', () => {
  it('answers everybody once and takes no queue above what it may have', () => {
    fc.assert(
      fc.property(worlds(), place => {
        const before = buildSnapshot(place);
        const { decisions, snapshot } = schedule(place);
        const waiting = place.workloads
          .filter(({ admission }) => !admission)
          .map(({ key }) => key);
        expect(decisions.map(({ key }) => key).sort()).toEqual(waiting.sort());
        for (const name of NAMES) {
          const now = available(snapshot, name, KEY);
          const then = available(before, name, KEY);
          expect(now >= 0n || now >= then).toBe(true);
        }
      }),
    );
  });
});

describe('settle', () => {
  it('comes to rest with everybody somewhere', () => {
    fc.assert(
      fc.property(worlds(), place => {
        const {
          admitted: started,
          evicted,
          waiting,
          settled,
        } = settle(place, { nowMs: 100 });
        if (!settled) {
          return;
        }
        const lost = evicted
          .filter(({ readmitted }) => !readmitted)
          .map(({ key }) => key);
        const kept = place.workloads
          .filter(
            ({ key, admission }) =>
              admission && !evicted.some(entry => entry.key === key),
          )
          .map(({ key }) => key);
        const ends = [
          ...kept,
          ...started.map(({ key }) => key),
          ...waiting.map(({ key }) => key),
        ];
        expect(ends.sort()).toEqual(
          place.workloads.map(({ key }) => key).sort(),
        );
        expect(
          lost.every(key => waiting.some(entry => entry.key === key)),
        ).toBe(true);
      }),
    );
  });
});
