import type { DesiredQueue } from './desiredQueues';
import { isEnforceable, queueDifferences } from './queueDiff';
import { queueSpec } from './queueShape';

const queue: DesiredQueue = {
  name: 'team-a',
  cohort: 'kaiwo',
  namespaces: ['team-a'],
  coveredResources: ['cpu', 'amd.com/gpu'],
  flavors: [
    {
      name: 'mi300x',
      resources: [
        { name: 'cpu', nominal: 8_000n },
        { name: 'amd.com/gpu', nominal: 16_000n, borrowingLimit: 4_000n },
      ],
    },
  ],
};

const wanted = queueSpec(queue, 'v1beta1');

describe('queueDifferences', () => {
  it('finds none between API versions and ways of writing', () => {
    const seen = queueSpec(queue, 'v1beta2');
    const cpu = seen.resourceGroups?.[0].flavors[0].resources[0];
    if (cpu) cpu.nominalQuota = '8000m';
    expect(queueDifferences(wanted, seen)).toEqual([]);
  });

  it.each([
    [
      'a changed guarantee',
      {
        ...queue,
        flavors: [
          {
            name: 'mi300x',
            resources: [
              queue.flavors[0].resources[0],
              { ...queue.flavors[0].resources[1], nominal: 8_000n },
            ],
          },
        ],
      },
      [{ field: 'mi300x amd.com/gpu guaranteed', wanted: '16', seen: '8' }],
    ],
    [
      'a lifted limit',
      {
        ...queue,
        flavors: [
          {
            name: 'mi300x',
            resources: [
              queue.flavors[0].resources[0],
              { name: 'amd.com/gpu', nominal: 16_000n },
            ],
          },
        ],
      },
      [
        {
          field: 'mi300x amd.com/gpu borrowing limit',
          wanted: '4',
          seen: 'none',
        },
      ],
    ],
    [
      'another cohort',
      { ...queue, cohort: 'other' },
      [{ field: 'cohort', wanted: 'kaiwo', seen: 'other' }],
    ],
  ])('names %s', (_, seen, expected) => {
    expect(queueDifferences(wanted, queueSpec(seen, 'v1beta1'))).toEqual(
      expected,
    );
  });

  it('tells a queue that is missing', () => {
    expect(queueDifferences(wanted, undefined, 'team-a: ')).toEqual([
      { field: 'team-a: queue', wanted: 'present', seen: 'not there' },
    ]);
  });
});

describe('isEnforceable', () => {
  it('needs reclaim from any borrower', () => {
    expect(isEnforceable(wanted)).toBe(true);
    expect(
      isEnforceable({ preemption: { reclaimWithinCohort: 'LowerPriority' } }),
    ).toBe(false);
    expect(isEnforceable(undefined)).toBe(false);
  });
});
