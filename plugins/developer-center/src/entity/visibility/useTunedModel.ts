import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_RUN_ID,
  projectGroupRef,
} from '@silogen/backstage-plugin-developer-center-common';
import { useMe, useModelVisibility } from '@silogen/backstage-plugin-resource-manager-react';

/**
 * The visibility of a model that a run made, as the Resource Manager has it. Asked only for those whom it answers: others
 * would get a refusal for each model that they look at.
 */
export function useTunedModel(entity: Entity) {
  const me = useMe();
  const isMade = entity.metadata.annotations?.[ANNOTATION_RUN_ID] !== undefined;
  const concerned =
    me.data?.roles.some(role => role === 'administrator' || role === 'resource-manager') ||
    me.data?.projects.some(({ name }) => projectGroupRef(name) === entity.spec?.owner);
  return useModelVisibility(entity.metadata.name, { enabled: isMade && concerned === true });
}
