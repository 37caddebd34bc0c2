import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  RESOURCE_TYPE_PROJECT,
  RESOURCE_TYPE_RUN,
  resourceManagerPermissions,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { RunActivity } from '../contracts';
import type { ProjectStore } from '../projects/ProjectStore';
import {
  isProjectMember,
  isRunProjectMember,
  projectResourceRef,
  runResourceRef,
  type MemberedResource,
} from './rules';

/**
 * Tells the permission framework what it can decide about. Runs are known only once their part of the plugin exists,
 * which itself needs the rules: so they are handed in afterwards.
 */
export function registerPermissions(
  registry: PermissionsRegistryService,
  options: { projects: ProjectStore },
): { runs(activity: RunActivity): void } {
  const { projects } = options;
  let activity: RunActivity | undefined;
  const ofType = (type: string) =>
    resourceManagerPermissions.filter(permission =>
      isResourcePermission(permission, type),
    );
  registry.addPermissions(
    resourceManagerPermissions.filter(
      permission => !isResourcePermission(permission),
    ),
  );
  registry.addResourceType({
    resourceRef: projectResourceRef,
    permissions: ofType(RESOURCE_TYPE_PROJECT),
    rules: [isProjectMember],
    getResources: names => memberedProjects(projects, names),
  });
  registry.addResourceType({
    resourceRef: runResourceRef,
    permissions: ofType(RESOURCE_TYPE_RUN),
    rules: [isRunProjectMember],
    getResources: async ids =>
      memberedProjects(projects, (await activity?.projectsOf(ids)) ?? []),
  });
  return {
    runs(given) {
      activity = given;
    },
  };
}

/** In the order of the names; undefined where there is no such project. */
async function memberedProjects(
  projects: ProjectStore,
  names: readonly (string | undefined)[],
): Promise<(MemberedResource | undefined)[]> {
  const known = new Set((await projects.list()).map(({ name }) => name));
  const members = await projects.membersOfAll(
    names.filter(name => name !== undefined),
  );
  return names.map(name =>
    name !== undefined && known.has(name)
      ? { members: members.get(name) ?? [] }
      : undefined,
  );
}
