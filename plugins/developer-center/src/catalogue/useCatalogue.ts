import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isNarrowed, toRequest, type CatalogueState } from './catalogueQuery';
import type { CatalogueDefinition } from './definitions';

/** A catalogue changes when someone registers an entity, hardly while one browses. */
const FRESH_MS = 60_000;

/** In the first seconds of a portal its catalogue is still being read, and fills up. */
const FILLING_MS = 3_000;

/** One page of a catalogue, filtered, sorted and cut by the server. */
export function useCataloguePage(definition: CatalogueDefinition, state: CatalogueState) {
  const catalog = useApi(catalogApiRef);
  const request = toRequest(definition, state);
  return useQuery({
    queryKey: ['developer-center', 'catalogue', request],
    queryFn: () => catalog.queryEntities(request),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.totalItems === 0 && !isNarrowed(state) ? FILLING_MS : FRESH_MS,
  });
}

/** Values and counts of every facet over the whole kind, in one request. */
export function useFacets(definition: CatalogueDefinition) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['developer-center', 'facets', definition.kind],
    queryFn: async () => {
      const { facets } = await catalog.getEntityFacets({
        filter: { kind: definition.kind },
        facets: definition.facets.map(({ field }) => field),
      });
      return facets;
    },
    staleTime: FRESH_MS,
    refetchInterval: ({ state: { data } }) =>
      Object.values(data ?? {}).some(values => values.length > 0) ? FRESH_MS : FILLING_MS,
  });
}
