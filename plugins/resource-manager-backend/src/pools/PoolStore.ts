import type { Knex } from 'knex';
import { parseJson } from '../json';

export interface PoolRecord {
  id: string;
  cluster: string;
  name: string;
  title: string;
  selector: Record<string, string>;
  /** Main resource when its nodes were last seen. */
  resource?: string;
  version: number;
}

interface PoolRow {
  id: string;
  cluster: string;
  name: string;
  title: string;
  selector: string;
  resource: string | null;
  version: number;
  created_at: string;
}

/** SQL of the compute pools. */
export class PoolStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): PoolStore {
    return new PoolStore(options.knex);
  }

  /** Of one cluster or all, by cluster and name. */
  async list(cluster?: string): Promise<PoolRecord[]> {
    const query = this.#knex<PoolRow>('pools').orderBy(['cluster', 'name']);
    if (cluster !== undefined) query.where({ cluster });
    return (await query).map(toRecord);
  }

  async find(cluster: string, name: string): Promise<PoolRecord | undefined> {
    const row = await this.#knex<PoolRow>('pools')
      .where({ cluster, name })
      .first();
    return row && toRecord(row);
  }

  /** @returns false when the name is taken */
  async insert(
    pool: Omit<PoolRecord, 'version'> & { createdAt: Date },
    trx: Knex = this.#knex,
  ): Promise<boolean> {
    const inserted = await trx<PoolRow>('pools')
      .insert({
        id: pool.id,
        cluster: pool.cluster,
        name: pool.name,
        title: pool.title,
        selector: JSON.stringify(pool.selector),
        resource: pool.resource ?? null,
        version: 1,
        created_at: pool.createdAt.toISOString(),
      })
      .onConflict(['cluster', 'name'])
      .ignore()
      .returning('id');
    return inserted.length === 1;
  }

  /** @returns false when another version is current */
  async update(
    pool: Pick<PoolRecord, 'id' | 'version' | 'title' | 'selector'>,
  ): Promise<boolean> {
    const changed = await this.#knex<PoolRow>('pools')
      .where({ id: pool.id, version: pool.version })
      .update({
        title: pool.title,
        selector: JSON.stringify(pool.selector),
        version: pool.version + 1,
      });
    return changed === 1;
  }

  /** Keeps what its nodes show, for when they are gone. */
  async rememberResource(id: string, resource: string): Promise<void> {
    await this.#knex<PoolRow>('pools').where({ id }).update({ resource });
  }

  /** @returns false when another version is current */
  async delete(
    pool: Pick<PoolRecord, 'id' | 'version'>,
    trx: Knex = this.#knex,
  ): Promise<boolean> {
    return (
      (await trx<PoolRow>('pools')
        .where({ id: pool.id, version: pool.version })
        .delete()) === 1
    );
  }
}

function toRecord({ created_at: _, ...row }: PoolRow): PoolRecord {
  return {
    ...row,
    selector: parseJson(row.selector),
    resource: row.resource ?? undefined,
  };
}
