import type Database from 'better-sqlite3';
import type { KubeObject } from '@silogen/cluster-client';
import type { Pod } from '../../controllers/runtime/kubeTypes';
import type { ObjectStore, StoredResource } from '../../store/ObjectStore';
import { podRecordOf, type PodRecord } from './podRecord';

const PODS: StoredResource = { group: '', plural: 'pods' };

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS pod_history (
    uid TEXT PRIMARY KEY, gone_ms INTEGER NOT NULL, record TEXT NOT NULL
  ) WITHOUT ROWID;
`;

/** Series reach 15 days back; what lies far beyond is forgotten at the next start. */
const KEPT_MS = 60 * 86_400_000;

/**
 * Every pod that a cluster had: those in the store as they are, those deleted from an append-only table in the cluster's
 * own database.
 */
export class PodHistory {
  readonly #store: ObjectStore;
  readonly #add: Database.Statement;
  readonly #gone = new Map<string, PodRecord>();
  /** Stored objects are never changed, so a record stays right as long as its object is the current one. */
  readonly #present = new WeakMap<KubeObject, PodRecord>();

  static create(options: {
    store: ObjectStore;
    database: Database.Database;
    now: () => number;
  }): PodHistory {
    return new PodHistory(options);
  }

  private constructor(options: Parameters<typeof PodHistory.create>[0]) {
    const { store, database, now } = options;
    this.#store = store;
    database.exec(SCHEMA);
    database
      .prepare('DELETE FROM pod_history WHERE gone_ms < ?')
      .run(now() - KEPT_MS);
    this.#add = database.prepare(
      'INSERT OR IGNORE INTO pod_history VALUES (?, ?, ?)',
    );
    const rows = database.prepare('SELECT record FROM pod_history').all();
    for (const { record } of rows as { record: string }[]) {
      const read: PodRecord = JSON.parse(record);
      this.#gone.set(read.uid, read);
    }
    // A process that was killed between a deletion and its row left the deletion in the event log.
    const deletions = database
      .prepare(
        `SELECT at_ms, object FROM events WHERE type = 'DELETED' AND api_group = '' AND plural = 'pods'`,
      )
      .all() as { at_ms: number; object: string }[];
    deletions.forEach(({ at_ms, object }) =>
      this.#remember(JSON.parse(object), at_ms),
    );
    store.subscribe(({ type, resource, object }) => {
      if (
        type === 'DELETED' &&
        resource.group === '' &&
        resource.plural === 'pods'
      ) {
        this.#remember(object as Pod, now());
      }
    });
  }

  /** All pods, those that are gone first. */
  records(): PodRecord[] {
    const present = this.#store.list(PODS).items.map(object => {
      const known = this.#present.get(object) ?? podRecordOf(object as Pod);
      this.#present.set(object, known);
      return known;
    });
    return [...this.#gone.values(), ...present];
  }

  #remember(pod: Pod, atMs: number): void {
    const uid = pod.metadata.uid ?? '';
    if (this.#gone.has(uid)) {
      return;
    }
    const goneMs = Math.floor(atMs / 1000) * 1000;
    const record: PodRecord = { ...podRecordOf(pod), goneMs };
    this.#gone.set(uid, record);
    this.#add.run(uid, goneMs, JSON.stringify(record));
  }
}
