import { generateWorld } from './generate';
import { Random } from './random';
import { worldProblems } from './testing/worldProblems';

const worlds = Array.from({ length: 300 }, (_, seed) => generateWorld(seed));

describe('generateWorld', () => {
  it('makes the same world of the same seed, and others of others', () => {
    expect(generateWorld(7)).toEqual(generateWorld(7));
    expect(generateWorld(8)).not.toEqual(generateWorld(7));
  });

  it('names only what is there, and keeps to what the API accepts', () => {
    expect(worlds.flatMap(worldProblems)).toEqual([]);
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
