import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import type { ClusterQueueObject } from '../clusters/kubeTypes';
import { readAmount } from '../clusters/amounts';
import { viewOf } from '../__testUtils__/objects';
import type { DesiredQueue, DesiredQueues } from './desiredQueues';
import { kueueChanges, type KueueChange, type KueueKind } from './kueueChanges';
import type { WrittenObjects } from './OwnershipStore';
import { queueSpec, type QueueVersion } from './queueShape';

const queue = (name: string, gpus: bigint): DesiredQueue => ({
  name,
  cohort: 'kaiwo',
  namespaces: [name],
  coveredResources: ['amd.com/gpu'],
  flavors: [
    {
      name: 'mi300x',
      resources: [{ name: 'amd.com/gpu', nominal: gpus * 1000n }],
    },
  ],
});

const desiredOf = (queues: DesiredQueue[]): DesiredQueues => ({
  flavors: [{ name: 'mi300x', nodeLabels: { model: 'mi300x' } }],
  clusterQueues: queues,
  localQueues: queues
    .filter(({ name }) => name !== 'unassigned')
    .map(({ name }) => ({ namespace: name, name, clusterQueue: name })),
  namespaces: [],
  priorityClasses: [{ name: 'low', value: -100, description: 'd' }],
  cohorts: [{ name: 'kaiwo' }],
});

const all = (names: string[]): WrittenObjects => ({
  Namespace: new Set(),
  ResourceFlavor: new Set(['mi300x', 'old']),
  ClusterQueue: new Set(names),
  LocalQueue: new Set(names.map(name => `${name}/${name}`)),
  Cohort: new Set(['kaiwo']),
  WorkloadPriorityClass: new Set(['low']),
});

const typeOf =
  (version: string) =>
  (kind: KueueKind): ResourceType => ({
    group: 'kueue.x-k8s.io',
    version,
    kind,
    plural: `${kind.toLowerCase()}s`,
    namespaced: kind === 'LocalQueue',
    subresources: [],
  });

const present = (
  queues: DesiredQueue[],
  version: QueueVersion = 'v1beta1',
): KubeObject[] =>
  queues.map(each => ({
    apiVersion: `kueue.x-k8s.io/${version}`,
    kind: 'ClusterQueue',
    metadata: { name: each.name, resourceVersion: '1' },
    spec: queueSpec(each, version),
  }));

const gpusIn = (change: KueueChange): bigint =>
  ((change.object as ClusterQueueObject).spec?.resourceGroups ?? [])
    .flatMap(group => group.flavors.flatMap(flavor => flavor.resources))
    .reduce((sum, resource) => sum + readAmount(resource.nominalQuota), 0n) /
  1000n;

const summary = (changes: KueueChange[]) =>
  changes.map(change =>
    change.kind === 'ClusterQueue' && change.action !== 'delete'
      ? `${change.action} ${change.object.metadata.name} ${gpusIn(change)}`
      : `${change.action} ${change.kind} ${change.object.metadata.name}`,
  );

function plan(options: {
  before: DesiredQueue[];
  after: DesiredQueue[];
  written?: string[];
  version?: QueueVersion;
}) {
  const { before, after, version = 'v1beta1' } = options;
  const desired = desiredOf(after);
  const view = viewOf({
    ClusterQueue: present(before, version),
    ResourceFlavor: [
      {
        apiVersion: 'v',
        kind: 'ResourceFlavor',
        metadata: { name: 'mi300x' },
        spec: { nodeLabels: { model: 'mi300x' } },
      },
    ],
    WorkloadPriorityClass: [
      {
        apiVersion: 'v',
        kind: 'WorkloadPriorityClass',
        metadata: { name: 'low' },
        value: -100,
        description: 'd',
      },
    ],
    Cohort: [
      {
        apiVersion: 'v',
        kind: 'Cohort',
        metadata: { name: 'kaiwo' },
        spec: {},
      },
    ],
    LocalQueue: before
      .filter(({ name }) => name !== 'unassigned')
      .map(({ name }) => ({
        apiVersion: 'v',
        kind: 'LocalQueue',
        metadata: { name, namespace: name },
        spec: { clusterQueue: name },
      })),
  });
  const written = all(options.written ?? before.map(({ name }) => name));
  return kueueChanges({ desired, written, view, typeOf: typeOf(version) });
}

describe('kueueChanges', () => {
  it('writes nothing when everything is as wanted', () => {
    const queues = [queue('unassigned', 8n), queue('team-a', 8n)];
    expect(plan({ before: queues, after: queues })).toEqual([]);
    expect(plan({ before: queues, after: queues, version: 'v1beta2' })).toEqual(
      [],
    );
  });

  it('creates what is new in the version that is served', () => {
    const changes = plan({
      before: [],
      after: [queue('unassigned', 8n), queue('team-a', 8n)],
      version: 'v1beta2',
    });
    expect(summary(changes)).toEqual([
      'create unassigned 8',
      'create team-a 8',
      'create LocalQueue team-a',
    ]);
    expect(changes[0].object).toMatchObject({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      spec: {
        cohortName: 'kaiwo',
        flavorFungibility: { whenCanPreempt: 'MayStopSearch' },
      },
    });
  });

  it.each([
    [
      'raising takes from the unassigned first',
      [queue('unassigned', 8n), queue('team-a', 8n)],
      [queue('unassigned', 2n), queue('team-a', 14n)],
      ['replace unassigned 2', 'replace team-a 14'],
    ],
    [
      'lowering gives back last',
      [queue('unassigned', 2n), queue('team-a', 14n)],
      [queue('unassigned', 8n), queue('team-a', 8n)],
      ['replace team-a 8', 'replace unassigned 8'],
    ],
    [
      'a removed queue is emptied before others grow',
      [queue('unassigned', 2n), queue('team-a', 14n)],
      [queue('unassigned', 16n)],
      [
        'replace team-a 0',
        'replace unassigned 16',
        'delete LocalQueue team-a',
        'delete ClusterQueue team-a',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    const changes = plan({ before, after });
    expect(summary(changes)).toEqual(expected);
    let total = before.reduce(
      (sum, each) => sum + each.flavors[0].resources[0].nominal / 1000n,
      0n,
    );
    const now = new Map(
      before.map(each => [
        each.name,
        each.flavors[0].resources[0].nominal / 1000n,
      ]),
    );
    for (const change of changes.filter(
      ({ kind, action }) => kind === 'ClusterQueue' && action === 'replace',
    )) {
      total += gpusIn(change) - (now.get(change.object.metadata.name) ?? 0n);
      expect(total).toBeLessThanOrEqual(16n);
    }
  });

  it('leaves a queue alone that is not ours', () => {
    const changes = plan({
      before: [queue('team-a', 8n)],
      after: [queue('team-a', 4n)],
      written: [],
    });
    expect(changes.filter(({ kind }) => kind === 'ClusterQueue')).toEqual([]);
  });
});
