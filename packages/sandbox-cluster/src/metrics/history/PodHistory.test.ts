import { podObject, PODS, START_MS, TestCluster, MINUTE } from '../testing';
import { SqliteObjectStore } from '../../store/SqliteObjectStore';
import { PodHistory } from './PodHistory';

function reopen(cluster: TestCluster): PodHistory {
  const { database } = cluster;
  const now = () => cluster.nowMs;
  const store = SqliteObjectStore.create({
    database,
    now,
    windowMs: 5 * MINUTE,
    maxEvents: 100,
  });
  return PodHistory.create({ store, database, now });
}

describe('PodHistory', () => {
  const train = podObject({ name: 'train', gpus: 2, boundAt: 1, runningAt: 2 });

  it('remembers deleted pods over restarts', () => {
    const cluster = TestCluster.create('hall-a');
    cluster.store.put(PODS, train);
    const [alive] = cluster.podHistory.records();
    expect(alive.name).toBe('train');
    expect(alive.goneMs).toBeUndefined();
    cluster.nowMs = START_MS + 9 * MINUTE + 300;
    cluster.store.remove(PODS, 'team', 'train');
    const [record] = reopen(cluster).records();
    expect(record).toEqual(
      expect.objectContaining({
        uid: 'uid-train',
        gpus: 2,
        boundMs: START_MS + MINUTE,
        runningMs: START_MS + 2 * MINUTE,
        goneMs: START_MS + 9 * MINUTE,
      }),
    );
    expect(record.endMs).toBeUndefined();
  });

  it('finds the deletion in the event log when the process was killed before it wrote its row', () => {
    const cluster = TestCluster.create('hall-a');
    cluster.store.put(PODS, train);
    cluster.nowMs = START_MS + 9 * MINUTE;
    cluster.store.remove(PODS, 'team', 'train');
    cluster.database.exec('DELETE FROM pod_history');
    expect(reopen(cluster).records()).toEqual([
      expect.objectContaining({
        uid: 'uid-train',
        goneMs: START_MS + 9 * MINUTE,
      }),
    ]);
  });

  it('knows pods that were loaded as history', () => {
    const cluster = TestCluster.create('hall-a');
    cluster.store.load([
      {
        resource: PODS,
        object: podObject({
          name: 'old',
          gpus: 1,
          boundAt: -600,
          endedAt: -500,
        }),
      },
    ]);
    expect(cluster.podHistory.records()).toEqual([
      expect.objectContaining({
        name: 'old',
        endMs: START_MS - 500 * MINUTE,
        outcome: 'Succeeded',
      }),
    ]);
  });
});
