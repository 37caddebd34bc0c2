import type { Knex } from 'knex';

/** Kinds of objects that this plugin writes. */
export type WrittenKind =
  | 'Namespace'
  | 'ResourceFlavor'
  | 'ClusterQueue'
  | 'LocalQueue'
  | 'Cohort'
  | 'WorkloadPriorityClass';

/** Names by kind; `namespace/name` for LocalQueues. */
export type WrittenObjects = Record<WrittenKind, ReadonlySet<string>>;

const KINDS: readonly WrittenKind[] = [
  'Namespace',
  'ResourceFlavor',
  'ClusterQueue',
  'LocalQueue',
  'Cohort',
  'WorkloadPriorityClass',
];

interface WrittenRow {
  cluster: string;
  kind: WrittenKind;
  name: string;
}

export interface TakeoverRecord {
  takenOver: boolean;
  at?: string;
  by?: string;
}

/** SQL of which clusters are managed, and which of their objects are ours. */
export class OwnershipStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): OwnershipStore {
    return new OwnershipStore(options.knex);
  }

  async written(cluster: string): Promise<WrittenObjects> {
    const rows = await this.#knex<WrittenRow>('written_objects').where({
      cluster,
    });
    const names = (kind: WrittenKind) =>
      new Set(rows.filter(row => row.kind === kind).map(row => row.name));
    return Object.fromEntries(KINDS.map(kind => [kind, names(kind)])) as Record<
      WrittenKind,
      Set<string>
    >;
  }

  async claim(
    trx: Knex.Transaction,
    cluster: string,
    objects: readonly { kind: WrittenKind; name: string }[],
  ): Promise<void> {
    for (const { kind, name } of objects) {
      await trx<WrittenRow>('written_objects')
        .insert({ cluster, kind, name })
        .onConflict(['cluster', 'kind', 'name'])
        .ignore();
    }
  }

  async release(
    trx: Knex.Transaction,
    cluster: string,
    objects: readonly { kind: WrittenKind; name: string }[],
  ): Promise<void> {
    for (const { kind, name } of objects) {
      await trx<WrittenRow>('written_objects')
        .where({ cluster, kind, name })
        .delete();
    }
  }

  /** Makes sure that every configured cluster has a row. */
  async ensure(clusters: readonly string[]): Promise<void> {
    for (const cluster of clusters) {
      await this.#knex('cluster_state')
        .insert({ cluster, taken_over: false, revision: 0 })
        .onConflict('cluster')
        .ignore();
    }
  }

  async revision(cluster: string): Promise<number> {
    const row = await this.#knex('cluster_state')
      .where({ cluster })
      .first('revision');
    return row?.revision ?? 0;
  }

  /** @returns false when quotas or pools of the cluster were changed since the revision was read */
  async advance(
    trx: Knex.Transaction,
    cluster: string,
    revision: number,
  ): Promise<boolean> {
    const advanced = await trx('cluster_state')
      .where({ cluster, revision })
      .update({ revision: revision + 1 });
    return advanced === 1;
  }

  async takeover(cluster: string): Promise<TakeoverRecord> {
    const row = await this.#knex('cluster_state').where({ cluster }).first();
    return {
      takenOver: Boolean(row?.taken_over),
      at: row?.taken_over_at ?? undefined,
      by: row?.taken_over_by ?? undefined,
    };
  }

  async markTakenOver(
    trx: Knex.Transaction,
    options: { cluster: string; at: Date; by: string },
  ): Promise<void> {
    await trx('cluster_state').where({ cluster: options.cluster }).update({
      taken_over: true,
      taken_over_at: options.at.toISOString(),
      taken_over_by: options.by,
    });
  }
}
