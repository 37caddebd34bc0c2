import type { ListRunsQuery, RunState, RunType } from '@silogen/backstage-plugin-resource-manager-common';

export const runTypes: readonly RunType[] = [
  'fine-tuning',
  'evaluation',
  'inference',
  'workspace',
  'pre-training',
  'data-preparation',
  'benchmark',
  'chat-ui',
  'utility',
  'custom',
];

export const runStates: readonly RunState[] = [
  'submitting',
  'waiting',
  'admitted',
  'starting',
  'running',
  'succeeded',
  'failed',
  'stopped',
  'deleted',
];

const many = ['project', 'type', 'state'] as const;
const one = ['q', 'owner', 'cluster', 'pool', 'model', 'dataset', 'workload', 'since', 'sort'] as const;

/** Runs on a page. */
export const RUNS_PAGE = 50;

/** What the address of the list says, as the API takes it. */
export function readRunsQuery(params: URLSearchParams): ListRunsQuery {
  const query: Record<string, unknown> = { limit: RUNS_PAGE };
  for (const key of many) {
    const values = params.getAll(key).filter(value => isKnown(key, value));
    if (values.length > 0) query[key] = values;
  }
  for (const key of one) {
    const value = params.get(key);
    if (value) query[key] = value;
  }
  return query as ListRunsQuery;
}

function isKnown(key: string, value: string): boolean {
  if (key === 'type') return runTypes.includes(value as RunType);
  if (key === 'state') return runStates.includes(value as RunState);
  return value !== '';
}

/** The address with one filter set to these values, at the first page. */
export function withFilter(params: URLSearchParams, key: string, values: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete(key);
  next.delete('cursor');
  values.forEach(value => next.append(key, value));
  return next;
}
