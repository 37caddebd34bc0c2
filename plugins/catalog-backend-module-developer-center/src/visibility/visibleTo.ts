import { type Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import type { EntitiesSearchFilter } from '@backstage/plugin-catalog-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  AI_KINDS,
  DEFAULT_AI_VISIBILITY,
  type AiVisibility,
  type IsVisibleToParams,
} from '@silogen/backstage-plugin-developer-center-common';

const kinds = AI_KINDS.map(kind => kind.toLocaleLowerCase('en-US'));

/** Levels that only some may see, with the parameter that says whose. */
const LEVELS: readonly [AiVisibility, keyof IsVisibleToParams][] = [
  ['project', 'projectOwners'],
  ['department', 'departmentOwners'],
];

/**
 * Whether someone may see an entity: anything of other kinds, what is visible to the organisation, and what belongs to
 * the owners that the parameters name. A level that is not known is visible to nobody.
 */
export function isVisibleTo(
  entity: Entity,
  params: IsVisibleToParams,
): boolean {
  if (!kinds.includes(entity.kind.toLocaleLowerCase('en-US'))) return true;
  const { visibility = DEFAULT_AI_VISIBILITY } = entity.spec ?? {};
  if (visibility === DEFAULT_AI_VISIBILITY) return true;
  const level = LEVELS.find(([name]) => name === visibility);
  if (!level) return false;
  const owners = params[level[1]];
  return (entity.relations ?? []).some(
    ({ type, targetRef }) =>
      type === RELATION_OWNED_BY && owners.includes(targetRef),
  );
}

/**
 * The same as a filter over the catalog's search table, for lists.
 *
 * @remarks
 * The database stops at the first alternative that holds, and each is one look into an index: so the one that holds for
 * nearly everything comes first.
 */
export function visibleToFilter(
  params: IsVisibleToParams,
): PermissionCriteria<EntitiesSearchFilter> {
  return {
    anyOf: [
      { not: { key: 'spec.visibility' } },
      { key: 'spec.visibility', values: [DEFAULT_AI_VISIBILITY] },
      ...LEVELS.filter(([, owners]) => params[owners].length > 0).map(
        ([level, owners]) => ({
          allOf: [
            { key: 'spec.visibility', values: [level] },
            { key: `relations.${RELATION_OWNED_BY}`, values: params[owners] },
          ] as [EntitiesSearchFilter, EntitiesSearchFilter],
        }),
      ),
      { not: { key: 'kind', values: kinds } },
    ],
  };
}
