import {
  affectedBy,
  available,
  buildSnapshot,
  decide,
  potentialAvailable,
  queueUsage,
  schedule,
  settle,
  wouldStart,
} from '.';
import type { AdmissionWorkload, AdmissionWorld, ClusterQueueSpec } from '.';
import {
  admitted,
  GPU,
  gpus,
  KEY,
  queue,
  workload,
  world,
} from './__testUtils__/worlds';

describe('quota arithmetic', () => {
  // The worked example of the fact sheet, section 1.6.
  const example = (workloads: AdmissionWorkload[] = []) =>
    buildSnapshot(
      world(
        [
          queue('a', { nominal: gpus(8), lendingLimit: gpus(4) }),
          queue('b', { nominal: gpus(8) }),
        ],
        workloads,
      ),
    );

  it('gives A what B lends, and B only what A lends', () => {
    const snapshot = example();
    expect(available(snapshot, 'a', KEY)).toBe(gpus(16));
    expect(available(snapshot, 'b', KEY)).toBe(gpus(12));
    expect(potentialAvailable(snapshot, 'a', KEY)).toBe(gpus(16));
    expect(potentialAvailable(snapshot, 'b', KEY)).toBe(gpus(12));
  });

  it('counts what is used and borrowed', () => {
    const usage = queueUsage(example([admitted('x', 'b', 10, 1)]), 'b').get(
      KEY,
    );
    expect(usage).toMatchObject({
      nominal: gpus(8),
      used: gpus(10),
      borrowed: gpus(2),
      available: gpus(2),
    });
  });

  it('respects a borrowing limit', () => {
    const snapshot = buildSnapshot(
      world([
        queue('a', { nominal: gpus(4), borrowingLimit: gpus(2) }),
        queue('b', { nominal: gpus(8) }),
      ]),
    );
    expect(available(snapshot, 'a', KEY)).toBe(gpus(6));
  });

  it('goes up nested cohorts', () => {
    const snapshot = buildSnapshot(
      world(
        [
          queue('a', { nominal: gpus(2) }, { cohort: 'left' }),
          queue('b', { nominal: gpus(6) }, { cohort: 'right' }),
        ],
        [],
        {
          cohorts: [
            { name: 'left', parent: 'top', resourceGroups: [] },
            { name: 'right', parent: 'top', resourceGroups: [] },
          ],
        },
      ),
    );
    expect(available(snapshot, 'a', KEY)).toBe(gpus(8));
  });

  it('may be negative after a quota was cut', () => {
    const snapshot = buildSnapshot(
      world([queue('a', { nominal: gpus(4) })], [admitted('x', 'a', 8, 1)]),
    );
    expect(available(snapshot, 'a', KEY)).toBe(gpus(-4));
  });

  it('names a queue that it does not know', () => {
    expect(() => available(example(), 'nowhere', KEY)).toThrow(/'nowhere'/);
  });
});

describe('decide', () => {
  const two = [
    queue('a', { nominal: gpus(8) }),
    queue('b', { nominal: gpus(8) }),
  ];

  it.each([
    [
      'fits its guarantee',
      two,
      [],
      workload('w', 'a', 8),
      { outcome: 'admit', borrows: false },
    ],
    [
      'borrows',
      two,
      [],
      workload('w', 'a', 16),
      { outcome: 'admit', borrows: true },
    ],
    [
      'asks for more than there is',
      two,
      [],
      workload('w', 'a', 17),
      {
        outcome: 'wait',
        reason: 'ExceedsMaxQuota',
        never: true,
        message: `couldn't assign flavors to pod set main: insufficient quota for ${GPU} in flavor f, request > maximum capacity (17 > 16)`,
      },
    ],
    [
      'is short of what others use within their guarantee',
      two,
      [admitted('x', 'a', 8, 1), admitted('y', 'b', 8, 1)],
      workload('w', 'a', 8),
      {
        outcome: 'wait',
        reason: 'WaitingForQuota',
        never: false,
        message: `couldn't assign flavors to pod set main: insufficient unused quota for ${GPU} in flavor f, 8 more needed`,
        shortages: [
          { podSet: 'main', flavor: 'f', resource: GPU, needed: gpus(8) },
        ],
      },
    ],
    [
      'takes its guarantee back from a borrower',
      two,
      [admitted('own', 'a', 8, 1), admitted('lent', 'a', 8, 2)],
      workload('w', 'b', 8),
      {
        outcome: 'preempt',
        victims: [{ key: 'ns/lent', reason: 'InCohortReclamation' }],
      },
    ],
    [
      'does not take from others what it would have to borrow itself',
      [queue('a', { nominal: gpus(16) }), queue('b', { nominal: gpus(0) })],
      [admitted('own', 'a', 16, 1)],
      workload('w', 'b', 8),
      { outcome: 'wait', reason: 'WaitingForQuota', never: false },
    ],
    [
      'displaces lower priority in its own queue',
      [queue('a', { nominal: gpus(8) })],
      [admitted('low', 'a', 8, 1, { priority: -100 })],
      workload('w', 'a', 8, { priority: 100 }),
      {
        outcome: 'preempt',
        victims: [{ key: 'ns/low', reason: 'InClusterQueue' }],
      },
    ],
    [
      'may not reclaim where the queue forbids it',
      [
        queue('a', { nominal: gpus(8) }),
        queue(
          'b',
          { nominal: gpus(8) },
          {
            preemption: {
              reclaimWithinCohort: 'Never',
              withinClusterQueue: 'Never',
              borrowWithinCohort: { policy: 'Never' },
            },
          },
        ),
      ],
      [admitted('own', 'a', 16, 1)],
      workload('w', 'b', 8),
      { outcome: 'wait', reason: 'WaitingForQuota' },
    ],
    [
      'has no queue',
      two,
      [],
      workload('w', 'c', 1),
      {
        outcome: 'wait',
        reason: 'QueueUnavailable',
        message: 'ClusterQueue c not found',
      },
    ],
    [
      'wants other nodes',
      two,
      [],
      workload('w', 'a', 1, { pod: { nodeSelector: { gpu: 'other' } } }),
      { outcome: 'wait', reason: 'NoMatchingFlavor', never: true },
    ],
  ] as const)('a workload that %s', (_, queues, present, asked, expected) => {
    expect(
      decide(buildSnapshot(world([...queues], [...present])), asked),
    ).toMatchObject(expected);
  });

  it('words a maximum as 0.19 does', () => {
    const snapshot = buildSnapshot(world(two), { messages: '0.19' });
    expect(decide(snapshot, workload('w', 'a', 17))).toMatchObject({
      message: expect.stringContaining(
        'previously considered podsets requests (0) + current podset request (17) > maximum capacity (16)',
      ),
    });
  });

  it('evicts the latest first, and no more than needed', () => {
    const present = [
      admitted('early', 'a', 8, 1),
      admitted('mid', 'a', 4, 2),
      admitted('late', 'a', 4, 3),
    ];
    const decision = decide(
      buildSnapshot(world(two, present)),
      workload('w', 'b', 4),
    );
    expect(decision).toMatchObject({
      outcome: 'preempt',
      victims: [{ key: 'ns/late' }],
    });
  });
});

describe('schedule', () => {
  const one = (strategy: ClusterQueueSpec['queueingStrategy']) => [
    queue(
      'a',
      { nominal: gpus(8) },
      { cohort: undefined, queueingStrategy: strategy },
    ),
  ];
  const big = workload('big', 'a', 8, { queuedAtMs: 1 });
  const small = workload('small', 'a', 1, { queuedAtMs: 2 });
  const running = admitted('running', 'a', 4, 1);
  const outcomes = (w: AdmissionWorld) =>
    schedule(w).decisions.map(({ key, decision }) => [
      key,
      decision.outcome === 'wait' ? decision.reason : decision.outcome,
    ]);

  it('lets a small one pass a big one that waits (BestEffortFIFO)', () => {
    expect(
      outcomes(world(one('BestEffortFIFO'), [big, small, running])),
    ).toEqual([
      ['ns/big', 'WaitingForQuota'],
      ['ns/small', 'admit'],
    ]);
  });

  it('lets nobody pass the head (StrictFIFO)', () => {
    expect(outcomes(world(one('StrictFIFO'), [big, small, running]))).toEqual([
      ['ns/big', 'WaitingForQuota'],
      ['ns/small', 'BlockedByHead'],
    ]);
  });

  it('serves higher priority first, then older', () => {
    const many = [
      workload('old', 'a', 4, { queuedAtMs: 1 }),
      workload('new', 'a', 4, { queuedAtMs: 2 }),
      workload('urgent', 'a', 4, { queuedAtMs: 3, priority: 100 }),
    ];
    expect(outcomes(world(one('BestEffortFIFO'), many))).toEqual([
      ['ns/urgent', 'admit'],
      ['ns/old', 'admit'],
      ['ns/new', 'WaitingForQuota'],
    ]);
  });

  it('serves those within their guarantee before those that borrow', () => {
    const queues = [
      queue('a', { nominal: gpus(8) }),
      queue('b', { nominal: gpus(8) }),
    ];
    const decisions = outcomes(
      world(queues, [
        workload('borrower', 'a', 12, { queuedAtMs: 1 }),
        workload('owner', 'b', 8, { queuedAtMs: 2 }),
      ]),
    );
    expect(decisions).toEqual([
      ['ns/owner', 'admit'],
      ['ns/borrower', 'WaitingForQuota'],
    ]);
  });

  it('keeps the room of victims for the one that preempts', () => {
    const queues = [
      queue('a', { nominal: gpus(8) }),
      queue('b', { nominal: gpus(8) }),
    ];
    const decisions = outcomes(
      world(queues, [
        admitted('own', 'a', 8, 1),
        admitted('lent', 'a', 8, 2),
        workload('owner', 'b', 8, { queuedAtMs: 5 }),
        workload('other', 'a', 8, { queuedAtMs: 4 }),
      ]),
    );
    expect(decisions).toEqual([
      ['ns/owner', 'preempt'],
      ['ns/other', 'WaitingForQuota'],
    ]);
  });
});

describe('settle, affectedBy, wouldStart', () => {
  const nowMs = 10_000;
  // The story that was watched on a real cluster: team-a uses its 8 and borrows 8, team-b asks for its own 8.
  const story = world(
    [
      queue('team-a', { nominal: gpus(8) }),
      queue('team-b', { nominal: gpus(8) }),
    ],
    [admitted('ft-1', 'team-a', 8, 1), admitted('ft-2', 'team-a', 8, 2)],
  );

  it('plays the reclaim', () => {
    const settled = settle(
      {
        ...story,
        workloads: [...story.workloads, workload('own-1', 'team-b', 8)],
      },
      { nowMs },
    );
    expect(settled).toMatchObject({
      evicted: [
        {
          key: 'ns/ft-2',
          by: 'ns/own-1',
          reason: 'InCohortReclamation',
          message:
            'Preempted to accommodate a workload (UID: uid-own-1, JobUID: job-own-1) due to reclamation within the cohort',
          readmitted: false,
        },
      ],
      admitted: [{ key: 'ns/own-1', borrows: false, victims: ['ns/ft-2'] }],
      settled: true,
    });
    expect(settled.waiting.map(({ key }) => key)).toEqual(['ns/ft-2']);
  });

  it('tells whom a launch would suspend', () => {
    expect(wouldStart(story, workload('own-1', 'team-b', 8))).toMatchObject({
      verdict: 'starts-by-preemption',
      victims: [{ key: 'ns/ft-2' }],
      positionInQueue: 1,
    });
    expect(wouldStart(story, workload('more', 'team-a', 4)).verdict).toBe(
      'waits',
    );
    expect(wouldStart(story, workload('huge', 'team-a', 24)).verdict).toBe(
      'never',
    );
  });

  it('tells what a changed guarantee does: the waiting owner starts, the borrower is suspended', () => {
    const full = [
      queue('a', { nominal: gpus(8) }),
      queue('rest', { nominal: gpus(8) }),
    ];
    const before = world(
      [...full, queue('b', { nominal: gpus(0) })],
      [
        admitted('own', 'a', 8, 1),
        admitted('lent', 'a', 8, 2),
        workload('waits', 'b', 8),
      ],
    );
    const after = {
      ...before,
      clusterQueues: [
        full[0],
        queue('rest', { nominal: gpus(0) }),
        queue('b', { nominal: gpus(8) }),
      ],
    };
    expect(affectedBy(before, after, { nowMs })).toMatchObject({
      suspended: [{ key: 'ns/lent', by: 'ns/waits' }],
      started: ['ns/waits'],
      delayed: [],
    });
    expect(affectedBy(after, after, { nowMs })).toMatchObject({
      suspended: [],
      started: [],
      delayed: [],
    });
  });
});

it('copes with 1,000 queues and 20,000 admitted workloads', () => {
  const queues = Array.from({ length: 1000 }, (_, i) =>
    queue(`q${i}`, { nominal: gpus(20) }),
  );
  const workloads = Array.from({ length: 20_000 }, (_, i) =>
    admitted(`w${i}`, `q${i % 1000}`, 1, i),
  );
  const snapshot = buildSnapshot(world(queues, workloads));
  expect(decide(snapshot, workload('new', 'q7', 1))).toMatchObject({
    outcome: 'wait',
    reason: 'WaitingForQuota',
  });
});
