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
        }),
    }),
});

/** Without it the graph draws only the relations that Backstage itself knows. */
export const catalogGraphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [catalogGraphApi],
});
