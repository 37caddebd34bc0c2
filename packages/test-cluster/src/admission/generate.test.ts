import { generateWorld } from './generate';
import { Random } from './random';

const worlds = Array.from({ length: 300 }, (_, seed) => generateWorld(seed));

describe('generateWorld', () => {
  it('makes the same world of the same seed, and others of others', () => {
    expect(generateWorld(7)).toEqual(generateWorld(7));
    expect(generateWorld(8)).not.toEqual(generateWorld(7));
  });

  it('names only what is there', () => {
    for (const { cohorts, queues, workloads, events } of worlds) {
      const names = new Set(queues.map(({ name }) => name));
      expect(workloads.filter(({ queue }) => !names.has(queue))).toEqual([]);
      const parents = cohorts.flatMap(({ parent }) => parent ?? []);
      const known = cohorts.map(({ name }) => name);
      expect(known).toEqual(expect.arrayContaining(parents));
      const arriving = events.flatMap(event =>
        event.type === 'arrive' ? event.workload : [],
      );
      expect(arriving).toEqual(workloads.map(({ name }) => name));
    }
  });

  it('keeps to what the API accepts', () => {
    for (const { cohorts, queues } of worlds) {
      for (const { parent, resourceGroups } of [
        ...cohorts,
        ...queues.map(queue => ({ ...queue, parent: queue.cohort })),
      ]) {
        for (const quota of resourceGroups.flatMap(({ flavors }) =>
          flavors.flatMap(({ resources }) => Object.values(resources)),
        )) {
          const { nominal, borrowingLimit, lendingLimit } = quota;
          expect((lendingLimit ?? 0n) <= nominal).toBe(true);
          const limited =
            borrowingLimit !== undefined || lendingLimit !== undefined;
          expect(limited && !parent).toBe(false);
        }
      }
      for (const { preemption } of queues) {
        const { reclaimWithinCohort, borrowWithinCohort } = preemption;
        expect([reclaimWithinCohort, borrowWithinCohort.policy]).not.toEqual([
          'Never',
          'LowerPriority',
        ]);
      }
    }
  });

  it('makes all that is modelled', () => {
    const queues = worlds.flatMap(world => world.queues);
    const share = (of: readonly unknown[], all: readonly unknown[]) =>
      of.length / all.length;
    const strict = queues.filter(
      ({ queueingStrategy }) => queueingStrategy === 'StrictFIFO',
    );
    const nested = worlds.filter(({ cohorts }) =>
      cohorts.some(({ name }) => name === 'deep'),
    );
    const several = worlds.filter(({ queues: [{ resourceGroups }] }) =>
      resourceGroups.some(({ flavors }) => flavors.length > 1),
    );
    const pairs = worlds.filter(({ workloads }) =>
      workloads.some(({ podSets }) => podSets.length > 1),
    );
    expect(share(strict, queues)).toBeGreaterThan(0.2);
    expect(share(nested, worlds)).toBeGreaterThan(0.15);
    expect(share(several, worlds)).toBeGreaterThan(0.4);
    expect(share(pairs, worlds)).toBeGreaterThan(0.2);
  });

  it('gives workloads of several parts no choice of flavors', () => {
    for (const { queues, workloads } of worlds) {
      const { resourceGroups } = queues[0];
      const parts = Math.max(
        resourceGroups.length,
        ...workloads.map(({ podSets }) => podSets.length),
      );
      const choice = Math.max(
        ...resourceGroups.map(({ flavors }) => flavors.length),
      );
      expect(parts > 1 && choice > 1).toBe(false);
    }
  });
});

describe('Random', () => {
  it('spreads whole numbers over the range, ends included', () => {
    const random = Random.create(1);
    const seen = Array.from({ length: 400 }, () => random.int(2, 5));
    expect([...new Set(seen)].sort()).toEqual([2, 3, 4, 5]);
  });
});
