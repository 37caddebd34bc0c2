import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { KubeObject } from '@silogen/cluster-client';
import { EventLog, objectKey } from './EventLog';
import { ObjectIndex } from './ObjectIndex';
import type {
  ObjectStore,
  StoredList,
  StoredResource,
  StoreEvent,
} from './ObjectStore';

/** So many writes go by between two looks at what may be forgotten. */
const COMPACT_EVERY = 256;

/**
 * Objects live in memory and are written through to SQLite, so that reads and watches cost no query and a restart
 * loses nothing.
 */
export class SqliteObjectStore implements ObjectStore {
  readonly #database: Database.Database;
  readonly #now: () => number;
  readonly #index = ObjectIndex.create();
  readonly #log: EventLog;
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  readonly #statements: ReturnType<typeof prepare>;
  #resourceVersion: number;
  #writesSinceCompaction = 0;

  static create(options: {
    database: Database.Database;
    now: () => number;
    windowMs: number;
    maxEvents: number;
  }): SqliteObjectStore {
    return new SqliteObjectStore(options);
  }

  private constructor(options: Parameters<typeof SqliteObjectStore.create>[0]) {
    this.#database = options.database;
    this.#now = options.now;
    this.#statements = prepare(options.database);
    for (const row of this.#statements.allObjects.all() as ObjectRow[]) {
      this.#index.set(
        { group: row.api_group, plural: row.plural },
        JSON.parse(row.object),
      );
    }
    this.#resourceVersion = Number(this.getMeta('resourceVersion') ?? 1);
    this.#log = EventLog.create({
      windowMs: options.windowMs,
      maxEvents: options.maxEvents,
      compactedVersion: Number(this.getMeta('compactedVersion') ?? 1),
      events: (this.#statements.allEvents.all() as EventRow[]).map(row => ({
        atMs: row.at_ms,
        event: {
          resourceVersion: row.resource_version,
          type: row.type,
          resource: { group: row.api_group, plural: row.plural },
          object: JSON.parse(row.object),
          previous:
            row.previous === null ? undefined : JSON.parse(row.previous),
        },
      })),
    });
  }

  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  get compactedVersion(): number {
    return this.#log.compactedVersion;
  }

  get(resource: StoredResource, namespace: string | undefined, name: string) {
    return this.#index.get(resource, objectKey(namespace, name));
  }

  list(
    resource: StoredResource,
    options: { namespace?: string; atVersion?: number } = {},
  ): StoredList {
    const { namespace, atVersion } = options;
    const present = this.#index.all(resource);
    const objects =
      atVersion === undefined || atVersion === this.#resourceVersion
        ? present
        : this.#log.rewind(present, resource, atVersion);
    const prefix = namespace === undefined ? '' : `${namespace}/`;
    const keys = [...objects.keys()]
      .filter(key => key.startsWith(prefix))
      .sort();
    return {
      items: keys.map(key => objects.get(key)!),
      resourceVersion: atVersion ?? this.#resourceVersion,
    };
  }

  put(resource: StoredResource, object: KubeObject): KubeObject {
    const previous = this.get(
      resource,
      object.metadata.namespace,
      object.metadata.name,
    );
    return this.#write(
      resource,
      object,
      previous ? 'MODIFIED' : 'ADDED',
      previous,
    );
  }

  remove(
    resource: StoredResource,
    namespace: string | undefined,
    name: string,
  ) {
    const previous = this.get(resource, namespace, name);
    return previous && this.#write(resource, previous, 'DELETED', previous);
  }

  load(
    objects: readonly { resource: StoredResource; object: KubeObject }[],
  ): void {
    const written: KubeObject[] = [];
    this.#database.transaction(() => {
      for (const { resource, object } of objects) {
        this.#resourceVersion += 1;
        const stored = stamp(object, this.#resourceVersion, this.#now());
        this.#saveObject(resource, stored);
        written.push(stored);
      }
      this.#statements.deleteEvents.run(this.#resourceVersion);
      this.setMeta('resourceVersion', String(this.#resourceVersion));
      this.setMeta('compactedVersion', String(this.#resourceVersion));
    })();
    written.forEach((stored, at) =>
      this.#index.set(objects[at].resource, stored),
    );
    // Who watched before must list again: a history is loaded, not replayed.
    this.#log.reset(this.#resourceVersion);
  }

  dependents(uid: string) {
    return this.#index.dependents(uid);
  }

  byUid(uid: string) {
    return this.#index.byUid(uid);
  }

  eventsSince(
    resourceVersion: number,
    resource: StoredResource,
  ): readonly StoreEvent[] {
    return this.#log.since(resourceVersion, resource);
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  getMeta(key: string): string | undefined {
    return (this.#statements.getMeta.get(key) as { value: string } | undefined)
      ?.value;
  }

  setMeta(key: string, value: string): void {
    this.#statements.setMeta.run(key, value);
  }

  /** Forgets history beyond the window; done by itself now and then. */
  compact(): void {
    this.#writesSinceCompaction = 0;
    const bound = this.#log.compact(this.#now());
    if (bound !== undefined) {
      this.#statements.deleteEvents.run(bound);
      this.setMeta('compactedVersion', String(bound));
    }
  }

  close(): void {
    this.#listeners.clear();
    this.#database.close();
  }

  #write(
    resource: StoredResource,
    object: KubeObject,
    type: StoreEvent['type'],
    previous: KubeObject | undefined,
  ): KubeObject {
    const resourceVersion = this.#resourceVersion + 1;
    const atMs = this.#now();
    const stored = stamp(object, resourceVersion, atMs);
    this.#database.transaction(() => {
      if (type === 'DELETED') {
        this.#statements.deleteObject.run(
          resource.group,
          resource.plural,
          keyOf(stored),
        );
      } else {
        this.#saveObject(resource, stored);
      }
      this.#statements.addEvent.run(
        resourceVersion,
        atMs,
        type,
        resource.group,
        resource.plural,
        JSON.stringify(stored),
        previous ? JSON.stringify(previous) : null,
      );
      this.setMeta('resourceVersion', String(resourceVersion));
    })();
    this.#resourceVersion = resourceVersion;
    if (type === 'DELETED') {
      this.#index.delete(resource, stored);
    } else {
      this.#index.set(resource, stored);
    }
    const event: StoreEvent = {
      resourceVersion,
      type,
      resource,
      object: stored,
      previous,
    };
    this.#log.append(event, atMs);
    this.#writesSinceCompaction += 1;
    if (this.#writesSinceCompaction >= COMPACT_EVERY) {
      this.compact();
    }
    [...this.#listeners].forEach(listener => listener(event));
    return stored;
  }

  #saveObject(resource: StoredResource, stored: KubeObject): void {
    this.#statements.putObject.run(
      resource.group,
      resource.plural,
      keyOf(stored),
      JSON.stringify(stored),
    );
  }
}

interface ObjectRow {
  api_group: string;
  plural: string;
  object: string;
}

interface EventRow extends ObjectRow {
  resource_version: number;
  at_ms: number;
  type: StoreEvent['type'];
  previous: string | null;
}

function stamp(
  object: KubeObject,
  resourceVersion: number,
  nowMs: number,
): KubeObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      uid: object.metadata.uid ?? randomUUID(),
      creationTimestamp:
        object.metadata.creationTimestamp ??
        new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z'),
      resourceVersion: String(resourceVersion),
    },
  };
}

function keyOf(object: KubeObject): string {
  return objectKey(object.metadata.namespace, object.metadata.name);
}

function prepare(database: Database.Database) {
  return {
    allObjects: database.prepare(
      'SELECT api_group, plural, object FROM objects',
    ),
    allEvents: database.prepare(
      'SELECT * FROM events ORDER BY resource_version',
    ),
    putObject: database.prepare(
      'INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?)',
    ),
    deleteObject: database.prepare(
      'DELETE FROM objects WHERE api_group = ? AND plural = ? AND object_key = ?',
    ),
    addEvent: database.prepare(
      'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    deleteEvents: database.prepare(
      'DELETE FROM events WHERE resource_version <= ?',
    ),
    getMeta: database.prepare('SELECT value FROM meta WHERE key = ?'),
    setMeta: database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)'),
  };
}
