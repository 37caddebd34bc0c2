import {
  ACTIVE_RUN_STATES,
  type ListRunsQuery,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import type { ClusterLease, Fence, ProjectFilter } from '../../contracts';
import { applyProjectFilter } from '../../permissions/projectFilter';
import { applyRunEvent } from '../foldRun';
import { isNews } from '../notices/noticeOf';
import type { NewRunEvent, RunPodRecord, RunRecord } from '../types';
import {
  eventOfRow,
  podOfRow,
  rowOfPod,
  rowOfRun,
  runOfRow,
  type RunEventRow,
  type RunPodRow,
  type RunRow,
} from './rows';
import {
  applyRunCursor,
  applyRunFilters,
  encodeRunCursor,
  orderOf,
} from './runListQuery';
import type { RunDecision, RunPage, RunStore } from './RunStore';

const PAGE = 50;
const MAX_PAGE = 500;
const MAX_PODS = 200;

function limitOf(limit: number | undefined): number {
  return Math.min(Math.max(limit ?? PAGE, 1), MAX_PAGE);
}

export class DatabaseRunStore implements RunStore {
  readonly #knex: Knex;
  readonly #lease: ClusterLease;
  readonly #now: () => Date;

  static create(options: {
    knex: Knex;
    lease: ClusterLease;
    now?: () => Date;
  }): DatabaseRunStore {
    return new DatabaseRunStore(
      options.knex,
      options.lease,
      options.now ?? (() => new Date()),
    );
  }

  private constructor(knex: Knex, lease: ClusterLease, now: () => Date) {
    this.#knex = knex;
    this.#lease = lease;
    this.#now = now;
  }

  async insertLaunch(
    run: RunRecord,
    options: { createdBy: string; idempotencyKey: string; event: NewRunEvent },
  ): Promise<{ run: RunRecord; created: boolean }> {
    const { createdBy, idempotencyKey, event } = options;
    return await this.#knex.transaction(async trx => {
      await trx<RunRow>('runs')
        .insert({
          ...rowOfRun(run),
          created_by: createdBy,
          idempotency_key: idempotencyKey,
          fence: 0,
          updated_at: this.#now().toISOString(),
        })
        .onConflict(['created_by', 'idempotency_key'])
        .ignore();
      const row = await trx<RunRow>('runs')
        .where({ created_by: createdBy, idempotency_key: idempotencyKey })
        .first();
      const created = row!.id === run.id;
      if (created) await this.#insertEvents(trx, run.id, [event]);
      return { run: runOfRow(row!), created };
    });
  }

  async findByKey(
    createdBy: string,
    idempotencyKey: string,
  ): Promise<RunRecord | undefined> {
    const row = await this.#knex<RunRow>('runs')
      .where({ created_by: createdBy, idempotency_key: idempotencyKey })
      .first();
    return row && runOfRow(row);
  }

  async insertDiscovered(
    run: RunRecord,
    events: NewRunEvent[],
    fence: Fence,
  ): Promise<boolean> {
    return await this.#lease.withFence(fence, async trx => {
      const known = await trx<RunRow>('runs')
        .where({ id: run.id })
        .orWhere({ cluster: run.cluster, object_uid: run.object.uid ?? null })
        .first('id');
      if (known) return false;
      const folded = events.reduce(applyRunEvent, run);
      await trx<RunRow>('runs').insert({
        ...rowOfRun({ ...run, ...folded }),
        created_by: null,
        idempotency_key: null,
        fence: fence.counter,
        updated_at: this.#now().toISOString(),
      });
      await this.#insertEvents(trx, run.id, events);
      return true;
    });
  }

  async find(id: string): Promise<RunRecord | undefined> {
    const row = await this.#knex<RunRow>('runs').where({ id }).first();
    return row && runOfRow(row);
  }

  async findByObjectUid(
    cluster: string,
    uid: string,
  ): Promise<RunRecord | undefined> {
    const row = await this.#knex<RunRow>('runs')
      .where({ cluster, object_uid: uid })
      .first();
    return row && runOfRow(row);
  }

  async list(wanted: ListRunsQuery, filter: ProjectFilter): Promise<RunPage> {
    const knex = this.#knex;
    const order = orderOf(wanted.sort);
    const limit = limitOf(wanted.limit);
    const narrowed = () => {
      const query: Knex.QueryBuilder = knex('runs');
      applyRunFilters(query, wanted);
      return applyProjectFilter(query, {
        knex,
        column: 'runs.project',
        filter,
      });
    };
    const page = narrowed()
      .select('runs.*')
      .orderBy([
        { column: order.column, order: order.direction },
        { column: 'id', order: order.direction },
      ])
      .limit(limit + 1);
    if (wanted.cursor !== undefined) applyRunCursor(page, order, wanted.cursor);
    const rows = (await page) as RunRow[];
    const [{ total }] = (await narrowed().count({ total: '*' })) as {
      total: number | string;
    }[];
    const items = rows.slice(0, limit);
    return {
      items: items.map(runOfRow),
      totalItems: Number(total),
      nextCursor:
        rows.length > limit
          ? encodeRunCursor(order, items[items.length - 1])
          : undefined,
    };
  }

  async open(cluster: string): Promise<RunRecord[]> {
    const rows = await this.#knex<RunRow>('runs')
      .where({ cluster })
      .where(builder =>
        builder
          .whereIn('state', [...ACTIVE_RUN_STATES])
          .orWhere('object_present', true)
          .orWhereNot('intent', 'none'),
      );
    return rows.map(runOfRow);
  }

  async due(cluster: string, now: string, limit: number): Promise<RunRecord[]> {
    const rows = await this.#knex<RunRow>('runs')
      .where({ cluster })
      .whereIn('intent', ['create', 'stop', 'delete'])
      .where(builder =>
        builder
          .whereNull('next_attempt_at')
          .orWhere('next_attempt_at', '<=', now),
      )
      .orderBy('submitted_at')
      .limit(limit);
    return rows.map(runOfRow);
  }

  async update(
    id: string,
    decide: RunDecision,
    options: { fence?: Fence } = {},
  ) {
    const work = (trx: Knex.Transaction) =>
      this.#update(trx, id, decide, options.fence);
    return options.fence
      ? await this.#lease.withFence(options.fence, work)
      : await this.#knex.transaction(work);
  }

  async #update(
    trx: Knex.Transaction,
    id: string,
    decide: RunDecision,
    fence: Fence | undefined,
  ) {
    const row = await trx<RunRow>('runs').where({ id }).forUpdate().first();
    if (!row) return undefined;
    const before = runOfRow(row);
    const decision = decide(before);
    if (!decision) return { run: before, events: [], before };
    const { change = {}, pods = [] } = decision;
    const events = await this.#inOrder(trx, id, decision.events ?? []);
    const { objectUid, ...columns } = change;
    const run: RunRecord = {
      ...before,
      ...columns,
      ...events.reduce<ReturnType<typeof applyRunEvent>>(applyRunEvent, {
        state: before.state,
        suspended: before.suspended,
        admittedAt: before.admittedAt,
        startedAt: before.startedAt,
        finishedAt: before.finishedAt,
      }),
      object: { ...before.object, uid: objectUid ?? before.object.uid },
    };
    const changed = differenceOf(rowOfRun(before), rowOfRun(run));
    if (Object.keys(changed).length > 0) {
      await trx<RunRow>('runs')
        .where({ id })
        .update({
          ...changed,
          ...(fence && { fence: fence.counter }),
          updated_at: this.#now().toISOString(),
        });
    }
    await this.#insertEvents(trx, id, events, event => isNews(run, event));
    for (const pod of pods) await this.#upsertPod(trx, id, pod);
    return { run, events, before };
  }

  /** Clusters round times down to seconds: an event is never told as older than the one before it. */
  async #inOrder(
    trx: Knex.Transaction,
    runId: string,
    events: NewRunEvent[],
  ): Promise<NewRunEvent[]> {
    if (events.length === 0) return events;
    const last = await trx<RunEventRow>('run_events')
      .where({ run_id: runId })
      .orderBy('id', 'desc')
      .first('at');
    let at = last?.at ?? '';
    return events.map(event => {
      at = event.at > at ? event.at : at;
      return { ...event, at };
    });
  }

  async #insertEvents(
    trx: Knex.Transaction,
    runId: string,
    events: NewRunEvent[],
    isDue: (event: NewRunEvent) => boolean = () => false,
  ): Promise<void> {
    if (events.length === 0) return;
    await trx('run_events').insert(
      events.map(event => ({
        run_id: runId,
        at: event.at,
        type: event.type,
        state: event.state ?? null,
        text: event.text,
        message: event.message ?? null,
        by: event.by ?? null,
        notice: isDue(event) ? 'due' : null,
      })),
    );
  }

  async #upsertPod(
    trx: Knex.Transaction,
    runId: string,
    pod: RunPodRecord,
  ): Promise<void> {
    const row = rowOfPod(runId, pod);
    const { run_id, uid, ...values } = row;
    await trx<RunPodRow>('run_pods')
      .insert({ ...row, seen_at: this.#now().toISOString() })
      .onConflict(['run_id', 'uid'])
      .merge(values);
  }

  async events(id: string, page: { cursor?: string; limit?: number }) {
    const limit = limitOf(page.limit);
    const query = this.#knex<RunEventRow>('run_events')
      .where({ run_id: id })
      .orderBy('id')
      .limit(limit + 1);
    const after = Number(page.cursor ?? 0);
    if (Number.isSafeInteger(after)) query.where('id', '>', after);
    const rows = await query;
    const items = rows.slice(0, limit).map(eventOfRow);
    return {
      items,
      nextCursor:
        rows.length > limit ? String(items[items.length - 1].id) : undefined,
    };
  }

  async pods(id: string): Promise<RunPodRecord[]> {
    const rows = await this.#knex<RunPodRow>('run_pods')
      .where({ run_id: id })
      .orderBy([
        { column: 'seen_at', order: 'desc' },
        { column: 'name', order: 'asc' },
      ])
      .limit(MAX_PODS);
    return rows.map(podOfRow);
  }

  async counts(projects: readonly string[]) {
    const counts = new Map<string, { active: number; waiting: number }>();
    const rows = (await this.#knex('runs')
      .whereIn('project', [...projects])
      .whereIn('state', [...ACTIVE_RUN_STATES])
      .groupBy('project', 'state')
      .select('project', 'state')
      .count({ runs: '*' })) as {
      project: string;
      state: string;
      runs: number | string;
    }[];
    for (const { project, state, runs } of rows) {
      const count = counts.get(project) ?? { active: 0, waiting: 0 };
      count.active += Number(runs);
      if (state === 'waiting' || state === 'submitting')
        count.waiting += Number(runs);
      counts.set(project, count);
    }
    return counts;
  }

  async projectsOf(ids: readonly string[]): Promise<(string | undefined)[]> {
    const rows = await this.#knex<RunRow>('runs')
      .whereIn('id', [...ids])
      .select('id', 'project');
    const projects = new Map(rows.map(({ id, project }) => [id, project]));
    return ids.map(id => projects.get(id));
  }

  async tuned(): Promise<RunRecord[]> {
    const rows = await this.#knex<RunRow>('runs')
      .where({ type: 'fine-tuning', state: 'succeeded' })
      .whereNotNull('output_model')
      .orderBy([{ column: 'finished_at' }, { column: 'id' }]);
    return rows.map(runOfRow);
  }
}

function differenceOf<T extends object>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = {};
  for (const key of Object.keys(after) as (keyof T)[]) {
    if (after[key] !== before[key]) changed[key] = after[key];
  }
  return changed;
}
