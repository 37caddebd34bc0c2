import type { ListRunsQuery } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import { problem } from '../../problems';
import type { RunRow } from './rows';

type Sort = NonNullable<ListRunsQuery['sort']>;

const COLUMNS = {
  submittedAt: 'submitted_at',
  name: 'name_lower',
  gpus: 'gpus',
} as const;

interface Order {
  sort: Sort;
  column: (typeof COLUMNS)[keyof typeof COLUMNS];
  direction: 'asc' | 'desc';
}

export function orderOf(sort: Sort = '-submittedAt'): Order {
  const descending = sort.startsWith('-');
  const name = (descending ? sort.slice(1) : sort) as keyof typeof COLUMNS;
  return {
    sort,
    column: COLUMNS[name],
    direction: descending ? 'desc' : 'asc',
  };
}

/** A page's end, opaque to callers; belongs to one sort order. */
export function encodeRunCursor(order: Order, row: RunRow): string {
  return Buffer.from(
    JSON.stringify([order.sort, row[order.column], row.id]),
  ).toString('base64url');
}

function decodeRunCursor(
  order: Order,
  cursor: string,
): { value: string | number; id: string } {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    decoded = undefined;
  }
  const [sort, value, id] = Array.isArray(decoded)
    ? (decoded as unknown[])
    : [];
  const fits =
    order.column === 'gpus'
      ? typeof value === 'number'
      : typeof value === 'string';
  if (sort !== order.sort || !fits || typeof id !== 'string') {
    throw problem(
      'input',
      'input.invalid',
      'The cursor does not belong to this list',
      [
        {
          field: 'cursor',
          problem: 'does not belong to this list and order',
          remedy: 'Start again without a cursor.',
        },
      ],
    );
  }
  return { value: value as string | number, id };
}

/** What follows the page that ended at the cursor. */
export function applyRunCursor(
  query: Knex.QueryBuilder,
  order: Order,
  cursor: string,
): void {
  const { value, id } = decodeRunCursor(order, cursor);
  const beyond = order.direction === 'desc' ? '<' : '>';
  query.where(builder =>
    builder
      .where(order.column, beyond, value)
      .orWhere(same =>
        same.where(order.column, value).andWhere('id', beyond, id),
      ),
  );
}

function manyOf(value: string | string[] | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value : [value];
}

export function applyRunFilters(
  query: Knex.QueryBuilder,
  wanted: ListRunsQuery,
): void {
  const { q, owner, cluster, pool, model, dataset, workload, since } = wanted;
  const equal = { owner, cluster, pool, dataset, workload };
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) query.where(column, value);
  }
  const several = {
    project: manyOf(wanted.project),
    type: manyOf(wanted.type),
    state: manyOf(wanted.state),
  };
  for (const [column, values] of Object.entries(several)) {
    if (values) query.whereIn(column, values);
  }
  if (model !== undefined) {
    query.where(builder =>
      builder.where('model', model).orWhere('output_model', model),
    );
  }
  if (q) {
    const part = q.toLowerCase().replace(/[\\%_]/g, found => `\\${found}`);
    query.whereRaw(`name_lower like ? escape '\\'`, [`%${part}%`]);
  }
  if (since !== undefined) {
    const from = new Date(since);
    if (Number.isNaN(from.getTime())) {
      throw problem('input', 'input.invalid', 'since is not a time', [
        {
          field: 'since',
          problem: 'is not a time',
          remedy: 'Give an RFC 3339 time such as 2026-01-31T12:00:00Z.',
        },
      ]);
    }
    query.where('submitted_at', '>=', from.toISOString());
  }
}
