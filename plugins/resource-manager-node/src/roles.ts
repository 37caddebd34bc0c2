import type { RootConfigService } from '@backstage/backend-plugin-api';

/** The four roles, most powerful first. */
export const ROLES = [
  'administrator',
  'resource-manager',
  'developer',
  'viewer',
] as const;

/** @public */
export type Role = (typeof ROLES)[number];

/**
 * The groups that give each role, as lower-case full entity refs.
 *
 * @public
 */
export type RoleGroups = Record<Role, readonly string[]>;

/**
 * `group:default/role-<role>` for every role.
 *
 * @public
 */
export const defaultRoleGroups: RoleGroups = {
  administrator: ['group:default/role-administrator'],
  'resource-manager': ['group:default/role-resource-manager'],
  developer: ['group:default/role-developer'],
  viewer: ['group:default/role-viewer'],
};

const CONFIG_PATH = 'permission.resourceManager.roles';

/**
 * The groups of `permission.resourceManager.roles`, the defaults where nothing is configured.
 *
 * @throws Error that names the key and the remedy
 * @public
 */
export function readRoleGroups(config: RootConfigService): RoleGroups {
  const configured = config.getOptionalConfig(CONFIG_PATH);
  const unknown = (configured?.keys() ?? []).filter(
    key => !ROLES.some(role => role === key),
  );
  if (unknown.length > 0) {
    throw new Error(
      `${CONFIG_PATH}.${unknown[0]} is not a role; use ${ROLES.join(', ')}`,
    );
  }
  const groupsOf = (role: Role) =>
    configured
      ?.getOptionalStringArray(role)
      ?.map((ref, index) => readGroupRef(ref, `${role}[${index}]`)) ??
    defaultRoleGroups[role];
  return {
    administrator: groupsOf('administrator'),
    'resource-manager': groupsOf('resource-manager'),
    developer: groupsOf('developer'),
    viewer: groupsOf('viewer'),
  };
}

/** Ownership claims are lower-case full refs, so a short or mixed-case one would never match. */
function readGroupRef(ref: string, key: string): string {
  if (!/^group:[^:/\s]+\/[^:/\s]+$/i.test(ref)) {
    throw new Error(
      `${CONFIG_PATH}.${key} '${ref}' is not a group; write its full entity ref, such as group:default/role-developer`,
    );
  }
  return ref.toLocaleLowerCase('en-US');
}

/**
 * The roles that someone has by their ownership claims.
 *
 * @public
 */
export function rolesOf(
  ownershipEntityRefs: readonly string[],
  groups: RoleGroups,
): Role[] {
  const claims = new Set(
    ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US')),
  );
  return ROLES.filter(role => groups[role].some(group => claims.has(group)));
}
