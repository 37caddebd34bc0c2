import type { KubeObject } from '@silogen/cluster-client';
import { openDatabase } from '../store/openDatabase';
import { SqliteObjectStore } from '../store/SqliteObjectStore';
import { ClusterApi } from './ClusterApi';
import { clusterKinds } from './kinds';

const START = Date.parse('2026-01-02T03:04:05Z');
const OPTIONS = {
  dryRun: false,
  fieldValidation: 'Ignore',
  warnings: [] as string[],
} as const;

describe('what time brings about', () => {
  let nowMs: number;
  let store: SqliteObjectStore;
  let api: ClusterApi;

  beforeEach(() => {
    nowMs = START;
    store = SqliteObjectStore.create({
      database: openDatabase(':memory:'),
      now: () => nowMs,
      windowMs: 60_000,
      maxEvents: 1_000,
    });
    api = ClusterApi.create({
      store,
      kinds: clusterKinds({ kueue: '0.12', kaiwo: false }),
      admission: [],
      now: () => nowMs,
      random: () => 0.5,
    });
    api.ensureNamespaces();
  });

  afterEach(() => {
    api.stop();
    store.close();
  });

  const pods = () => api.registry.find('', 'v1', 'pods')!;
  const pod = () => store.get(pods().resource, 'default', 'p');

  function createPod(spec: object): void {
    const object: KubeObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
    };
    api.create(pods(), 'default', object, OPTIONS);
  }

  function deletePod(options: { gracePeriodSeconds?: number } = {}): void {
    api.remover.remove({
      served: pods(),
      namespace: 'default',
      name: 'p',
      options,
      dryRun: false,
    });
  }

  it('deletes a pod that runs nowhere at once', () => {
    createPod({});
    deletePod();
    expect(pod()).toBeUndefined();
  });

  it('gives a running pod its grace, which a kubelet may cut short', () => {
    createPod({ nodeName: 'n', terminationGracePeriodSeconds: 20 });
    deletePod();
    expect(pod()?.metadata).toMatchObject({
      deletionTimestamp: '2026-01-02T03:04:25Z',
      deletionGracePeriodSeconds: 20,
    });
    deletePod({ gracePeriodSeconds: 0 });
    expect(pod()).toBeUndefined();
  });

  it('ends a pod whose grace is over when no kubelet did', () => {
    createPod({ nodeName: 'n', terminationGracePeriodSeconds: 20 });
    deletePod();
    nowMs = START + 21_000;
    api.sweep();
    expect(pod()).toBeDefined();
    nowMs = START + 23_000;
    api.sweep();
    expect(pod()).toBeUndefined();
  });

  it('forgets events after an hour', () => {
    const events = api.registry.find('', 'v1', 'events')!;
    const event = (name: string, lastTimestamp: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name },
      lastTimestamp,
    });
    api.create(
      events,
      'default',
      event('old', '2026-01-02T03:04:05Z'),
      OPTIONS,
    );
    api.create(
      events,
      'default',
      event('seen-again', '2026-01-02T03:30:00Z'),
      OPTIONS,
    );
    nowMs = START + 61 * 60_000;
    api.sweep();
    const left = store
      .list(events.resource)
      .items.map(item => item.metadata.name);
    expect(left).toEqual(['seen-again']);
  });

  it.each(['default', 'kube-system'])('never deletes namespace %s', name => {
    const served = api.registry.find('', 'v1', 'namespaces')!;
    const request = {
      served,
      namespace: undefined,
      name,
      options: {},
      dryRun: false,
    };
    expect(() => api.remover.remove(request)).toThrow(
      'this namespace may not be deleted',
    );
  });
});
