import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  GroupEntity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { Organisation } from '@silogen/backstage-plugin-resource-manager-common';
import { departmentGroupName, projectGroupName } from '../entityNames';

type Department = Pick<
  Organisation['departments'][number],
  'name' | 'title' | 'description' | 'parent'
>;
type Project = Organisation['projects'][number];

/** Where the groups come from, as the catalog writes locations. */
export const ORGANISATION_LOCATION = 'resource-manager:organisation';

function group(options: {
  name: string;
  type: 'department' | 'project';
  of: { title: string; description?: string };
  parent?: string;
  members?: string[];
}): GroupEntity {
  const { name, type, of, parent, members } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      title: of.title,
      ...(of.description && { description: of.description }),
      annotations: {
        [ANNOTATION_LOCATION]: ORGANISATION_LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: ORGANISATION_LOCATION,
      },
    },
    spec: {
      type,
      profile: { displayName: of.title },
      children: [],
      ...(parent && { parent }),
      ...(members && { members }),
    },
  };
}

/** A department as a Group `dept-<name>`. */
export function toDepartmentEntity(department: Department): GroupEntity {
  return group({
    name: departmentGroupName(department.name),
    type: 'department',
    of: department,
    parent: department.parent && departmentGroupName(department.parent),
  });
}

/**
 * A project as a Group `project-<name>` below its department's.
 *
 * @remarks
 * Members are users only, each once, sorted: the role that a person has in a
 * project stays in the Resource Manager, which is where it is checked.
 *
 * @throws TypeError where a member is no entity ref.
 */
export function toProjectEntity(project: Project): GroupEntity {
  const members = project.members
    .map(member => parseEntityRef(member.userRef, { defaultKind: 'User' }))
    .filter(ref => ref.kind.toLocaleLowerCase('en-US') === 'user')
    .map(ref => stringifyEntityRef(ref));
  return group({
    name: projectGroupName(project.name),
    type: 'project',
    of: project,
    parent: departmentGroupName(project.department),
    members: [...new Set(members)].sort(),
  });
}
