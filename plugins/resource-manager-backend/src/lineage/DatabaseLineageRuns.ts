import { ACTIVE_RUN_STATES } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import type { ProjectFilter } from '../contracts';
import { applyProjectFilter } from '../permissions/projectFilter';
import { runOfRow, type RunRow } from '../runs/store/rows';
import type { LineageRun, LineageRuns } from './types';

const STATES = [...ACTIVE_RUN_STATES, 'succeeded'];

function lineageRun(row: RunRow): LineageRun {
  const run = runOfRow(row);
  return {
    id: run.id,
    name: run.name,
    type: run.type,
    project: run.project,
    state: run.state,
    suspended: run.suspended,
    model: run.model,
    dataset: run.dataset,
    workload: run.workload,
    outputModel: run.outputModel,
    submittedAt: run.submittedAt,
    simulated: run.simulated,
  };
}

export class DatabaseLineageRuns implements LineageRuns {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): DatabaseLineageRuns {
    return new DatabaseLineageRuns(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async making(models: readonly string[], filter: ProjectFilter) {
    const rows = (await this.#visible(filter)
      .where('state', 'succeeded')
      .whereIn('output_model', [...models])
      .select('runs.*')) as RunRow[];
    return rows.map(lineageRun);
  }

  async using(
    entityRefs: readonly string[],
    { filter, limit }: { filter: ProjectFilter; limit: number },
  ) {
    const refs = [...entityRefs];
    const narrowed = () =>
      this.#visible(filter)
        .whereIn('state', STATES)
        .where(builder =>
          builder
            .whereIn('model', refs)
            .orWhereIn('dataset', refs)
            .orWhereIn('workload', refs),
        );
    const rows = (await narrowed()
      .select('runs.*')
      .orderBy([
        { column: 'submitted_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit)) as RunRow[];
    if (rows.length < limit)
      return { items: rows.map(lineageRun), totalItems: rows.length };
    const [{ total }] = (await narrowed().count({ total: '*' })) as {
      total: number | string;
    }[];
    return { items: rows.map(lineageRun), totalItems: Number(total) };
  }

  #visible(filter: ProjectFilter): Knex.QueryBuilder {
    const knex = this.#knex;
    const query: Knex.QueryBuilder = knex('runs');
    return applyProjectFilter(query, { knex, column: 'runs.project', filter });
  }
}
