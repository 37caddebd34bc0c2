import type { Knex } from 'knex';
import {
  eventOfRow,
  runOfRow,
  type RunEventRow,
  type RunRow,
} from '../store/rows';
import type { RunRecord, StoredRunEvent } from '../types';

/** Events that their run's owner is still to be told of. They are marked as due in the transaction that stores them. */
export class NoticeStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): NoticeStore {
    return new NoticeStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The oldest first, in the order in which things happened. */
  async due(
    cluster: string,
    limit: number,
  ): Promise<{ run: RunRecord; event: StoredRunEvent }[]> {
    const events = await this.#knex<RunEventRow>('run_events')
      .where('notice', 'due')
      .whereIn('run_id', this.#knex('runs').where({ cluster }).select('id'))
      .orderBy('id')
      .limit(limit);
    const rows = await this.#knex<RunRow>('runs').whereIn('id', [
      ...new Set(events.map(({ run_id }) => run_id)),
    ]);
    const runs = new Map(rows.map(row => [row.id, runOfRow(row)]));
    return events.flatMap(row => {
      const run = runs.get(row.run_id);
      return run ? [{ run, event: eventOfRow(row) }] : [];
    });
  }

  async settle(
    eventIds: readonly number[],
    notice: 'sent' | 'late',
  ): Promise<void> {
    await this.#knex('run_events')
      .whereIn('id', [...eventIds])
      .update({ notice });
  }
}
