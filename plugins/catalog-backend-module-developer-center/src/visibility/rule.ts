import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { createPermissionRule } from '@backstage/plugin-permission-node';
import { IS_VISIBLE_TO } from '@silogen/backstage-plugin-developer-center-common';
import { z } from 'zod';
import { isVisibleTo, visibleToFilter } from './visibleTo';

/** Decides about entities of our kinds by their visibility; other kinds pass. */
export const visibleToRule = createPermissionRule({
  name: IS_VISIBLE_TO,
  description:
    'Allow entities that are visible to the organisation, or to a project or department of the caller',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema: z.object({
    projectOwners: z
      .array(z.string())
      .describe('Owners whose entities of visibility project may be seen'),
    departmentOwners: z
      .array(z.string())
      .describe('Owners whose entities of visibility department may be seen'),
  }),
  apply: isVisibleTo,
  toQuery: visibleToFilter,
});
