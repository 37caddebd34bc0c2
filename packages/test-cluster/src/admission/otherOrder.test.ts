import { generateWorld } from './generate';
import { inOtherOrder } from './otherOrder';

const resourcesOf = (seed: number) => {
  const [{ resourceGroups }] = generateWorld(seed).queues;
  return resourceGroups.flatMap(({ coveredResources }) => coveredResources);
};
const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

describe('inOtherOrder', () => {
  const seed = SEEDS.find(each => resourcesOf(each).length === 2)!;
  const world = generateWorld(seed);
  const other = inOtherOrder(world)!;

  it('changes nothing but the order of the names', () => {
    const names = (of: typeof world) =>
      of.workloads.map(({ podSets }) =>
        Object.entries(podSets[0].requests)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, amount]) => amount),
      );
    expect(names(other.world)).toEqual(
      names(world).map(amounts => [...amounts].reverse()),
    );
    expect(other.world.events).toEqual(world.events);
    expect(other.world.cohorts.map(({ name }) => name)).toEqual(
      world.cohorts.map(({ name }) => name),
    );
  });

  it('says what was said with the names that there were', () => {
    const [first] = other.world.queues[0].resourceGroups;
    const said = first.coveredResources.map(name => `no ${name} in f1`);
    const before = world.queues[0].resourceGroups[0].coveredResources;
    expect(said.map(other.named)).toEqual(
      before.map(name => `no ${name} in f1`),
    );
  });

  it('is not there for one resource, which has but one order', () => {
    const single = SEEDS.find(each => resourcesOf(each).length === 1)!;
    expect(inOtherOrder(generateWorld(single))).toBeUndefined();
  });
});
