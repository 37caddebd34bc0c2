import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { isAiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import { useQuery } from '@tanstack/react-query';

/** People register them by hand: far fewer than this. */
const MOST = 100;

export interface WorkspaceKinds {
  /** Templates that launch a workspace, by title. */
  templates: Entity[];
  /** Titles of what they launch, by entity ref. */
  titles: Map<string, string>;
}

/** What there is to launch, and what the launched are called. */
export function useWorkspaceKinds() {
  const catalog = useApi(catalogApiRef);
  return useQuery<WorkspaceKinds>({
    queryKey: ['developer-center', 'workspace-kinds'],
    queryFn: async () => {
      const [templates, workloads] = await Promise.all([
        catalog.queryEntities({
          filter: { kind: 'Template', 'spec.type': 'workspace' },
          orderFields: [{ field: 'metadata.title', order: 'asc' }],
          limit: MOST,
        }),
        catalog.queryEntities({
          filter: { kind: 'AiWorkload', 'spec.category': 'workspace' },
          limit: MOST,
        }),
      ]);
      const titles = workloads.items
        .filter(isAiWorkloadEntity)
        .map(
          entity =>
            [
              stringifyEntityRef(entity),
              entity.metadata.title ?? entity.metadata.name,
            ] as const,
        );
      return { templates: templates.items, titles: new Map(titles) };
    },
  });
}
