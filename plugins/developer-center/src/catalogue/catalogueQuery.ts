import type { EntityFilterQuery, QueryEntitiesInitialRequest } from '@backstage/catalog-client';
import type { CatalogueDefinition } from './definitions';

/** Cards on a page; a multiple of 2, 3 and 4 columns. */
export const PAGE_SIZE = 24;

export const sorts = ['title', '-title'] as const;
export type Sort = (typeof sorts)[number];

/** What a catalogue page's address says. */
export interface CatalogueState {
  q: string;
  sort: Sort;
  /** First page is 1. */
  page: number;
  /** Chosen values by facet id. */
  chosen: Record<string, string[]>;
}

export function readState(definition: CatalogueDefinition, params: URLSearchParams): CatalogueState {
  const sort = params.get('sort') as Sort;
  const page = Number(params.get('page') ?? 1);
  return {
    q: params.get('q') ?? '',
    sort: sorts.includes(sort) ? sort : 'title',
    page: Number.isInteger(page) && page > 0 ? page : 1,
    chosen: Object.fromEntries(
      definition.facets
        .map(({ id }) => [id, params.getAll(id)] as const)
        .filter(([, values]) => values.length > 0),
    ),
  };
}

/** Whether a state leaves anything of the catalogue out. */
export function isNarrowed({ q, chosen }: CatalogueState): boolean {
  return q !== '' || Object.keys(chosen).length > 0;
}

/** The address of a state; what is the default is left out. */
export function writeState(state: CatalogueState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.q) params.set('q', state.q);
  for (const [id, values] of Object.entries(state.chosen)) {
    values.forEach(value => params.append(id, value));
  }
  if (state.sort !== 'title') params.set('sort', state.sort);
  if (state.page > 1) params.set('page', String(state.page));
  return params;
}

/** A state with one facet value chosen or no longer chosen; starts at the first page again. */
export function toggleValue(state: CatalogueState, facet: string, value: string): CatalogueState {
  const before = state.chosen[facet] ?? [];
  const after = before.includes(value) ? before.filter(other => other !== value) : [...before, value];
  const { [facet]: _, ...others } = state.chosen;
  return {
    ...state,
    page: 1,
    chosen: after.length > 0 ? { ...others, [facet]: after } : others,
  };
}

export function toRequest(definition: CatalogueDefinition, state: CatalogueState): QueryEntitiesInitialRequest {
  const filter: Record<string, string | string[]> = { kind: definition.kind };
  for (const { id, field } of definition.facets) {
    if (state.chosen[id]) filter[field] = state.chosen[id];
  }
  const term = state.q.trim();
  return {
    filter: filter as EntityFilterQuery,
    limit: PAGE_SIZE,
    offset: (state.page - 1) * PAGE_SIZE,
    orderFields: { field: 'metadata.title', order: state.sort === 'title' ? 'asc' : 'desc' },
    ...(term && { fullTextFilter: { term, fields: [...definition.searchFields] } }),
  };
}

/** The values of one facet in the order in which they are offered. */
export function orderValues(
  values: readonly { value: string; count: number }[],
  order: readonly string[] | undefined,
): { value: string; count: number }[] {
  const place = (value: string) => {
    const index = order?.indexOf(value) ?? -1;
    return index < 0 ? Number.MAX_SAFE_INTEGER : index;
  };
  return [...values].sort(
    (a, b) =>
      place(a.value) - place(b.value) || b.count - a.count || a.value.localeCompare(b.value),
  );
}
