import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeObject } from '@silogen/cluster-client';
import fc from 'fast-check';
import { openDatabase } from './openDatabase';
import { SqliteObjectStore } from './SqliteObjectStore';
import { SqlitePodLogs } from './SqlitePodLogs';

const MAPS = { group: '', plural: 'configmaps' };

function map(
  name: string,
  value = '1',
  more: Partial<KubeObject['metadata']> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'lab', ...more },
    data: { value },
  };
}

function values(store: SqliteObjectStore, atVersion?: number): string[] {
  return store
    .list(MAPS, { namespace: 'lab', atVersion })
    .items.map(
      ({ metadata, data }) =>
        `${metadata.name}=${(data as { value: string }).value}`,
    );
}

describe('SqliteObjectStore', () => {
  let directory: string;
  let nowMs: number;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'store-'));
    nowMs = Date.parse('2026-01-02T03:04:05.678Z');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  function open(options: { windowMs?: number; maxEvents?: number } = {}) {
    return SqliteObjectStore.create({
      database: openDatabase(join(directory, 'store.sqlite')),
      now: () => nowMs,
      windowMs: options.windowMs ?? 1_000,
      maxEvents: options.maxEvents ?? 1_000,
    });
  }

  it('numbers writes in order, also over a restart', () => {
    const first = open();
    const a = first.put(MAPS, map('a'));
    const b = first.put(MAPS, map('b'));
    expect(Number(b.metadata.resourceVersion)).toBe(
      Number(a.metadata.resourceVersion) + 1,
    );
    expect(a.metadata).toMatchObject({
      uid: expect.any(String),
      creationTimestamp: '2026-01-02T03:04:05Z',
    });
    first.remove(MAPS, 'lab', 'a');
    const version = first.resourceVersion;
    first.close();

    const second = open();
    expect(second.resourceVersion).toBe(version);
    expect(values(second)).toEqual(['b=1']);
    expect(second.get(MAPS, 'lab', 'b')).toEqual(b);
    const c = second.put(MAPS, map('c'));
    expect(Number(c.metadata.resourceVersion)).toBe(version + 1);
    const events = second.eventsSince(Number(a.metadata.resourceVersion), MAPS);
    expect(
      events.map(event => `${event.type} ${event.object.metadata.name}`),
    ).toEqual(['ADDED b', 'DELETED a', 'ADDED c']);
    second.close();
  });

  it('shows every earlier moment that the history covers', () => {
    const write = fc.record({
      resource: fc.constantFrom(MAPS, { group: 'batch', plural: 'jobs' }),
      name: fc.constantFrom('a', 'b', 'c'),
      value: fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 25 }), writes => {
        const store = SqliteObjectStore.create({
          database: openDatabase(':memory:'),
          now: () => nowMs,
          windowMs: 1_000,
          maxEvents: 1_000,
        });
        const moments = [
          { version: store.resourceVersion, seen: values(store) },
        ];
        for (const { resource, name, value } of writes) {
          if (value === undefined) {
            store.remove(resource, 'lab', name);
          } else {
            store.put(
              resource,
              map(name, value, store.get(resource, 'lab', name)?.metadata),
            );
          }
          moments.push({ version: store.resourceVersion, seen: values(store) });
        }
        for (const { version, seen } of moments) {
          expect(values(store, version)).toEqual(seen);
        }
        store.close();
      }),
    );
  });

  it.each<[string, { windowMs?: number; maxEvents?: number }, number]>([
    ['by age', { windowMs: 1_000 }, 5_000],
    ['by number', { maxEvents: 1 }, 0],
  ])(
    'forgets history %s, and remembers that over a restart',
    (_, limits, passedMs) => {
      const store = open(limits);
      const old = Number(store.put(MAPS, map('a')).metadata.resourceVersion);
      store.put(MAPS, map('b'));
      nowMs += passedMs;
      store.put(MAPS, map('c'));
      store.compact();
      expect(() => store.eventsSince(old, MAPS)).toThrow(
        /too old resource version/,
      );
      expect(() => store.list(MAPS, { atVersion: old })).toThrow(
        /too old resource version/,
      );
      expect(values(store)).toEqual(['a=1', 'b=1', 'c=1']);
      store.close();
      const again = open(limits);
      expect(() => again.eventsSince(old, MAPS)).toThrow(
        /too old resource version/,
      );
      expect(again.eventsSince(again.resourceVersion, MAPS)).toEqual([]);
      again.close();
    },
  );

  it('loads a history as it is, and makes watchers list again', () => {
    const store = open();
    const before = store.put(MAPS, map('a'));
    store.load([
      {
        resource: MAPS,
        object: map('old', '1', {
          uid: 'given',
          creationTimestamp: '2020-01-01T00:00:00Z',
        }),
      },
    ]);
    expect(store.get(MAPS, 'lab', 'old')?.metadata).toMatchObject({
      uid: 'given',
      creationTimestamp: '2020-01-01T00:00:00Z',
    });
    expect(() =>
      store.eventsSince(Number(before.metadata.resourceVersion), MAPS),
    ).toThrow();
    store.close();
  });

  it('knows dependents by owner', () => {
    const store = open();
    const owner = store.put(MAPS, map('owner'));
    const reference = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'owner',
      uid: owner.metadata.uid!,
    };
    store.put(MAPS, map('child', '1', { ownerReferences: [reference] }));
    const names = () =>
      store
        .dependents(owner.metadata.uid!)
        .map(entry => entry.object.metadata.name);
    expect(names()).toEqual(['child']);
    store.put(
      MAPS,
      map('child', '2', { uid: store.get(MAPS, 'lab', 'child')!.metadata.uid }),
    );
    expect(names()).toEqual([]);
    store.close();
  });

  it('keeps logs over a restart, the previous instance apart', () => {
    const file = join(directory, 'logs.sqlite');
    const ref = { namespace: 'lab', pod: 'p', container: 'c' };
    const first = openDatabase(file);
    const logs = SqlitePodLogs.create({ database: first });
    logs.append(ref, [{ timeMs: 1, text: 'one' }]);
    logs.rotate(ref);
    logs.append(ref, [{ timeMs: 2, text: 'two' }]);
    first.close();
    const second = openDatabase(file);
    const again = SqlitePodLogs.create({ database: second });
    expect(again.read(ref, 'previous')).toEqual([{ timeMs: 1, text: 'one' }]);
    expect(again.read(ref, 'current')).toEqual([{ timeMs: 2, text: 'two' }]);
    again.removePod('lab', 'p');
    expect(again.read(ref, 'current')).toBeUndefined();
    second.close();
  });
});
