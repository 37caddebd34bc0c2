import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { MemberRole } from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectFilter, ProjectMemberFilter } from '../contracts';

/** Roles by user and project, for the users that a filter names. */
export type Memberships = ReadonlyMap<string, ReadonlyMap<string, MemberRole>>;

/** The users whose memberships a filter asks for. */
export function usersOfFilter(filter: ProjectFilter): string[] {
  if (filter === 'all' || filter === 'none') return [];
  const visit = (
    criteria: PermissionCriteria<ProjectMemberFilter>,
  ): string[] => {
    if ('anyOf' in criteria) return criteria.anyOf.flatMap(visit);
    if ('allOf' in criteria) return criteria.allOf.flatMap(visit);
    if ('not' in criteria) return visit(criteria.not);
    return [criteria.userRef];
  };
  return [...new Set(visit(filter))];
}

/** The filter's answer for one project, without another query: what SQL does for a list, for what is at hand. */
export function filterMatches(
  filter: ProjectFilter,
  project: string,
  memberships: Memberships,
): boolean {
  if (filter === 'all') return true;
  if (filter === 'none') return false;
  const visit = (
    criteria: PermissionCriteria<ProjectMemberFilter>,
  ): boolean => {
    if ('anyOf' in criteria) return criteria.anyOf.some(visit);
    if ('allOf' in criteria) return criteria.allOf.every(visit);
    if ('not' in criteria) return !visit(criteria.not);
    const role = memberships.get(criteria.userRef)?.get(project);
    return (
      role !== undefined &&
      (criteria.roles === undefined || criteria.roles.includes(role))
    );
  };
  return visit(filter);
}
