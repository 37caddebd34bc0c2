import type Database from 'better-sqlite3';
import type { ContainerRef, LogLine, PodLogPersistence } from '../api/podLogs';

/** Pod logs in the cluster's own database file. */
export class SqlitePodLogs implements PodLogPersistence {
  readonly #database: Database.Database;
  readonly #statements: ReturnType<typeof prepare>;

  static create(options: { database: Database.Database }): SqlitePodLogs {
    return new SqlitePodLogs(options.database);
  }

  private constructor(database: Database.Database) {
    this.#database = database;
    this.#statements = prepare(database);
  }

  read(
    ref: ContainerRef,
    instance: 'current' | 'previous',
  ): LogLine[] | undefined {
    const rows = this.#statements.read.all(
      ref.namespace,
      ref.pod,
      ref.container,
      instance,
    ) as {
      time_ms: number;
      line: string;
    }[];
    return rows.length === 0
      ? undefined
      : rows.map(row => ({ timeMs: row.time_ms, text: row.line }));
  }

  append(ref: ContainerRef, lines: readonly LogLine[]): void {
    this.#database.transaction(() => this.#insert(ref, lines))();
  }

  rewrite(ref: ContainerRef, lines: readonly LogLine[]): void {
    this.#database.transaction(() => {
      this.#statements.remove.run(
        ref.namespace,
        ref.pod,
        ref.container,
        'current',
      );
      this.#insert(ref, lines);
    })();
  }

  rotate(ref: ContainerRef): void {
    this.#database.transaction(() => {
      this.#statements.remove.run(
        ref.namespace,
        ref.pod,
        ref.container,
        'previous',
      );
      this.#statements.rotate.run(ref.namespace, ref.pod, ref.container);
    })();
  }

  removePod(namespace: string, pod: string): void {
    this.#statements.removePod.run(namespace, pod);
  }

  #insert(ref: ContainerRef, lines: readonly LogLine[]): void {
    for (const line of lines) {
      this.#statements.add.run(
        ref.namespace,
        ref.pod,
        ref.container,
        'current',
        line.timeMs,
        line.text,
      );
    }
  }
}

function prepare(database: Database.Database) {
  const container = 'namespace = ? AND pod = ? AND container = ?';
  return {
    read: database.prepare(
      `SELECT time_ms, line FROM pod_logs WHERE ${container} AND instance = ? ORDER BY id`,
    ),
    add: database.prepare(
      'INSERT INTO pod_logs (namespace, pod, container, instance, time_ms, line) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    remove: database.prepare(
      `DELETE FROM pod_logs WHERE ${container} AND instance = ?`,
    ),
    rotate: database.prepare(
      `UPDATE pod_logs SET instance = 'previous' WHERE ${container} AND instance = 'current'`,
    ),
    removePod: database.prepare(
      'DELETE FROM pod_logs WHERE namespace = ? AND pod = ?',
    ),
  };
}
