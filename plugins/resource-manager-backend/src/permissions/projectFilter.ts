import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { ProjectFilter, ProjectMemberFilter } from '../contracts';

/**
 * Narrows a query to the projects that the filter selects. `column` holds project names.
 *
 * @returns the same query
 */
export function applyProjectFilter<T extends Knex.QueryBuilder>(
  query: T,
  options: { knex: Knex; column: string; filter: ProjectFilter },
): T {
  const { knex, column, filter } = options;
  if (filter === 'none') query.whereRaw('1 = 0');
  else if (filter !== 'all')
    query.where(builder =>
      addCriteria(builder, { knex, column, criteria: filter }),
    );
  return query;
}

function addCriteria(
  builder: Knex.QueryBuilder,
  options: {
    knex: Knex;
    column: string;
    criteria: PermissionCriteria<ProjectMemberFilter>;
  },
): void {
  const { knex, column, criteria } = options;
  const nested =
    (inner: PermissionCriteria<ProjectMemberFilter>) =>
    (child: Knex.QueryBuilder) =>
      addCriteria(child, { knex, column, criteria: inner });
  if ('anyOf' in criteria) {
    for (const inner of criteria.anyOf) builder.orWhere(nested(inner));
  } else if ('allOf' in criteria) {
    for (const inner of criteria.allOf) builder.andWhere(nested(inner));
  } else if ('not' in criteria) {
    builder.whereNot(nested(criteria.not));
  } else {
    builder.whereIn(column, membershipQuery(knex, criteria));
  }
}

function membershipQuery(
  knex: Knex,
  { userRef, roles }: ProjectMemberFilter,
): Knex.QueryBuilder {
  const query = knex('project_members as membership')
    .join(
      'projects as membership_project',
      'membership_project.id',
      'membership.project_id',
    )
    .where('membership.user_ref', userRef)
    .select('membership_project.name');
  return roles ? query.whereIn('membership.role', roles) : query;
}
