import type { KubeObject } from '@silogen/cluster-client';
import { viewOf } from '../__testUtils__/objects';
import { desiredQueues } from './desiredQueues';
import { queueSpec } from './queueShape';
import { takeoverPlan, type TakeoverInput } from './takeoverPlan';

const gpu = 'amd.com/gpu';
const desired = desiredQueues({
  pools: [
    {
      name: 'mi300x',
      nodeLabels: { a: 'b' },
      mainResource: gpu,
      capacity: new Map([[gpu, 48_000n]]),
    },
  ],
  gpuResources: [gpu],
  projects: [
    {
      name: 'team-a',
      id: '1',
      pools: [
        {
          pool: 'mi300x',
          access: 'guaranteed',
          resources: [{ resource: gpu, guaranteed: '8' }],
        },
      ],
    },
  ],
  cohort: 'kaiwo',
  catchAll: 'kaiwo',
});

const queue = (name: string, flavor: string): KubeObject => ({
  apiVersion: 'kueue.x-k8s.io/v1beta1',
  kind: 'ClusterQueue',
  metadata: { name },
  spec: {
    resourceGroups: [
      {
        coveredResources: [gpu],
        flavors: [
          { name: flavor, resources: [{ name: gpu, nominalQuota: '48' }] },
        ],
      },
    ],
  },
});
const flavor = (name: string): KubeObject => ({
  apiVersion: 'v',
  kind: 'ResourceFlavor',
  metadata: { name },
});

const none = {
  Namespace: [],
  ResourceFlavor: [],
  ClusterQueue: [],
  LocalQueue: [],
  Cohort: [],
  WorkloadPriorityClass: [],
};
const written = Object.fromEntries(
  Object.keys(none).map(kind => [kind, new Set()]),
) as unknown as TakeoverInput['written'];

const input = (more: Partial<TakeoverInput> = {}): TakeoverInput => ({
  view: viewOf({
    ClusterQueue: [queue('kaiwo', 'generated'), queue('theirs', 'special')],
    ResourceFlavor: [flavor('generated'), flavor('special'), flavor('unused')],
    Workload: [
      {
        apiVersion: 'v',
        kind: 'Workload',
        metadata: { name: 'w', namespace: 'x' },
        status: {
          admission: {
            clusterQueue: 'kaiwo',
            podSetAssignments: [
              { name: 'main', flavors: { [gpu]: 'generated' } },
            ],
          },
        },
      },
    ],
  }),
  writer: 'kaiwo',
  takenOver: false,
  desired,
  catchAll: 'kaiwo',
  proposed: [],
  written,
  problems: [],
  ...more,
});

const steps = (given: TakeoverInput) =>
  takeoverPlan(given).plan.steps.map(
    ({ action, kind, name }) => `${action} ${kind} ${name}`,
  );

describe('takeoverPlan', () => {
  it('takes the catch-all queue and the generated flavors over, and keeps what others use', () => {
    const { plan, claims } = takeoverPlan(input());
    expect(steps(input())).toEqual([
      'create ResourceFlavor mi300x',
      'change ClusterQueue kaiwo',
      'create ClusterQueue team-a',
      'create LocalQueue team-a/team-a',
      'delete ResourceFlavor generated',
      'delete ResourceFlavor unused',
    ]);
    expect(plan.steps.find(({ name }) => name === 'kaiwo')?.text).toContain(
      '40 × amd.com/gpu of mi300x',
    );
    expect(plan.steps.find(({ name }) => name === 'generated')?.text).toContain(
      '1 Kueue workload admitted on it',
    );
    expect(plan.kept).toEqual([
      'ClusterQueue theirs',
      'ResourceFlavor special',
    ]);
    expect(claims).toEqual([
      { kind: 'ClusterQueue', name: 'kaiwo' },
      { kind: 'ResourceFlavor', name: 'generated' },
      { kind: 'ResourceFlavor', name: 'unused' },
    ]);
  });

  it('removes no flavor on plain Kueue', () => {
    expect(
      steps(input({ writer: 'kueue' })).filter(text =>
        text.startsWith('delete'),
      ),
    ).toEqual([]);
  });

  it('has an id that changes with what it would do', () => {
    const { planId } = takeoverPlan(input()).plan;
    expect(takeoverPlan(input()).plan.planId).toBe(planId);
    expect(
      takeoverPlan(
        input({ proposed: [{ name: 'p', title: 'P', selector: {} }] }),
      ).plan.planId,
    ).not.toBe(planId);
  });

  it('has nothing to do once it was carried out, or when everything is as wanted', () => {
    expect(takeoverPlan(input({ takenOver: true })).plan).toMatchObject({
      needed: false,
      steps: [],
    });
    const view = viewOf({
      ClusterQueue: desired.clusterQueues.map(each => ({
        apiVersion: 'v',
        kind: 'ClusterQueue',
        metadata: { name: each.name },
        spec: queueSpec(each, 'v1beta2'),
      })),
    });
    expect(
      steps(input({ view })).filter(text => text.includes('ClusterQueue')),
    ).toEqual([]);
  });

  it('asks for a pool where there is none', () => {
    const empty = desiredQueues({
      pools: [],
      gpuResources: [],
      projects: [],
      cohort: 'kaiwo',
      catchAll: 'kaiwo',
    });
    expect(
      takeoverPlan(input({ desired: empty })).plan.problems.map(
        ({ field }) => field,
      ),
    ).toEqual(['pools']);
  });
});
