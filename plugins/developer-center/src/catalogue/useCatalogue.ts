import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { toRequest, type CatalogueState } from './catalogueQuery';
import type { CatalogueDefinition } from './definitions';

/** Facets change when someone registers an entity, not while one browses. */
const FACETS_FRESH_MS = 60_000;

/** One page of a catalogue, filtered, sorted and cut by the server. */
export function useCataloguePage(definition: CatalogueDefinition, state: CatalogueState) {
  const catalog = useApi(catalogApiRef);
  const request = toRequest(definition, state);
  return useQuery({
    queryKey: ['developer-center', 'catalogue', request],
    queryFn: () => catalog.queryEntities(request),
    placeholderData: keepPreviousData,
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
    staleTime: FACETS_FRESH_MS,
  });
}
