import type {
  Difference,
  SyncStatus,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import { parseJson } from '../json';

/** What a status is about: a project's quota on a cluster, a pool, or the cluster as a whole. */
export type SyncKind = 'project' | 'pool' | 'cluster';

interface SyncRow {
  cluster: string;
  kind: SyncKind;
  name: string;
  state: SyncStatus['state'];
  message: string | null;
  differences: string;
  applied_at: string | null;
  applied_hash: string | null;
}

export interface SyncRecord {
  cluster: string;
  kind: SyncKind;
  name: string;
  status: SyncStatus;
  /** Of what was last seen applied. */
  appliedHash?: string;
}

/** SQL of what was last applied and seen, and of drift. */
export class SyncStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): SyncStore {
    return new SyncStore(options.knex);
  }

  async list(where: {
    kind?: SyncKind;
    cluster?: string;
    names?: readonly string[];
  }): Promise<SyncRecord[]> {
    const query = this.#knex<SyncRow>('sync_status');
    if (where.kind !== undefined) query.where({ kind: where.kind });
    if (where.cluster !== undefined) query.where({ cluster: where.cluster });
    if (where.names) query.whereIn('name', [...where.names]);
    return (await query).map(toRecord);
  }

  async save(
    trx: Knex.Transaction,
    records: readonly SyncRecord[],
  ): Promise<void> {
    for (const { cluster, kind, name, status, appliedHash } of records) {
      await trx<SyncRow>('sync_status')
        .insert({
          cluster,
          kind,
          name,
          state: status.state,
          message: status.message ?? null,
          differences: JSON.stringify(status.differences ?? []),
          applied_at: status.appliedAt ?? null,
          applied_hash: appliedHash ?? null,
        })
        .onConflict(['cluster', 'kind', 'name'])
        .merge();
    }
  }

  async remove(
    trx: Knex.Transaction,
    key: { cluster: string; kind: SyncKind; name: string },
  ): Promise<void> {
    await trx<SyncRow>('sync_status').where(key).delete();
  }

  async recordDrift(
    trx: Knex.Transaction,
    drift: {
      cluster: string;
      name: string;
      differences: readonly Difference[];
      at: Date;
    },
  ): Promise<void> {
    await trx('drift_events').insert({
      cluster: drift.cluster,
      name: drift.name,
      differences: JSON.stringify(drift.differences),
      at: drift.at.toISOString(),
    });
  }
}

function toRecord(row: SyncRow): SyncRecord {
  const differences = parseJson<Difference[]>(row.differences);
  return {
    cluster: row.cluster,
    kind: row.kind,
    name: row.name,
    status: {
      state: row.state,
      message: row.message ?? undefined,
      differences: differences.length ? differences : undefined,
      appliedAt: row.applied_at ?? undefined,
    },
    appliedHash: row.applied_hash ?? undefined,
  };
}
