import {
  admitted,
  gpus,
  KEY,
  OURS,
  queue,
  workload,
  world,
} from './__testUtils__/worlds';
import { decide, preemptionMessage } from './decide';
import { buildSnapshot } from './snapshot';
import { cohortUsage, queueUsage } from './usage';
import { poolNumbers } from './poolNumbers';
import type { AdmissionWorkload, AdmissionWorld, ClusterQueueSpec } from '.';

type Preemption = ClusterQueueSpec['preemption'];

function victims(
  place: AdmissionWorld,
  asked: AdmissionWorkload,
): string[] | string {
  const decision = decide(buildSnapshot(place), asked);
  return decision.outcome === 'preempt'
    ? decision.victims.map(({ key, reason }) => `${key} ${reason}`)
    : decision.outcome;
}

const pair = (
  preemption: Partial<Preemption>,
  workloads: AdmissionWorkload[],
) =>
  world(
    [
      queue('a', { nominal: gpus(8) }),
      queue(
        'b',
        { nominal: gpus(8) },
        { preemption: { ...OURS, ...preemption } },
      ),
    ],
    workloads,
  );

describe('reclaimWithinCohort', () => {
  const lent = (priority: number) => [
    admitted('own', 'a', 8, 1, { priority }),
    admitted('lent', 'a', 8, 2, { priority }),
  ];

  it.each<[Preemption['reclaimWithinCohort'], number, string[] | string]>([
    ['Any', 100, ['ns/lent InCohortReclamation']],
    ['LowerPriority', -1, ['ns/lent InCohortReclamation']],
    ['LowerPriority', 0, 'wait'],
    ['Never', -1, 'wait'],
  ])('%s from priority %p', (reclaimWithinCohort, priority, expected) => {
    expect(
      victims(
        pair({ reclaimWithinCohort }, lent(priority)),
        workload('w', 'b', 8),
      ),
    ).toEqual(expected);
  });

  it('takes no more than what brings the borrower back to its guarantee', () => {
    const many = [1, 2, 3, 4].map(n => admitted(`x${n}`, 'a', 4, n));
    expect(victims(pair({}, many), workload('w', 'b', 8))).toEqual([
      'ns/x4 InCohortReclamation',
      'ns/x3 InCohortReclamation',
    ]);
    expect(victims(pair({}, many), workload('w', 'b', 12))).toBe('wait');
  });

  it('prefers low priority, then the latest start', () => {
    const many = [
      admitted('old', 'a', 4, 1),
      admitted('important', 'a', 4, 9, { priority: 100 }),
      admitted('late', 'a', 4, 3),
      admitted('low', 'a', 4, 2, { priority: -100 }),
    ];
    expect(victims(pair({}, many), workload('w', 'b', 8))).toEqual([
      'ns/low InCohortReclamation',
      'ns/late InCohortReclamation',
    ]);
  });

  it('gives back whom it need not have taken', () => {
    const many = [
      admitted('own', 'a', 8, 1),
      admitted('big', 'a', 6, 2),
      admitted('small', 'a', 2, 3),
    ];
    expect(victims(pair({}, many), workload('w', 'b', 6))).toEqual([
      'ns/big InCohortReclamation',
    ]);
  });

  it('takes those on their way out first, and then only waits', () => {
    const many = [
      admitted('own', 'a', 8, 1),
      admitted('leaving', 'a', 4, 2, { evicting: true, priority: 100 }),
      admitted('late', 'a', 4, 3),
    ];
    expect(
      decide(buildSnapshot(pair({}, many)), workload('w', 'b', 4)),
    ).toMatchObject({
      outcome: 'wait',
      reason: 'WaitingForPreemptedWorkloads',
      never: false,
      message: expect.stringMatching(
        /4 more needed\. Pending the preemption of 1 workload\(s\)$/,
      ),
    });
  });
});

describe('withinClusterQueue', () => {
  it.each<
    [
      Preemption['withinClusterQueue'],
      Partial<AdmissionWorkload>,
      string[] | string,
    ]
  >([
    ['LowerPriority', { priority: -1 }, ['ns/x InClusterQueue']],
    ['LowerPriority', { priority: 0 }, 'wait'],
    [
      'LowerOrNewerEqualPriority',
      { queuedAtMs: 2000 },
      ['ns/x InClusterQueue'],
    ],
    ['LowerOrNewerEqualPriority', { queuedAtMs: 500 }, 'wait'],
    ['Never', { priority: -1 }, 'wait'],
  ])('%s of %p', (withinClusterQueue, rest, expected) => {
    const place = world(
      [
        queue(
          'b',
          { nominal: gpus(8) },
          {
            cohort: undefined,
            preemption: { ...OURS, withinClusterQueue },
          },
        ),
      ],
      [admitted('x', 'b', 8, 1, rest)],
    );
    expect(victims(place, workload('w', 'b', 8))).toEqual(expected);
  });
});

describe('borrowWithinCohort', () => {
  // The borrower holds all that is free; b asks for more than its own 8.
  const place = (borrowWithinCohort: Preemption['borrowWithinCohort']) =>
    world(
      [
        queue('a', { nominal: gpus(0) }),
        queue(
          'b',
          { nominal: gpus(8) },
          { preemption: { ...OURS, borrowWithinCohort } },
        ),
        queue('idle', { nominal: gpus(8) }),
      ],
      [admitted('x', 'a', 16, 1)],
    );
  const asked = workload('w', 'b', 12, { priority: 10 });

  it.each<[Preemption['borrowWithinCohort'], string[] | string]>([
    [{ policy: 'Never' }, 'wait'],
    [{ policy: 'LowerPriority' }, ['ns/x InCohortReclaimWhileBorrowing']],
    [
      { policy: 'LowerPriority', maxPriorityThreshold: 0 },
      ['ns/x InCohortReclaimWhileBorrowing'],
    ],
    [{ policy: 'LowerPriority', maxPriorityThreshold: -1 }, 'wait'],
  ])('%p', (borrowWithinCohort, expected) => {
    expect(victims(place(borrowWithinCohort), asked)).toEqual(expected);
  });

  it('never from equal priority', () => {
    expect(
      victims(place({ policy: 'LowerPriority' }), { ...asked, priority: 0 }),
    ).toBe('wait');
  });
});

describe('nested cohorts', () => {
  // left: a, b with 4 each; right: c with 8; all under top.
  const place = (workloads: AdmissionWorkload[]): AdmissionWorld => ({
    ...world(
      [
        queue('a', { nominal: gpus(4) }, { cohort: 'left' }),
        queue('b', { nominal: gpus(4) }, { cohort: 'left' }),
        queue('c', { nominal: gpus(8) }, { cohort: 'right' }),
      ],
      workloads,
    ),
    cohorts: [
      { name: 'left', parent: 'top', resourceGroups: [] },
      { name: 'right', parent: 'top', resourceGroups: [] },
      {
        name: 'top',
        resourceGroups: [
          {
            coveredResources: ['amd.com/gpu'],
            flavors: [
              {
                flavor: 'f',
                resources: { 'amd.com/gpu': { nominal: gpus(2) } },
              },
            ],
          },
        ],
      },
    ],
  });

  it('gives a queue what its own cohort lends, before others', () => {
    const far = [admitted('c1', 'c', 8, 1), admitted('c2', 'c', 10, 2)];
    // a asks for 8: more than its own 4, but its subtree's 8, all borrowed by the far queue.
    expect(victims(place(far), workload('w', 'a', 8))).toEqual([
      'ns/c2 InCohortReclamation',
    ]);
  });

  it('leaves a far queue within its quota alone', () => {
    const busy = [admitted('b1', 'b', 10, 1), admitted('c1', 'c', 8, 9)];
    expect(victims(place(busy), workload('w', 'a', 4))).toEqual([
      'ns/b1 InCohortReclamation',
    ]);
  });

  it('sums up quota and use', () => {
    const snapshot = buildSnapshot(place([admitted('b1', 'b', 10, 1)]));
    expect(queueUsage(snapshot, 'b').get(KEY)).toMatchObject({
      nominal: gpus(4),
      used: gpus(10),
      borrowed: gpus(6),
      available: gpus(8),
      potential: gpus(18),
    });
    expect(cohortUsage(snapshot, 'left').get(KEY)).toMatchObject({
      nominal: 0n,
      subtreeQuota: gpus(8),
      used: gpus(10),
    });
    expect(cohortUsage(snapshot, 'top').get(KEY)).toMatchObject({
      nominal: gpus(2),
      subtreeQuota: gpus(18),
      available: gpus(8),
    });
    expect(() => cohortUsage(snapshot, 'bottom')).toThrow(/'bottom'/);
    expect(poolNumbers(place([admitted('b1', 'b', 10, 1)]))).toEqual([
      {
        root: 'top',
        isCohort: true,
        flavor: 'f',
        resource: 'amd.com/gpu',
        nominal: gpus(18),
        used: gpus(10),
        borrowed: gpus(6),
        free: gpus(8),
      },
    ]);
  });

  it('words the message of 0.19 with both paths', () => {
    const options = {
      preemptor: workload('w', 'a', 1, { jobUid: undefined }),
      victimQueue: 'c',
      reason: 'InCohortReclaimWhileBorrowing' as const,
    };
    expect(
      preemptionMessage(
        buildSnapshot(place([]), { messages: '0.19' }),
        options,
      ),
    ).toBe(
      'Preempted to accommodate a workload (UID: uid-w, JobUID: UNKNOWN) due to reclamation within the cohort while borrowing; preemptor path: /top/left/a; preemptee path: /top/right/c',
    );
    expect(() =>
      preemptionMessage(buildSnapshot(place([])), {
        ...options,
        victimQueue: 'gone',
      }),
    ).toThrow(/'gone'/);
  });
});
