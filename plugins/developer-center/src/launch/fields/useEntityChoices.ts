import {
  CATALOG_FILTER_EXISTS,
  type EntityFilterQuery,
} from '@backstage/catalog-client';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useInfiniteQuery } from '@tanstack/react-query';

const PAGE_SIZE = 12;

/** What a picker shows: entities of one kind, of those the ones that have these fields, matching the words. */
export interface EntityChoicesQuery {
  kind: string;
  /** Fields that an entity must have, such as `spec.fineTuning.methods`. */
  having: readonly string[];
  /** Values of which an entity's fields must have one. */
  matching?: Readonly<Record<string, readonly string[]>>;
  search: string;
}

/** Entities to choose from, page by page, filtered and sorted by the catalog. */
export function useEntityChoices(query: EntityChoicesQuery) {
  const catalog = useApi(catalogApiRef);
  return useInfiniteQuery({
    queryKey: ['developer-center', 'entity-choices', query],
    queryFn: ({ pageParam }) =>
      catalog.queryEntities(
        pageParam === undefined
          ? {
              filter: filterOf(query),
              limit: PAGE_SIZE,
              orderFields: [{ field: 'metadata.title', order: 'asc' }],
              ...(query.search && {
                fullTextFilter: {
                  term: query.search,
                  fields: [
                    'metadata.name',
                    'metadata.title',
                    'metadata.description',
                    'spec.provider',
                  ],
                },
              }),
            }
          : { cursor: pageParam, limit: PAGE_SIZE },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.pageInfo.nextCursor,
  });
}

function filterOf(query: EntityChoicesQuery): EntityFilterQuery {
  return {
    kind: query.kind,
    ...Object.fromEntries(
      query.having.map(field => [field, CATALOG_FILTER_EXISTS]),
    ),
    ...Object.fromEntries(
      Object.entries(query.matching ?? {}).map(([field, values]) => [
        field,
        [...values],
      ]),
    ),
  };
}
