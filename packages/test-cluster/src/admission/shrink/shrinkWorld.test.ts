import { schedule, type AdmissionWorld } from '@silogen/kueue-admission';
import { generateWorld } from '../generate';
import { ModelPlay } from '../ModelPlay';
import { modelsDiffer } from '../testing/modelsDiffer';
import type { KueueRelease, PlayWorld } from '../types';
import { detailEdits } from './detailEdits';
import { eventEdits } from './eventEdits';
import { shrinkWorld } from './shrinkWorld';
import { structureEdits } from './structureEdits';

const editsOf = (world: PlayWorld) => [
  ...eventEdits(world),
  ...structureEdits(world),
  ...detailEdits(world),
];

describe('shrinkWorld', () => {
  const world = generateWorld(3);
  const [first, , third] = world.workloads.map(({ name }) => name);
  const hasBoth = ({ workloads }: PlayWorld) =>
    [first, third].every(wanted =>
      workloads.some(({ name }) => name === wanted),
    );

  it('leaves only what the difference needs', async () => {
    const asked: number[] = [];
    const smallest = await shrinkWorld({
      world,
      differs: async worlds => {
        asked.push(worlds.length);
        return worlds.map(hasBoth);
      },
    });
    expect(smallest.seed).toBe(world.seed);
    expect(smallest.events).toEqual([
      { type: 'arrive', workload: first },
      { type: 'arrive', workload: third },
    ]);
    expect(smallest.workloads.map(({ name }) => name)).toEqual([first, third]);
    expect(smallest.cohorts).toEqual([]);
    const queues = new Set(smallest.workloads.map(({ queue }) => queue));
    expect(smallest.queues.map(({ name }) => name)).toEqual([...queues]);
    const limits = smallest.queues
      .flatMap(queue => queue.resourceGroups)
      .flatMap(group => group.flavors)
      .flatMap(({ resources }) => Object.values(resources))
      .filter(({ borrowingLimit, lendingLimit }) =>
        Boolean(borrowingLimit ?? lendingLimit),
      );
    expect(limits).toEqual([]);
    // Many are asked about at once, so that a cluster is busy a few times only.
    expect(asked.length).toBeLessThan(20);
  });

  it('keeps a world of which everything is needed', async () => {
    const differs = async (worlds: readonly PlayWorld[]) =>
      worlds.map(() => false);
    expect(await shrinkWorld({ world, differs })).toBe(world);
  });

  it('goes on only with what differs when it is played alone, too', async () => {
    const alone: PlayWorld[] = [];
    const smallest = await shrinkWorld({
      world,
      // Among others everything differs.
      differs: async worlds => worlds.map(() => true),
      differsAlone: async candidate => {
        alone.push(candidate);
        return hasBoth(candidate);
      },
    });
    expect(hasBoth(smallest)).toBe(true);
    expect(alone.length).toBeGreaterThan(0);
  });
});

const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);

/** Rules that somebody could have got wrong. */
const WRONG: Record<string, (world: AdmissionWorld) => AdmissionWorld> = {
  'lending limits do not count': world => ({
    ...world,
    clusterQueues: world.clusterQueues.map(queue => ({
      ...queue,
      resourceGroups: queue.resourceGroups.map(group => ({
        ...group,
        flavors: group.flavors.map(({ flavor, resources }) => ({
          flavor,
          resources: Object.fromEntries(
            Object.entries(resources).map(
              ([name, { lendingLimit, ...quota }]) => [name, quota],
            ),
          ),
        })),
      })),
    })),
  }),
  'nobody is preempted in the own queue': world => ({
    ...world,
    clusterQueues: world.clusterQueues.map(queue => ({
      ...queue,
      preemption: { ...queue.preemption, withinClusterQueue: 'Never' },
    })),
  }),
  'the first in the queue blocks nobody': world => ({
    ...world,
    clusterQueues: world.clusterQueues.map(queue => ({
      ...queue,
      queueingStrategy: 'BestEffortFIFO',
    })),
  }),
};

describe.each<KueueRelease>(['0.12', '0.19'])(
  'a wrong rule of Kueue %s, among generated worlds',
  release => {
    it.each(Object.entries(WRONG))('%s', async (_, spoil) => {
      const differs = (world: PlayWorld) =>
        modelsDiffer(
          ModelPlay.create(world, release, (place, options) =>
            schedule(spoil(place), options),
          ),
          ModelPlay.create(world, release),
        );
      const seed = SEEDS.find(each => differs(generateWorld(each)))!;
      const smallest = await shrinkWorld({
        world: generateWorld(seed),
        differs: async worlds => worlds.map(differs),
      });
      expect([seed, differs(smallest)]).toEqual([smallest.seed, true]);
      expect(smallest.events.length).toBeLessThanOrEqual(3);
      expect(smallest.queues.length).toBeLessThanOrEqual(2);
      // Nothing more can be taken away.
      const left = editsOf(smallest).flatMap(edit => edit(smallest) ?? []);
      expect(left.filter(differs)).toEqual([]);
    });
  },
);
