import { RELATION_OWNED_BY, RELATION_OWNER_OF } from '@backstage/catalog-model';
import { ApiBlueprint, createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  ALL_RELATION_PAIRS,
  ALL_RELATIONS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import { aiRelationPairs, aiRelations } from '@silogen/backstage-plugin-developer-center-common';

const catalogGraphApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: catalogGraphApiRef,
      deps: {},
      factory: () =>
        new DefaultCatalogGraphApi({
          knownRelations: [...ALL_RELATIONS, ...aiRelations],
          knownRelationPairs: [...ALL_RELATION_PAIRS, ...aiRelationPairs],
          // Ownership stands in the header; drawn, it would join everything with everything.
          defaultRelationTypes: { exclude: [RELATION_OWNED_BY, RELATION_OWNER_OF] },
        }),
    }),
});

/** Without it the graph draws only the relations that Backstage itself knows. */
export const catalogGraphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [catalogGraphApi],
});
