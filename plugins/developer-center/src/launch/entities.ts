import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import {
  isAiModelEntity,
  isAiWorkloadEntity,
  type AiModelEntity,
  type AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';

/** What a catalog entity declares changes when someone edits it, not while one fills a form. Milliseconds. */
const ENTITY_FRESH_MS = 60_000;

/** One catalog entity; `data` is null when there is none, or none that the user may see. */
export function useEntityByRef(entityRef: string | undefined) {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['developer-center', 'entity', entityRef ?? ''],
    queryFn: async () => (await catalog.getEntityByRef(entityRef!)) ?? null,
    enabled: entityRef !== undefined,
    staleTime: ENTITY_FRESH_MS,
    // Another entity's content must not stand in for this one.
    placeholderData: undefined,
  });
}

export function useWorkload(
  entityRef: string | undefined,
): AiWorkloadEntity | undefined {
  const { data } = useEntityByRef(entityRef);
  return entityRef && data && isAiWorkloadEntity(data) ? data : undefined;
}

export function useModel(
  entityRef: string | undefined,
): AiModelEntity | undefined {
  const { data } = useEntityByRef(entityRef);
  return entityRef && data && isAiModelEntity(data) ? data : undefined;
}
