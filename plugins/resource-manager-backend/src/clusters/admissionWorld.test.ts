import type { KubeObject } from '@silogen/cluster-client';
import { viewOf } from '../__testUtils__/objects';
import { toAdmissionWorld, toQueueSpec } from './admissionWorld';

const object = (
  kind: string,
  metadata: Partial<KubeObject['metadata']> & { name: string },
  rest = {},
): KubeObject => ({
  apiVersion: 'kueue.x-k8s.io/v1beta1',
  kind,
  metadata,
  ...rest,
});

describe('toQueueSpec', () => {
  const resourceGroups = [
    {
      coveredResources: ['cpu', 'amd.com/gpu'],
      flavors: [
        {
          name: 'mi300x',
          resources: [
            { name: 'cpu', nominalQuota: '500m' },
            {
              name: 'amd.com/gpu',
              nominalQuota: '8',
              borrowingLimit: '4',
              lendingLimit: '2',
            },
          ],
        },
      ],
    },
  ];
  const v1beta1 = {
    cohort: 'kaiwo',
    namespaceSelector: {},
    flavorFungibility: { whenCanBorrow: 'Borrow', whenCanPreempt: 'Preempt' },
    preemption: {
      reclaimWithinCohort: 'Any',
      withinClusterQueue: 'LowerPriority',
      borrowWithinCohort: { policy: 'Never' },
    },
    resourceGroups,
  };
  const v1beta2 = {
    ...v1beta1,
    cohort: undefined,
    cohortName: 'kaiwo',
    flavorFungibility: {
      whenCanBorrow: 'MayStopSearch',
      whenCanPreempt: 'MayStopSearch',
    },
  };

  it('reads both API versions alike, in exact amounts', () => {
    expect(toQueueSpec('q', v1beta2)).toEqual(toQueueSpec('q', v1beta1));
    expect(toQueueSpec('q', v1beta1)).toMatchObject({
      cohort: 'kaiwo',
      namespaceSelector: 'all',
      fungibility: { whenCanBorrow: 'stop', whenCanPreempt: 'stop' },
      resourceGroups: [
        {
          flavors: [
            {
              flavor: 'mi300x',
              resources: {
                cpu: { nominal: 500n },
                'amd.com/gpu': {
                  nominal: 8000n,
                  borrowingLimit: 4000n,
                  lendingLimit: 2000n,
                },
              },
            },
          ],
        },
      ],
    });
  });

  it('fills in what Kueue defaults to', () => {
    expect(toQueueSpec('q', {})).toMatchObject({
      cohort: undefined,
      namespaceSelector: 'none',
      stopPolicy: 'None',
      queueingStrategy: 'BestEffortFIFO',
      fungibility: { whenCanBorrow: 'stop', whenCanPreempt: 'next' },
      preemption: { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never' },
    });
  });
});

describe('toAdmissionWorld', () => {
  const template = {
    spec: {
      nodeSelector: { 'kaiwo/worker': 'true' },
      initContainers: [
        { name: 'init', resources: { requests: { cpu: '16' } } },
      ],
      containers: [
        {
          name: 'main',
          resources: { requests: { cpu: '8' }, limits: { 'amd.com/gpu': '4' } },
        },
        { name: 'side', resources: { requests: { cpu: '1' } } },
      ],
    },
  };
  const workload = (name: string, conditions: object[], status: object = {}) =>
    object(
      'Workload',
      {
        name,
        namespace: 'team-a',
        uid: name,
        creationTimestamp: '2026-01-01T10:00:00Z',
      },
      {
        spec: {
          queueName: 'team-a',
          priority: 100,
          podSets: [{ name: 'main', count: 2, template }],
        },
        status: { conditions, ...status },
      },
    );
  const at = (time: string) => `2026-01-01T${time}:00Z`;

  it('maps workloads that wait, hold quota, are being evicted or are finished', () => {
    const admission = {
      clusterQueue: 'team-a',
      podSetAssignments: [
        {
          name: 'main',
          count: 2,
          flavors: { 'amd.com/gpu': 'mi300x' },
          resourceUsage: { 'amd.com/gpu': '8' },
        },
      ],
    };
    const reserved = {
      type: 'QuotaReserved',
      status: 'True',
      lastTransitionTime: at('10:05'),
    };
    const world = toAdmissionWorld(
      viewOf({
        LocalQueue: [
          object(
            'LocalQueue',
            { name: 'team-a', namespace: 'team-a' },
            { spec: { clusterQueue: 'team-a' } },
          ),
        ],
        Namespace: [
          object('Namespace', {
            name: 'team-a',
            labels: { 'kueue-managed': 'true' },
          }),
        ],
        Workload: [
          workload('waits', [{ type: 'QuotaReserved', status: 'False' }]),
          workload('preempts', [
            {
              type: 'QuotaReserved',
              status: 'False',
              message:
                "couldn't assign flavors to pod set main: insufficient unused quota for amd.com/gpu in flavor mi300x, 4 more needed. Pending the preemption of 1 workload(s)",
            },
          ]),
          workload('requeued', [
            {
              type: 'Evicted',
              status: 'True',
              lastTransitionTime: at('11:00'),
            },
            { type: 'QuotaReserved', status: 'False' },
          ]),
          workload('holds', [reserved], { admission }),
          workload(
            'leaves',
            [
              reserved,
              {
                type: 'Evicted',
                status: 'True',
                lastTransitionTime: at('11:00'),
              },
            ],
            { admission },
          ),
          workload('done', [reserved, { type: 'Finished', status: 'True' }], {
            admission,
          }),
        ],
      }),
    );
    const byKey = new Map(world.workloads.map(each => [each.key, each]));
    expect([...byKey.keys()]).toEqual([
      'team-a/waits',
      'team-a/preempts',
      'team-a/requeued',
      'team-a/holds',
      'team-a/leaves',
    ]);
    expect(byKey.get('team-a/waits')).toMatchObject({
      clusterQueue: 'team-a',
      priority: 100,
      queuedAtMs: Date.parse(at('10:00')),
      namespaceLabels: { 'kueue-managed': 'true' },
      admission: undefined,
      podSets: [{ count: 2, requests: { cpu: 16_000n, 'amd.com/gpu': 4000n } }],
    });
    expect(byKey.get('team-a/waits')?.preempting).toBe(false);
    expect(byKey.get('team-a/preempts')?.preempting).toBe(true);
    expect(byKey.get('team-a/requeued')?.queuedAtMs).toBe(
      Date.parse(at('11:00')),
    );
    expect(byKey.get('team-a/holds')).toMatchObject({
      reservedAtMs: Date.parse(at('10:05')),
      evicting: false,
      admission: { podSets: [{ usage: { 'amd.com/gpu': 8000n } }] },
    });
    expect(byKey.get('team-a/leaves')?.evicting).toBe(true);
  });
});
