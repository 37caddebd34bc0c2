import type { KubeObject } from '@silogen/cluster-client';
import { node } from '../__testUtils__/objects';
import type { WatchedKind } from '../clusters/types';
import { RelevantChanges } from './RelevantChanges';

const queue = (generation: number, pending: number): KubeObject => ({
  apiVersion: 'v',
  kind: 'ClusterQueue',
  metadata: { name: 'q', generation },
  status: { pendingWorkloads: pending },
});
const config = (status: string): KubeObject => ({
  apiVersion: 'v',
  kind: 'KaiwoQueueConfig',
  metadata: { name: 'kaiwo', generation: 1 },
  status: { status },
});
const heartbeat = (object: KubeObject): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion: 'next' },
});

describe('RelevantChanges', () => {
  it.each<[string, WatchedKind, KubeObject, KubeObject, boolean]>([
    [
      'a heartbeat',
      'Node',
      node({ name: 'n' }),
      heartbeat(node({ name: 'n' })),
      false,
    ],
    [
      'a node that is cordoned',
      'Node',
      node({ name: 'n' }),
      node({ name: 'n', cordoned: true }),
      true,
    ],
    [
      'a node that fails',
      'Node',
      node({ name: 'n' }),
      node({ name: 'n', ready: false }),
      true,
    ],
    [
      'a label',
      'Node',
      node({ name: 'n' }),
      node({ name: 'n', labels: { a: 'b' } }),
      true,
    ],
    ['counters of a queue', 'ClusterQueue', queue(1, 0), queue(1, 5), false],
    ['an edit of a queue', 'ClusterQueue', queue(1, 0), queue(2, 0), true],
    [
      'Kaiwo failing',
      'KaiwoQueueConfig',
      config('READY'),
      config('FAILED'),
      true,
    ],
    ['a pod', 'Pod', queue(1, 0), queue(2, 0), false],
  ])('%s', (_, kind, before, after, expected) => {
    const changes = RelevantChanges.create();
    changes.matters({ cluster: 'c', kind, type: 'upserted', object: before });
    expect(
      changes.matters({ cluster: 'c', kind, type: 'upserted', object: after }),
    ).toBe(expected);
  });

  it('always looks after a relist and a deletion', () => {
    const changes = RelevantChanges.create();
    const object = queue(1, 0);
    expect(
      changes.matters({ cluster: 'c', kind: 'Node', type: 'synced' }),
    ).toBe(true);
    expect(
      changes.matters({
        cluster: 'c',
        kind: 'ClusterQueue',
        type: 'upserted',
        object,
      }),
    ).toBe(true);
    expect(
      changes.matters({
        cluster: 'c',
        kind: 'ClusterQueue',
        type: 'deleted',
        object,
      }),
    ).toBe(true);
    expect(
      changes.matters({
        cluster: 'c',
        kind: 'ClusterQueue',
        type: 'upserted',
        object,
      }),
    ).toBe(true);
  });
});
