import Database from 'better-sqlite3';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS objects (
    api_group TEXT NOT NULL, plural TEXT NOT NULL, object_key TEXT NOT NULL, object TEXT NOT NULL,
    PRIMARY KEY (api_group, plural, object_key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS events (
    resource_version INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, type TEXT NOT NULL,
    api_group TEXT NOT NULL, plural TEXT NOT NULL, object TEXT NOT NULL, previous TEXT
  );
  CREATE TABLE IF NOT EXISTS pod_logs (
    id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, pod TEXT NOT NULL, container TEXT NOT NULL,
    instance TEXT NOT NULL, time_ms INTEGER NOT NULL, line TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS pod_logs_by_container ON pod_logs (namespace, pod, container, instance, id);
`;

/** One file a cluster. WAL: a reader from outside (a developer's sqlite3 shell) never blocks the server. */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.exec(SCHEMA);
  return database;
}
