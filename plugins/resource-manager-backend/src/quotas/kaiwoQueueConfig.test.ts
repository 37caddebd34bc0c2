import type { DesiredQueue, DesiredQueues } from './desiredQueues';
import { mergeQueueConfig } from './kaiwoQueueConfig';
import type { WrittenObjects } from './OwnershipStore';

const queue = (name: string, nominal = 8_000n): DesiredQueue => ({
  name,
  cohort: 'kaiwo',
  namespaces: name === 'kaiwo' ? [] : [name],
  coveredResources: ['amd.com/gpu'],
  flavors: [{ name: 'mi300x', resources: [{ name: 'amd.com/gpu', nominal }] }],
});

const desired = (queues: DesiredQueue[]): DesiredQueues => ({
  flavors: [{ name: 'mi300x', nodeLabels: { a: 'b' } }],
  clusterQueues: queues,
  localQueues: [],
  namespaces: [],
  priorityClasses: [
    { name: 'low', value: -100, description: '' },
    { name: 'high', value: 100, description: '' },
  ],
  cohorts: [],
});

const written = (
  names: Partial<Record<keyof WrittenObjects, string[]>>,
): WrittenObjects => {
  const none = {
    Namespace: [],
    ResourceFlavor: [],
    ClusterQueue: [],
    LocalQueue: [],
    Cohort: [],
    WorkloadPriorityClass: [],
  };
  return Object.fromEntries(
    Object.entries({ ...none, ...names }).map(([kind, list]) => [
      kind,
      new Set(list),
    ]),
  ) as unknown as WrittenObjects;
};

const config = {
  apiVersion: 'kaiwo.silogen.ai/v1alpha1',
  kind: 'KaiwoQueueConfig',
  metadata: { name: 'kaiwo', resourceVersion: '7' },
  spec: {
    topologies: [{ metadata: { name: 'default-topology' } }],
    resourceFlavors: [{ name: 'generated' }, { name: 'foreign' }],
    clusterQueues: [{ name: 'theirs' }, { name: 'kaiwo' }, { name: 'gone' }],
    workloadPriorityClasses: [{ metadata: { name: 'low' }, value: -5 }],
  },
};

describe('mergeQueueConfig', () => {
  const ours = written({
    ClusterQueue: ['kaiwo', 'gone', 'team-a'],
    ResourceFlavor: ['generated', 'mi300x'],
  });
  const merged = mergeQueueConfig(
    config,
    desired([queue('kaiwo'), queue('team-a')]),
    ours,
  );

  it('replaces ours in place, drops what is not wanted, adds what is new and keeps foreign entries', () => {
    expect(merged.spec?.clusterQueues?.map(({ name }) => name)).toEqual([
      'theirs',
      'kaiwo',
      'team-a',
    ]);
    expect(merged.spec?.clusterQueues?.[0]).toBe(config.spec.clusterQueues[0]);
    expect(merged.spec?.clusterQueues?.[2]).toMatchObject({
      namespaces: ['team-a'],
      spec: { cohort: 'kaiwo', preemption: { reclaimWithinCohort: 'Any' } },
    });
    expect(merged.spec?.resourceFlavors).toEqual([
      { name: 'foreign' },
      { name: 'mi300x', nodeLabels: { a: 'b' } },
    ]);
  });

  it('keeps a foreign priority class of a name that it would use', () => {
    expect(merged.spec?.workloadPriorityClasses).toEqual([
      { metadata: { name: 'low' }, value: -5 },
      { metadata: { name: 'high' }, value: 100, description: '' },
    ]);
  });

  it('keeps topologies and the resource version', () => {
    expect(merged.spec?.topologies).toBe(config.spec.topologies);
    expect(merged.metadata.resourceVersion).toBe('7');
  });

  it('refuses what etcd would refuse', () => {
    const many = Array.from({ length: 4000 }, (_, index) =>
      queue(`team-${index}`),
    );
    expect(() => mergeQueueConfig(config, desired(many), ours)).toThrow(
      expect.objectContaining({ code: 'kaiwo.tooLarge' }),
    );
  });
});
