import type { ApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FieldValidation } from '@rjsf/utils';

/** Refuses an entity that is not there: an address may name one that was removed. */
export async function validateEntityRef(
  entityRef: string | undefined,
  field: FieldValidation,
  context: { apiHolder: ApiHolder },
): Promise<void> {
  if (!entityRef) return;
  const entity = await context.apiHolder
    .get(catalogApiRef)
    ?.getEntityByRef(entityRef);
  if (!entity)
    field.addError(
      `names ${entityRef}, which is not in the catalog. Choose another one.`,
    );
}
