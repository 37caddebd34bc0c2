import type {
  SearchQuery,
  SearchResult,
} from '@backstage/plugin-search-common';

/** What one can narrow a search to, in the order in which it is offered. */
export const SEARCH_KINDS = [
  { id: 'all', label: 'Everything' },
  { id: 'models', label: 'Models' },
  { id: 'datasets', label: 'Datasets' },
  { id: 'workloads', label: 'Workloads' },
  { id: 'runs', label: 'Runs' },
  { id: 'projects', label: 'Projects' },
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number]['id'];

const QUERIES: Record<SearchKind, Pick<SearchQuery, 'types' | 'filters'>> = {
  all: {},
  models: { types: ['software-catalog'], filters: { kind: 'AiModel' } },
  datasets: { types: ['software-catalog'], filters: { kind: 'AiDataset' } },
  workloads: { types: ['software-catalog'], filters: { kind: 'AiWorkload' } },
  runs: { types: ['run'] },
  projects: { types: ['project'] },
};

export function kindOf(value: string | null): SearchKind {
  return SEARCH_KINDS.find(({ id }) => id === value)?.id ?? 'all';
}

export function toSearchQuery(state: {
  term: string;
  kind: SearchKind;
  cursor?: string;
}): SearchQuery {
  return { term: state.term, pageCursor: state.cursor, ...QUERIES[state.kind] };
}

const ENTITY_WORDS: Record<string, string> = {
  AiModel: 'Model',
  AiDataset: 'Dataset',
  AiWorkload: 'Workload',
  Template: 'Launch form',
  User: 'Person',
};

/** The word for what was found. */
export function wordOf(result: SearchResult): string {
  if (result.type === 'run') return 'Run';
  if (result.type === 'project') return 'Project';
  const { kind } = result.document as { kind?: string };
  return kind ? ENTITY_WORDS[kind] ?? kind : result.type;
}
