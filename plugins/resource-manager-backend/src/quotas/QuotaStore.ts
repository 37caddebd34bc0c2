import type {
  Difference,
  PoolQuota,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import { parseJson } from '../json';

export interface QuotaRecord {
  project: string;
  projectId: string;
  deleting: boolean;
  cluster: string;
  version: number;
  pools: PoolQuota[];
  updatedAt: Date;
  updatedBy: string;
  reason?: string;
}

export interface QuotaChangeRecord {
  version: number;
  at: Date;
  by: string;
  reason?: string;
  pools: PoolQuota[];
  differences: Difference[];
}

interface QuotaRow {
  project_id: string;
  cluster: string;
  version: number;
  pools: string;
  updated_at: string;
  updated_by: string;
  reason: string | null;
}

interface HistoryRow {
  project_id: string;
  cluster: string;
  version: number;
  pools: string;
  differences: string;
  at: string;
  by: string;
  reason: string | null;
}

/** SQL of the desired quotas and their history. */
export class QuotaStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): QuotaStore {
    return new QuotaStore(options.knex);
  }

  async find(
    project: string,
    cluster: string,
  ): Promise<QuotaRecord | undefined> {
    const row = await this.#select()
      .where({ 'projects.name': project, 'project_quotas.cluster': cluster })
      .first();
    return row && toRecord(row);
  }

  /** By project name. */
  async list(where: {
    cluster?: string;
    projects?: readonly string[];
  }): Promise<QuotaRecord[]> {
    const query = this.#select().orderBy([
      'projects.name',
      'project_quotas.cluster',
    ]);
    if (where.cluster !== undefined)
      query.where('project_quotas.cluster', where.cluster);
    if (where.projects) query.whereIn('projects.name', [...where.projects]);
    return (await query).map(toRecord);
  }

  /**
   * Stores a new version together with its history.
   *
   * @returns false when another version is current
   */
  async save(
    quota: {
      projectId: string;
      cluster: string;
      /** The version that this one replaces; 0 for the first. */
      replaces: number;
      change: Omit<QuotaChangeRecord, 'version'>;
    },
    trx: Knex.Transaction,
  ): Promise<boolean> {
    const { change, replaces, cluster } = quota;
    const version = replaces + 1;
    const key = { project_id: quota.projectId, cluster };
    const content = {
      version,
      pools: JSON.stringify(change.pools),
      updated_at: change.at.toISOString(),
      updated_by: change.by,
      reason: change.reason ?? null,
    };
    const saved =
      replaces === 0
        ? (
            await trx<QuotaRow>('project_quotas')
              .insert({ ...key, ...content })
              .onConflict(['project_id', 'cluster'])
              .ignore()
              .returning('version')
          ).length
        : await trx<QuotaRow>('project_quotas')
            .where({ ...key, version: replaces })
            .update(content);
    if (saved !== 1) return false;
    await trx<HistoryRow>('quota_history').insert({
      ...key,
      version,
      pools: content.pools,
      differences: JSON.stringify(change.differences),
      at: content.updated_at,
      by: change.by,
      reason: content.reason,
    });
    return true;
  }

  /** Newest first. */
  async history(options: {
    project: string;
    cluster: string;
    beforeVersion?: number;
    limit: number;
  }): Promise<QuotaChangeRecord[]> {
    const query = this.#knex('quota_history')
      .join('projects', 'projects.id', 'quota_history.project_id')
      .where({
        'projects.name': options.project,
        'quota_history.cluster': options.cluster,
      })
      .orderBy('quota_history.version', 'desc')
      .limit(options.limit)
      .select<HistoryRow[]>('quota_history.*');
    if (options.beforeVersion !== undefined)
      query.where('quota_history.version', '<', options.beforeVersion);
    return (await query).map(row => ({
      version: row.version,
      at: new Date(row.at),
      by: row.by,
      reason: row.reason ?? undefined,
      pools: parseJson(row.pools),
      differences: parseJson(row.differences),
    }));
  }

  #select(): Knex.QueryBuilder {
    return this.#knex('project_quotas')
      .join('projects', 'projects.id', 'project_quotas.project_id')
      .select(
        'project_quotas.*',
        'projects.name as project_name',
        'projects.deleting',
      );
  }
}

function toRecord(
  row: QuotaRow & { project_name: string; deleting: boolean | number },
): QuotaRecord {
  return {
    project: row.project_name,
    projectId: row.project_id,
    deleting: Boolean(row.deleting),
    cluster: row.cluster,
    version: row.version,
    pools: parseJson(row.pools),
    updatedAt: new Date(row.updated_at),
    updatedBy: row.updated_by,
    reason: row.reason ?? undefined,
  };
}
