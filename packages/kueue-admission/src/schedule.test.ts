import {
  admitted,
  gpus,
  OURS,
  queue,
  workload,
  world,
} from './__testUtils__/worlds';
import { available, decide, schedule, wouldStart } from '.';
import type {
  AdmissionWorkload,
  AdmissionWorld,
  ClusterQueueSpec,
  KueueRelease,
} from '.';

const KEY = 'f/amd.com/gpu';
const FREE: Partial<ClusterQueueSpec> = { cohort: undefined };
const NEVER: ClusterQueueSpec['preemption'] = {
  reclaimWithinCohort: 'Never',
  withinClusterQueue: 'Never',
  borrowWithinCohort: { policy: 'Never' },
};

function outcomes(place: AdmissionWorld, rules: KueueRelease = '0.12') {
  return schedule(place, { rules }).decisions.map(({ key, decision }) => [
    key.slice('ns/'.length),
    decision.outcome === 'wait' ? decision.reason : decision.outcome,
  ]);
}

function messageOf(place: AdmissionWorld, key: string): string | undefined {
  const found = schedule(place).decisions.find(each => each.key === key);
  return found && 'message' in found.decision
    ? found.decision.message
    : undefined;
}

describe('queueing strategies', () => {
  const place = (
    queueingStrategy: ClusterQueueSpec['queueingStrategy'],
    ...more: AdmissionWorkload[]
  ) =>
    world(
      [queue('a', { nominal: gpus(8) }, { ...FREE, queueingStrategy })],
      [
        workload('big', 'a', 8, { queuedAtMs: 1 }),
        workload('small', 'a', 1, { queuedAtMs: 2 }),
        admitted('running', 'a', 4, 1),
        ...more,
      ],
    );

  it('lets a small one pass a big one that waits (BestEffortFIFO)', () => {
    expect(outcomes(place('BestEffortFIFO'))).toEqual([
      ['big', 'WaitingForQuota'],
      ['small', 'admit'],
    ]);
  });

  it('lets nobody pass the head (StrictFIFO)', () => {
    expect(outcomes(place('StrictFIFO'))).toEqual([
      ['big', 'WaitingForQuota'],
      ['small', 'BlockedByHead'],
    ]);
    expect(messageOf(place('StrictFIFO'), 'ns/small')).toBe(
      'Workload waits behind ns/big, the head of ClusterQueue a',
    );
  });

  it('does not let a head of another namespace block a StrictFIFO queue', () => {
    const [spec] = place('StrictFIFO').clusterQueues;
    const clusterQueues = [{ ...spec, namespaceSelector: { team: 'x' } }];
    const workloads = [
      workload('foreign', 'a', 1, { queuedAtMs: 1 }),
      workload('own', 'a', 1, {
        queuedAtMs: 2,
        namespaceLabels: { team: 'x' },
      }),
    ];
    expect(outcomes(world(clusterQueues, workloads))).toEqual([
      ['foreign', 'QueueUnavailable'],
      ['own', 'admit'],
    ]);
  });

  it('knows that a workload behind a head can never start', () => {
    const newcomer = workload('huge', 'a', 9, { queuedAtMs: 9 });
    expect(wouldStart(place('StrictFIFO'), newcomer)).toMatchObject({
      verdict: 'never',
      positionInQueue: 3,
      decision: { reason: 'ExceedsMaxQuota' },
    });
    const modest = workload('modest', 'a', 1, { queuedAtMs: 9 });
    expect(wouldStart(place('StrictFIFO'), modest)).toMatchObject({
      verdict: 'waits',
      decision: { reason: 'BlockedByHead' },
    });
  });
});

describe('order', () => {
  it('serves higher priority first, then older, within a queue', () => {
    const many = [
      workload('old', 'a', 4, { queuedAtMs: 1 }),
      workload('new', 'a', 4, { queuedAtMs: 2 }),
      workload('urgent', 'a', 4, { queuedAtMs: 3, priority: 100 }),
    ];
    expect(
      outcomes(world([queue('a', { nominal: gpus(8) }, FREE)], many)),
    ).toEqual([
      ['urgent', 'admit'],
      ['old', 'admit'],
      ['new', 'WaitingForQuota'],
    ]);
  });

  const both = [
    queue('a', { nominal: gpus(8) }),
    queue('b', { nominal: gpus(8) }),
  ];

  it('serves who stays within the guarantee before who borrows, whatever the priority', () => {
    const place = world(both, [
      workload('borrower', 'a', 12, { queuedAtMs: 1, priority: 100 }),
      workload('owner', 'b', 8, { queuedAtMs: 2 }),
    ]);
    expect(outcomes(place)).toEqual([
      ['owner', 'admit'],
      ['borrower', 'WaitingForQuota'],
    ]);
  });

  it.each<[string, Partial<AdmissionWorkload>, string]>([
    ['priority', { priority: 1, queuedAtMs: 9 }, 'second'],
    ['time', { queuedAtMs: 1 }, 'second'],
    ['UID where all else is equal', {}, 'first'],
  ])('serves borrowers of different queues by %s', (_, rest, winner) => {
    const shared = [
      queue('a', { nominal: 0n }),
      queue('b', { nominal: 0n }),
      queue('pool', { nominal: gpus(8) }),
    ];
    const place = world(shared, [
      workload('first', 'a', 8, { queuedAtMs: 5 }),
      workload('second', 'b', 8, { queuedAtMs: 5, ...rest }),
    ]);
    expect(outcomes(place)[0]).toEqual([winner, 'admit']);
  });

  it('serves who borrows from near before who borrows from far', () => {
    const cohorts = ['left', 'right'].map(name => ({
      name,
      parent: 'top',
      resourceGroups: [],
    }));
    const place = world(
      [
        queue('near', { nominal: 0n }, { cohort: 'left' }),
        queue('lender', { nominal: gpus(8) }, { cohort: 'left' }),
        queue('far', { nominal: 0n }, { cohort: 'right' }),
      ],
      [
        workload('from-far', 'far', 8, { queuedAtMs: 1, priority: 100 }),
        workload('from-near', 'near', 8, { queuedAtMs: 2 }),
      ],
      { cohorts },
    );
    expect(outcomes(place)).toEqual([
      ['from-near', 'admit'],
      ['from-far', 'WaitingForQuota'],
    ]);
  });
});

describe('within a cycle', () => {
  const both = (preemption = OURS) => [
    queue('a', { nominal: gpus(8) }, { preemption }),
    queue('b', { nominal: gpus(8) }),
  ];

  it('leaves room to who preempts: it counts as used once the victims are gone', () => {
    const place = world(both(), [
      admitted('own', 'a', 8, 1),
      admitted('lent', 'a', 8, 2),
      workload('owner', 'b', 8, { queuedAtMs: 5 }),
      workload('other', 'a', 8, { queuedAtMs: 4 }),
    ]);
    expect(outcomes(place)).toEqual([
      ['owner', 'preempt'],
      ['other', 'WaitingForQuota'],
    ]);
    // Victims hold what they have: the pool is full until they are gone.
    expect(available(schedule(place).snapshot, 'b', KEY)).toBe(0n);
  });

  it('gives the same victim to one only', () => {
    const place = world(
      [
        queue('a', { nominal: gpus(4) }),
        queue('b', { nominal: gpus(4) }),
        queue('c', { nominal: 0n }),
      ],
      [
        admitted('lent', 'c', 8, 1),
        workload('first', 'a', 4, { queuedAtMs: 1 }),
        workload('second', 'b', 4, { queuedAtMs: 2 }),
      ],
    );
    expect(outcomes(place)).toEqual([
      ['first', 'preempt'],
      ['second', 'WaitingForQuota'],
    ]);
    expect(messageOf(place, 'ns/second')).toBe(
      'Workload has overlapping preemption targets with another workload',
    );
  });

  it('tells the victims of a preemptor though another one is faster in the next cycle', () => {
    // `urgent` comes to the head only after `ahead`, and then also points at the victim on its way out.
    const place = world(
      [
        queue('a', { nominal: gpus(4) }),
        queue('b', { nominal: gpus(5) }),
        queue('c', { nominal: 0n }),
      ],
      [
        admitted('lent', 'c', 8, 1),
        workload('preemptor', 'a', 4, { queuedAtMs: 1 }),
        workload('ahead', 'b', 1, { queuedAtMs: 2, priority: 200 }),
        workload('urgent', 'b', 4, { queuedAtMs: 3, priority: 100 }),
      ],
    );
    const { decisions } = schedule(place);
    const victims = decisions.flatMap(({ decision }) =>
      decision.outcome === 'preempt' ? decision.victims : [],
    );
    expect(victims.map(({ key }) => key)).toEqual(['ns/lent']);
  });

  it.each([
    ['keeps', NEVER, 'WaitingForQuota'],
    ['does not keep', OURS, 'admit'],
  ] as const)(
    '%s free quota for a waiting head that is or is not sure to get it back',
    (_, preemption, borrower) => {
      // `head` needs 8, 4 of its 8 are taken by `running`, which it may not preempt: 4 are free.
      const place = world(
        [
          queue('a', { nominal: gpus(8) }, { preemption }),
          queue('b', { nominal: 0n }, { queueingStrategy: 'StrictFIFO' }),
        ],
        [
          admitted('running', 'a', 4, 1, { priority: 100 }),
          workload('head', 'a', 8, { queuedAtMs: 1 }),
          workload('borrower', 'b', 4, { queuedAtMs: 2 }),
        ],
      );
      const strictA = place.clusterQueues.map(spec => ({
        ...spec,
        queueingStrategy: 'StrictFIFO' as const,
      }));
      const found = outcomes({ ...place, clusterQueues: strictA });
      expect(Object.fromEntries(found)).toEqual({
        head: 'WaitingForQuota',
        borrower,
      });
    },
  );

  it.each<[KueueRelease, string]>([
    ['0.12', 'preempt'],
    ['0.19', 'preempt'],
  ])(
    'by the rules of %s: nobody of its queue passes a preemptor',
    (rules, first) => {
      const place = world(both(), [
        admitted('lent', 'a', 12, 2),
        workload('owner', 'b', 8, { queuedAtMs: 5 }),
        workload('small', 'b', 1, { queuedAtMs: 6 }),
      ]);
      expect(outcomes(place, rules)).toEqual([
        ['owner', first],
        ['small', 'BlockedByHead'],
      ]);
    },
  );
});

describe('queues that admit nothing', () => {
  it.each<[string, Partial<ClusterQueueSpec>, string, string]>([
    [
      'is missing',
      { name: 'z' },
      'QueueUnavailable',
      'ClusterQueue a not found',
    ],
    [
      'is on hold',
      { stopPolicy: 'Hold' },
      'QueueUnavailable',
      'ClusterQueue a is inactive',
    ],
    [
      'is drained',
      { stopPolicy: 'HoldAndDrain' },
      'QueueUnavailable',
      'ClusterQueue a is inactive',
    ],
  ])('answers everybody whose queue %s', (_, rest, reason, message) => {
    const place = world(
      [queue('a', { nominal: gpus(8) }, rest)],
      [workload('one', 'a', 1), workload('two', 'a', 1)],
    );
    expect(outcomes(place)).toEqual([
      ['one', reason],
      ['two', reason],
    ]);
    expect(messageOf(place, 'ns/two')).toBe(message);
  });

  it('stands alone in a cycle of cohorts, and what runs there counts for nobody else', () => {
    const place = world(
      [
        queue('a', { nominal: gpus(8) }, { cohort: 'x' }),
        queue('b', { nominal: gpus(8) }, { cohort: 'all' }),
      ],
      [
        admitted('running', 'a', 8, 1),
        workload('one', 'a', 1),
        workload('two', 'b', 8),
      ],
      {
        cohorts: [
          { name: 'x', parent: 'y', resourceGroups: [] },
          { name: 'y', parent: 'x', resourceGroups: [] },
        ],
      },
    );
    expect(outcomes(place)).toEqual(
      expect.arrayContaining([
        ['two', 'admit'],
        ['one', 'QueueUnavailable'],
      ]),
    );
  });
});

it('agrees with decide on a workload that is alone', () => {
  const place = world(
    [queue('a', { nominal: gpus(8) })],
    [workload('one', 'a', 9)],
  );
  const { decisions, snapshot } = schedule(place);
  expect(decisions).toEqual([
    { key: 'ns/one', decision: decide(snapshot, place.workloads[0]) },
  ]);
});

describe('a preemptor of an earlier run', () => {
  const place = world(
    [queue('a', { nominal: gpus(4) }, FREE)],
    [
      admitted('victim', 'a', 4, 0, { priority: -1, evicting: true }),
      workload('preemptor', 'a', 4, { preempting: true }),
      workload('urgent', 'a', 4, { priority: 5 }),
    ],
  );

  it('keeps the head of its queue whatever arrives, from 0.19 on', () => {
    expect(outcomes(place, '0.19')).toEqual([
      ['preemptor', 'WaitingForPreemptedWorkloads'],
      ['urgent', 'BlockedByHead'],
    ]);
  });

  it('does not in 0.12', () => {
    expect(outcomes(place, '0.12')[0]).toEqual([
      'urgent',
      'WaitingForPreemptedWorkloads',
    ]);
  });
});

describe('a workload that loses its victims to another one', () => {
  const quota = { 'amd.com/gpu': { nominal: gpus(4) } };
  const twoFlavors = queue(
    'a',
    { nominal: 0n },
    {
      resourceGroups: [
        {
          coveredResources: ['amd.com/gpu'],
          flavors: [
            { flavor: 'f', resources: quota },
            { flavor: 'g', resources: quota },
          ],
        },
      ],
    },
  );
  const place = world(
    [twoFlavors, queue('b', { nominal: gpus(4) })],
    [
      // Borrows what is b's.
      admitted('victim', 'a', 8, 0, { priority: -1 }),
      workload('owner', 'b', 4, { queuedAtMs: 1 }),
      workload('late', 'a', 4, { queuedAtMs: 2 }),
    ],
    { flavors: ['f', 'g'].map(name => ({ name, nodeLabels: {} })) },
  );

  it('goes on with its next flavor, from 0.19 on', () => {
    expect(outcomes(place, '0.19')).toEqual([
      ['owner', 'preempt'],
      ['late', 'admit'],
    ]);
    const { decisions } = schedule(place, { rules: '0.19' });
    expect(decisions[1].decision).toMatchObject({
      admission: { podSets: [{ flavors: { 'amd.com/gpu': 'g' } }] },
    });
  });

  it('begins with the first one again in 0.12', () => {
    expect(outcomes(place, '0.12')).toEqual([
      ['owner', 'preempt'],
      ['late', 'WaitingForQuota'],
    ]);
    expect(messageOf(place, 'ns/late')).toMatch(/overlapping/);
  });
});

it('keeps the head also after a cycle that it lost, from 0.19 on', () => {
  const place = world(
    [queue('a', { nominal: gpus(4) }), queue('b', { nominal: gpus(4) })],
    [
      admitted('victim', 'a', 8, 0, { priority: -1, evicting: true }),
      workload('preemptor', 'a', 4, { queuedAtMs: 2, preempting: true }),
      workload('urgent', 'a', 4, { priority: 5, queuedAtMs: 3 }),
      workload('owner', 'b', 4, { priority: 1, queuedAtMs: 1 }),
    ],
  );
  expect(outcomes(place, '0.19')).toEqual([
    ['owner', 'WaitingForPreemptedWorkloads'],
    ['preemptor', 'WaitingForQuota'],
    ['urgent', 'BlockedByHead'],
  ]);
});
