import { type AiVisibility } from './common';

/** The kinds that have a visibility. @public */
export const AI_KINDS: readonly string[] = [
  'AiModel',
  'AiDataset',
  'AiWorkload',
];

/** All levels, the narrowest first. @public */
export const AI_VISIBILITIES: readonly AiVisibility[] = [
  'project',
  'department',
  'organisation',
];

/** Whether `to` shows an entity to more people than `from`. @public */
export function isWider(to: AiVisibility, from: AiVisibility): boolean {
  return AI_VISIBILITIES.indexOf(to) > AI_VISIBILITIES.indexOf(from);
}

/** Name of the catalog's permission rule about visibility; its parameters are {@link IsVisibleToParams}. @public */
export const IS_VISIBLE_TO = 'IS_VISIBLE_TO';

/**
 * Whose entities someone may see; what is visible to the organisation needs none of these.
 *
 * @remarks
 * Lower-case full entity refs, as the catalog writes the targets of relations.
 *
 * @public
 */
export type IsVisibleToParams = {
  /** Owners of entities of visibility `project`: the groups of one's projects, and oneself. */
  projectOwners: string[];
  /** Owners of entities of visibility `department`: one's departments and all projects in them, and oneself. */
  departmentOwners: string[];
};

/**
 * Where someone belongs, by names as the Resource Manager has them.
 *
 * @public
 */
export type AiMemberships = {
  /** Projects that have the person as a member, whatever the role. */
  projects: readonly string[];
  /** Departments of these projects, and the departments above them. */
  departments: readonly string[];
  /** All projects that are directly in one of these departments. */
  departmentProjects: readonly string[];
};

/**
 * The parameters of the rule for a person.
 *
 * @param userRef - full entity ref of the person
 *
 * @public
 */
export function visibleToParams(
  userRef: string,
  memberships: AiMemberships,
): IsVisibleToParams {
  const self = userRef.toLocaleLowerCase('en-US');
  const projects = memberships.projects.map(projectGroupRef);
  return {
    projectOwners: unique([self, ...projects]),
    departmentOwners: unique([
      self,
      ...projects,
      ...memberships.departmentProjects.map(projectGroupRef),
      ...memberships.departments.map(departmentGroupRef),
    ]),
  };
}

/** Entity ref of the Group of a project; the project's name is a DNS label of at most 41 characters. @public */
export function projectGroupRef(project: string): string {
  return `group:default/project-${project}`;
}

/** Entity ref of the Group of a department. @public */
export function departmentGroupRef(department: string): string {
  return `group:default/dept-${department}`;
}

function unique(refs: string[]): string[] {
  return [...new Set(refs)].sort();
}
