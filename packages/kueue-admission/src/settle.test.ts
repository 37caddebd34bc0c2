import {
  admitted,
  gpus,
  OURS,
  queue,
  workload,
  world,
} from './__testUtils__/worlds';
import { affectedBy, settle, wouldStart } from '.';
import type { AdmissionWorkload, AdmissionWorld, ClusterQueueSpec } from '.';

const nowMs = 10_000;
const both = [
  queue('a', { nominal: gpus(8) }),
  queue('b', { nominal: gpus(8) }),
];

/** Keys without their namespace. */
const names = (entries: readonly { key: string }[]) =>
  entries.map(({ key }) => key.slice('ns/'.length));

function ends(place: AdmissionWorld) {
  const { admitted: came, evicted, waiting, settled } = settle(place, { nowMs });
  return {
    came: names(came),
    evicted: names(evicted),
    waiting: names(waiting),
    settled,
  };
}

describe('settle', () => {
  it.each<[string, AdmissionWorkload[], Partial<ReturnType<typeof ends>>]>([
    ['nothing in an empty world', [], { came: [], evicted: [], waiting: [] }],
    [
      'what fits comes in',
      [workload('one', 'a', 8), workload('two', 'b', 8)],
      { came: ['one', 'two'], evicted: [], waiting: [] },
    ],
    [
      'what is being evicted goes first, and waits anew',
      [
        admitted('leaving', 'a', 16, 1, { evicting: true, queuedAtMs: 1 }),
        workload('waiting', 'b', 8, { queuedAtMs: 2 }),
      ],
      { came: ['waiting'], evicted: ['leaving'], waiting: ['leaving'] },
    ],
    [
      'what is deactivated gives back what it holds, and never comes again',
      [
        admitted('off', 'a', 16, 1, { active: false }),
        workload('waiting', 'b', 16),
      ],
      { came: ['waiting'], evicted: ['off'], waiting: [] },
    ],
    [
      'a victim takes what is left elsewhere',
      [
        admitted('lent', 'a', 12, 1),
        workload('owner', 'b', 8),
        workload('small', 'a', 8, { queuedAtMs: 2000 }),
      ],
      { came: ['owner', 'small'], evicted: ['lent'], waiting: ['lent'] },
    ],
  ])('%s', (_, workloads, expected) => {
    expect(ends(world(both, workloads))).toMatchObject({
      ...expected,
      settled: true,
    });
  });

  it.each<[ClusterQueueSpec['stopPolicy'], string[]]>([
    ['None', []],
    ['Hold', []],
    ['HoldAndDrain', ['running']],
  ])('stopPolicy %s', (stopPolicy, evicted) => {
    const stopped = [queue('a', { nominal: gpus(8) }, { stopPolicy })];
    const result = settle(world(stopped, [admitted('running', 'a', 8, 1)]), {
      nowMs,
    });
    expect(names(result.evicted)).toEqual(evicted);
    expect(result.evicted.map(({ message }) => message)).toEqual(
      evicted.map(() => 'The ClusterQueue is stopped'),
    );
  });

  it('says of a victim that comes in again that it does', () => {
    const place = world(
      [
        queue('a', { nominal: gpus(8) }, {
          preemption: { ...OURS, withinClusterQueue: 'LowerPriority' },
        }),
      ],
      [
        admitted('big', 'a', 4, 1, { priority: -1 }),
        admitted('leaving', 'a', 4, 2, { evicting: true, priority: 5 }),
        workload('urgent', 'a', 4, { priority: 9, active: false }),
      ],
    );
    expect(settle(place, { nowMs }).evicted).toMatchObject([
      { key: 'ns/leaving', reason: 'Evicting', readmitted: true },
    ]);
  });

  it('chains: who is displaced displaces others', () => {
    const place = world(
      [queue('a', { nominal: gpus(8) })],
      [
        admitted('low', 'a', 4, 1, { priority: 1 }),
        admitted('mid', 'a', 4, 2, { priority: 1 }),
        workload('high', 'a', 4, { priority: 3 }),
        workload('higher', 'a', 4, { priority: 4 }),
      ],
    );
    const { evicted, admitted: came } = settle(place, { nowMs });
    expect(names(came)).toEqual(['higher', 'high']);
    expect(evicted).toMatchObject([
      { key: 'ns/mid', by: 'ns/higher', reason: 'InClusterQueue' },
      { key: 'ns/low', by: 'ns/high', reason: 'InClusterQueue' },
    ]);
  });

  // `small` takes back what `lent` borrows, but `big` is before it in the queue: by the rules of 0.12 `big` is looked at
  // next, cannot use the room, and `lent` comes back. Since then a preemptor keeps the head of its queue.
  it.each([
    ['0.12', false],
    ['0.19', true],
  ] as const)('by the rules of %s a preemptor behind a big one: %p', (rules, settled) => {
    const place = world(
      [queue('a', { nominal: gpus(2) }), queue('b', { nominal: gpus(0) })],
      [
        admitted('own', 'a', 1, 1),
        admitted('lent', 'b', 1, 2),
        workload('big', 'a', 2, { queuedAtMs: 1 }),
        workload('small', 'a', 1, { queuedAtMs: 2 }),
      ],
    );
    const result = settle(place, { nowMs, rules });
    expect(result.settled).toBe(settled);
    expect(names(result.evicted)).toEqual(['lent']);
  });

  // `small` takes back what `urgent` borrows, `big` takes it from `small`, and `urgent` is served before `big` because
  // of its priority. Kueue 0.19 could put preemptors first, but only behind a gate that is off by default.
  it('says that it found no end where there is none', () => {
    const place = world(
      [queue('a', { nominal: gpus(1) }), queue('b', { nominal: gpus(9) })],
      [
        admitted('own', 'b', 2, 1),
        workload('big', 'b', 8),
        workload('small', 'b', 1, { priority: -1 }),
        workload('urgent', 'a', 8, { priority: 1 }),
      ],
    );
    expect(settle(place, { nowMs, rules: '0.19' }).settled).toBe(false);
  });

  it('leaves the world that it was given alone', () => {
    const place = world(both, [
      admitted('lent', 'a', 16, 1),
      workload('owner', 'b', 8),
    ]);
    const before = structuredClone(place);
    settle(place, { nowMs });
    expect(place).toEqual(before);
  });
});

describe('affectedBy', () => {
  const held = [
    admitted('own', 'a', 8, 1),
    admitted('lent', 'a', 8, 2),
    workload('waits', 'b', 8),
  ];
  const before = world(
    [
      queue('a', { nominal: gpus(8) }),
      queue('rest', { nominal: gpus(8) }),
      queue('b', { nominal: 0n }),
    ],
    held,
  );
  const change = (nominal: Record<string, number>): AdmissionWorld => ({
    ...before,
    clusterQueues: before.clusterQueues.map(spec =>
      spec.name in nominal
        ? queue(spec.name, { nominal: gpus(nominal[spec.name]) })
        : spec,
    ),
  });

  it.each<[string, Record<string, number>, string[], string[]]>([
    ['nothing changes', {}, [], []],
    ['a guarantee for who waits', { rest: 0, b: 8 }, ['lent'], ['waits']],
    ['more of everything', { rest: 16 }, [], ['waits']],
    ['less for who runs: nothing is suspended for that alone', { a: 0 }, [], []],
  ])('%s', (_, nominal, suspended, started) => {
    const found = affectedBy(before, change(nominal), { nowMs });
    expect(names(found.suspended)).toEqual(suspended);
    expect(found.started).toEqual(started.map(name => `ns/${name}`));
    expect(found.settled).toBe(true);
  });

  it('names who would have started but for the change', () => {
    const free = { ...before, workloads: held.slice(0, 1).concat(held[2]) };
    const changed = { ...change({ rest: 0 }), workloads: free.workloads };
    expect(affectedBy(free, changed, { nowMs })).toMatchObject({
      suspended: [],
      started: [],
      delayed: ['ns/waits'],
    });
  });
});

describe('wouldStart', () => {
  const story = world(both, [
    admitted('ft-1', 'a', 8, 1),
    admitted('ft-2', 'a', 8, 2),
    workload('ahead', 'a', 4, { queuedAtMs: 1 }),
  ]);

  it.each<[string, AdmissionWorkload, object]>([
    [
      'takes back a guarantee',
      workload('own', 'b', 8),
      { verdict: 'starts-by-preemption', positionInQueue: 1, victims: [{ key: 'ns/ft-2' }] },
    ],
    [
      'waits behind others',
      workload('more', 'a', 4, { queuedAtMs: 2 }),
      { verdict: 'waits', positionInQueue: 2, victims: [] },
    ],
    [
      'waits behind others, by priority',
      workload('more', 'a', 4, { queuedAtMs: 0, priority: -1 }),
      { verdict: 'waits', positionInQueue: 2 },
    ],
    [
      'goes before others, by priority',
      workload('more', 'a', 8, { queuedAtMs: 2, priority: 1 }),
      {
        verdict: 'starts-by-preemption',
        positionInQueue: 1,
        victims: [{ key: 'ns/ft-2', reason: 'InClusterQueue' }],
      },
    ],
    ['never fits', workload('huge', 'a', 24), { verdict: 'never' }],
    ['has no queue', workload('lost', 'nowhere', 1), { verdict: 'never' }],
    [
      'is judged as if it were not there yet',
      admitted('ft-1', 'a', 8, 1),
      { verdict: 'starts-now' },
    ],
    [
      'is judged as if it were activated',
      workload('off', 'b', 8, { active: false }),
      { verdict: 'starts-by-preemption' },
    ],
  ])('a workload that %s', (_, asked, expected) => {
    const alone =
      asked.key === 'ns/ft-1'
        ? { ...story, workloads: story.workloads.slice(0, 1) }
        : story;
    expect(wouldStart(alone, asked)).toMatchObject(expected);
  });
});
