import type {
  Publication,
  Visibility,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import type { ModelVisibilities } from '../contracts';
import type { ModelRecord } from './types';

interface VisibilityRow {
  run_id: string;
  visibility: Visibility;
  version: number;
}

interface PublicationRow {
  id: string;
  run_id: string;
  from: Visibility;
  to: Visibility;
  state: Publication['state'];
  note: string | null;
  requested_by: string;
  requested_at: string;
  decided_by: string | null;
  decided_at: string | null;
}

interface ModelRow {
  id: string;
  name: string;
  project: string;
  owner: string | null;
  visibility: Visibility | null;
  version: number | null;
}

const FIRST: Pick<VisibilityRow, 'visibility' | 'version'> = {
  visibility: 'project',
  version: 1,
};
const HISTORY = 50;

/** A change of one model, in one transaction. */
export interface ModelChange {
  runId: string;
  /** The version that the change is based on. */
  version: number;
  /** Left out, it stays. */
  visibility?: Visibility;
  add?: Publication;
  decide?: {
    id: string;
    state: Publication['state'];
    by: string;
    at: string;
  };
}

/** SQL of the visibility of models and of what was asked about it. */
export class ModelStore implements ModelVisibilities {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): ModelStore {
    return new ModelStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async find(name: string): Promise<ModelRecord | undefined> {
    const row: ModelRow | undefined = await this.#knex('runs')
      .leftJoin('model_visibilities', 'model_visibilities.run_id', 'runs.id')
      .where('runs.output_model', `aimodel:default/${name}`)
      .where({ type: 'fine-tuning', state: 'succeeded' })
      .first(
        'runs.id',
        'runs.name',
        'runs.project',
        'runs.owner',
        'model_visibilities.visibility',
        'model_visibilities.version',
      );
    return (
      row && {
        name,
        title: row.name,
        runId: row.id,
        project: row.project,
        owner: row.owner ?? undefined,
        visibility: row.visibility ?? FIRST.visibility,
        version: row.version ?? FIRST.version,
      }
    );
  }

  async all(): Promise<Map<string, Visibility>> {
    const rows = await this.#knex<VisibilityRow>('model_visibilities').select(
      'run_id',
      'visibility',
    );
    return new Map(rows.map(row => [row.run_id, row.visibility]));
  }

  async pending(runId: string): Promise<Publication | undefined> {
    const row = await this.#publications(runId)
      .where('state', 'pending')
      .first();
    return row && toPublication(row);
  }

  /** What is decided, newest first. */
  async history(runId: string): Promise<Publication[]> {
    const rows: PublicationRow[] = await this.#publications(runId)
      .whereNot('state', 'pending')
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(HISTORY);
    return rows.map(toPublication);
  }

  /** @returns false when another version is current */
  async change(change: ModelChange): Promise<boolean> {
    const { runId, version, visibility, add, decide } = change;
    return this.#knex.transaction(async trx => {
      await trx<VisibilityRow>('model_visibilities')
        .insert({ run_id: runId, ...FIRST })
        .onConflict('run_id')
        .ignore();
      const changed = await trx<VisibilityRow>('model_visibilities')
        .where({ run_id: runId, version })
        .update({ version: version + 1, ...(visibility && { visibility }) });
      if (changed === 0) return false;
      if (decide) {
        await trx<PublicationRow>('model_publications')
          .where({ id: decide.id, run_id: runId, state: 'pending' })
          .update({
            state: decide.state,
            decided_by: decide.by,
            decided_at: decide.at,
          });
      }
      if (add) {
        await trx<PublicationRow>('model_publications').insert({
          id: add.id,
          run_id: runId,
          from: add.from,
          to: add.to,
          state: add.state,
          note: add.note ?? null,
          requested_by: add.requestedBy,
          requested_at: add.requestedAt,
          decided_by: add.decidedBy ?? null,
          decided_at: add.decidedAt ?? null,
        });
      }
      return true;
    });
  }

  #publications(runId: string) {
    return this.#knex<PublicationRow>('model_publications').where({
      run_id: runId,
    });
  }
}

function toPublication(row: PublicationRow): Publication {
  return {
    id: row.id,
    from: row.from,
    to: row.to,
    state: row.state,
    note: row.note ?? undefined,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
  };
}
