import {
  admitted,
  GPU,
  gpus,
  OURS,
  queue,
  workload,
  world,
} from './__testUtils__/worlds';
import { decide } from './decide';
import { buildSnapshot } from './snapshot';
import type {
  AdmissionWorkload,
  AdmissionWorld,
  ClusterQueueSpec,
  Decision,
  Quota,
} from '.';

/** Two queues of one cohort with the flavors first and second; quotas per queue in that order. */
function twoFlavors(
  a: [Quota, Quota],
  b: [Quota, Quota],
  rest: Partial<ClusterQueueSpec>,
  workloads: AdmissionWorkload[] = [],
): AdmissionWorld {
  const group = (
    quotas: [Quota, Quota],
  ): ClusterQueueSpec['resourceGroups'] => [
    {
      coveredResources: [GPU],
      flavors: quotas.map((quota, index) => ({
        flavor: ['first', 'second'][index],
        resources: { [GPU]: quota },
      })),
    },
  ];
  return {
    ...world(
      [
        queue('a', a[0], { resourceGroups: group(a), ...rest }),
        queue('b', b[0], { resourceGroups: group(b) }),
      ],
      workloads,
    ),
    flavors: [
      { name: 'first', nodeLabels: {} },
      { name: 'second', nodeLabels: {} },
    ],
  };
}

function chosen(decision: Decision): string {
  if (decision.outcome === 'wait') {
    return decision.reason;
  }
  const flavor = decision.admission.podSets[0].flavors[GPU];
  return `${decision.outcome} ${flavor}`;
}

function running(
  key: string,
  clusterQueue: string,
  flavor: string,
  count: number,
  priority = 0,
) {
  const one = admitted(key, clusterQueue, count, 1, { priority });
  one.admission!.podSets[0].flavors[GPU] = flavor;
  return one;
}

const has = (count: number): Quota => ({ nominal: gpus(count) });

describe('fungibility', () => {
  it.each<[ClusterQueueSpec['fungibility']['whenCanBorrow'], string]>([
    ['stop', 'admit first'],
    ['next', 'admit second'],
  ])('whenCanBorrow %s', (whenCanBorrow, expected) => {
    const place = twoFlavors([has(4), has(8)], [has(8), has(0)], {
      fungibility: { whenCanBorrow, whenCanPreempt: 'next' },
    });
    expect(chosen(decide(buildSnapshot(place), workload('w', 'a', 8)))).toBe(
      expected,
    );
  });

  it('borrows after all where no flavor has enough of its own', () => {
    const place = twoFlavors([has(4), has(4)], [has(8), has(0)], {
      fungibility: { whenCanBorrow: 'next', whenCanPreempt: 'next' },
    });
    expect(chosen(decide(buildSnapshot(place), workload('w', 'a', 8)))).toBe(
      'admit first',
    );
  });

  it.each<[ClusterQueueSpec['fungibility']['whenCanPreempt'], string]>([
    ['stop', 'preempt first'],
    ['next', 'admit second'],
  ])('whenCanPreempt %s', (whenCanPreempt, expected) => {
    const place = twoFlavors(
      [has(8), has(8)],
      [has(0), has(0)],
      { fungibility: { whenCanBorrow: 'stop', whenCanPreempt } },
      [running('low', 'a', 'first', 8, -100)],
    );
    expect(chosen(decide(buildSnapshot(place), workload('w', 'a', 8)))).toBe(
      expected,
    );
  });

  it('goes on where nobody can be preempted', () => {
    const place = twoFlavors(
      [has(8), has(8)],
      [has(0), has(0)],
      { fungibility: { whenCanBorrow: 'stop', whenCanPreempt: 'stop' } },
      [running('same', 'a', 'first', 8)],
    );
    expect(chosen(decide(buildSnapshot(place), workload('w', 'a', 8)))).toBe(
      'admit second',
    );
  });

  it('rates reclaiming above preempting the own queue', () => {
    const place = twoFlavors(
      [has(8), has(8)],
      [has(8), has(8)],
      { fungibility: { whenCanBorrow: 'stop', whenCanPreempt: 'next' } },
      [
        running('own', 'a', 'first', 8, -100),
        running('owner', 'b', 'first', 8),
        running('borrower', 'b', 'second', 16),
      ],
    );
    expect(chosen(decide(buildSnapshot(place), workload('w', 'a', 8)))).toBe(
      'preempt second',
    );
  });

  it('names every flavor that was tried, in alphabetical order', () => {
    const place = twoFlavors([has(4), has(8)], [has(0), has(0)], {}, [
      running('same', 'a', 'second', 8),
    ]);
    expect(decide(buildSnapshot(place), workload('w', 'a', 8))).toMatchObject({
      reason: 'WaitingForQuota',
      never: false,
      message:
        `couldn't assign flavors to pod set main: insufficient quota for ${GPU} in flavor first, request > maximum capacity (8 > 4), ` +
        `insufficient unused quota for ${GPU} in flavor second, 8 more needed`,
      shortages: [
        { flavor: 'first', needed: gpus(4) },
        { flavor: 'second', needed: gpus(8) },
      ],
    });
  });
});

describe('pod sets and resources', () => {
  const place = (workloads: AdmissionWorkload[] = []): AdmissionWorld =>
    world(
      [
        queue('a', has(8), {
          resourceGroups: [
            {
              coveredResources: ['cpu', 'memory', GPU],
              flavors: [
                {
                  flavor: 'f',
                  resources: {
                    cpu: has(64),
                    memory: { nominal: 256n * 1024n ** 3n * 1000n },
                    [GPU]: has(8),
                  },
                },
              ],
            },
          ],
          preemption: OURS,
        }),
      ],
      workloads,
    );
  const asks = (podSets: AdmissionWorkload['podSets']) =>
    workload('w', 'a', 0, { podSets });

  it('counts later pod sets on top of earlier ones', () => {
    const two = asks([
      { name: 'head', count: 1, requests: { [GPU]: gpus(4) } },
      { name: 'workers', count: 2, requests: { [GPU]: gpus(4) } },
    ]);
    expect(decide(buildSnapshot(place()), two)).toMatchObject({
      reason: 'ExceedsMaxQuota',
      never: true,
      message: `couldn't assign flavors to pod set workers: insufficient quota for ${GPU} in flavor f, request > maximum capacity (12 > 8)`,
    });
    expect(
      decide(buildSnapshot(place(), { messages: '0.19' }), two),
    ).toMatchObject({
      message: `couldn't assign flavors to pod set workers: insufficient quota for ${GPU} in flavor f, previously considered podsets requests (4) + current podset request (8) > maximum capacity (8)`,
    });
  });

  it('writes CPU and memory as Kueue does', () => {
    const big = asks([
      {
        name: 'main',
        count: 1,
        requests: { cpu: 64_500n, memory: 512n * 1024n ** 3n * 1000n },
      },
    ]);
    expect(decide(buildSnapshot(place()), big)).toMatchObject({
      message:
        "couldn't assign flavors to pod set main: insufficient quota for cpu in flavor f, request > maximum capacity (64500m > 64)",
    });
    const memory = asks([
      {
        name: 'main',
        count: 1,
        requests: { memory: 512n * 1024n ** 3n * 1000n },
      },
    ]);
    expect(decide(buildSnapshot(place()), memory)).toMatchObject({
      message: expect.stringContaining('(512Gi > 256Gi)'),
    });
  });

  describe('where several resources have no room', () => {
    const much = asks([
      {
        name: 'main',
        count: 1,
        requests: { [GPU]: gpus(8), memory: 512n * 1024n ** 3n * 1000n },
      },
    ]);
    const busy = { ...place(), workloads: [admitted('running', 'a', 4, 0)] };
    const gpuReason = `insufficient unused quota for ${GPU} in flavor f, 4 more needed`;

    it('tells the first one in 0.12, and still knows that it can never start', () => {
      const decision = decide(buildSnapshot(busy), much);
      expect(decision).toMatchObject({
        never: true,
        reason: 'ExceedsMaxQuota',
        message: expect.stringMatching(new RegExp(`${gpuReason}$`)),
      });
    });

    it('tells all of them from 0.19 on', () => {
      const snapshot = buildSnapshot(busy, { messages: '0.19' });
      expect(decide(snapshot, much)).toMatchObject({
        message: expect.stringMatching(
          new RegExp(`quota for memory in flavor f, .*, ${gpuReason}$`),
        ),
      });
    });
  });

  it('has no flavor for a resource that the queue does not cover', () => {
    const odd = asks([{ name: 'main', count: 1, requests: { 'x/y': 1000n } }]);
    expect(decide(buildSnapshot(place()), odd)).toMatchObject({
      reason: 'NoMatchingFlavor',
      never: true,
      message:
        "couldn't assign flavors to pod set main: resource x/y unavailable in ClusterQueue",
    });
  });

  it.each(['0.12', '0.19'] as const)(
    'Kueue %s: asks for none of a resource that the queue does not cover',
    messages => {
      const odd = asks([
        { name: 'main', count: 1, requests: { [GPU]: 1000n, 'x/y': 0n } },
      ]);
      expect(decide(buildSnapshot(place(), { messages }), odd).outcome).toBe(
        messages === '0.12' ? 'wait' : 'admit',
      );
    },
  );

  it('counts pods where the queue does', () => {
    const pods = world([
      queue('a', has(8), {
        resourceGroups: [
          {
            coveredResources: [GPU, 'pods'],
            flavors: [
              { flavor: 'f', resources: { [GPU]: has(8), pods: has(2) } },
            ],
          },
        ],
      }),
    ]);
    const three = asks([
      { name: 'main', count: 3, requests: { [GPU]: gpus(1) } },
    ]);
    expect(decide(buildSnapshot(pods), three)).toMatchObject({
      message: expect.stringContaining(
        'insufficient quota for pods in flavor f, request > maximum capacity (3 > 2)',
      ),
    });
  });
});

describe('queues that admit nothing', () => {
  const at = (
    rest: Partial<ClusterQueueSpec>,
    more: Partial<AdmissionWorld> = {},
  ) =>
    decide(
      buildSnapshot(world([queue('a', has(8), rest)], [], more)),
      workload('w', 'a', 1, { namespaceLabels: { team: 'x' } }),
    );

  it.each<[string, Decision, string]>([
    ['stopped', at({ stopPolicy: 'Hold' }), 'ClusterQueue a is inactive'],
    [
      'drained',
      at({ stopPolicy: 'HoldAndDrain' }),
      'ClusterQueue a is inactive',
    ],
    [
      'a flavor is missing',
      at({}, { flavors: [] }),
      'ClusterQueue a is inactive',
    ],
    [
      'its cohorts go round in circles',
      at(
        { cohort: 'x' },
        {
          cohorts: [
            { name: 'x', parent: 'y', resourceGroups: [] },
            { name: 'y', parent: 'x', resourceGroups: [] },
          ],
        },
      ),
      'ClusterQueue a is inactive',
    ],
    [
      'for no namespace',
      at({ namespaceSelector: 'none' }),
      "Workload namespace doesn't match ClusterQueue selector",
    ],
    [
      'for other namespaces',
      at({ namespaceSelector: { team: 'y' } }),
      "Workload namespace doesn't match ClusterQueue selector",
    ],
  ])('%s', (_, decision, message) => {
    expect(decision).toMatchObject({
      reason: 'QueueUnavailable',
      message,
      never: true,
    });
  });

  it('admits the namespaces that it selects', () => {
    expect(at({ namespaceSelector: { team: 'x' } }).outcome).toBe('admit');
  });

  it('leaves a deactivated workload alone', () => {
    const off = workload('w', 'a', 1, { active: false });
    expect(
      decide(buildSnapshot(world([queue('a', has(8))])), off),
    ).toMatchObject({
      reason: 'Deactivated',
    });
  });
});
