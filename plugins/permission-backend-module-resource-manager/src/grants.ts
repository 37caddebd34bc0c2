import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PermissionCondition,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  IS_VISIBLE_TO,
  type IsVisibleToParams,
} from '@silogen/backstage-plugin-developer-center-common';
import {
  IS_PROJECT_MEMBER,
  type IsProjectMemberParams,
} from '@silogen/backstage-plugin-resource-manager-common';

/**
 * What a role may do with a permission:
 * `allow` always; `member` in projects that they belong to in any way; `active-member` in projects where they are
 * `admin` or `member` (not `viewer`); `own-task` on scaffolder tasks that they started; `visible` on entities of the
 * catalogue that are visible to them.
 */
export type Grant =
  | 'allow'
  | 'member'
  | 'active-member'
  | 'own-task'
  | 'visible';

/** A condition, and the plugin that evaluates it. */
interface PluginCondition {
  pluginId: string;
  condition: PermissionCondition;
}

/**
 * The decision for the grants that someone's roles give together: the widest wins.
 *
 * Membership stays a condition, so that the Resource Manager reads it from its tables when it is asked (and as SQL in
 * lists); a token would outlive a removal.
 */
export function decisionFor(options: {
  permission: Permission;
  grants: ReadonlySet<Grant>;
  userRef: string;
  /** What of the catalogue is visible to the user. */
  visibleTo: IsVisibleToParams;
}): PolicyDecision {
  const { permission, grants, userRef, visibleTo } = options;
  if (grants.has('allow')) {
    return { result: AuthorizeResult.ALLOW };
  }
  if (grants.size === 0 || !isResourcePermission(permission)) {
    return { result: AuthorizeResult.DENY };
  }
  const { resourceType } = permission;
  const conditions = [...grants].map(grant =>
    conditionFor({ grant, resourceType, userRef, visibleTo }),
  );
  const [{ pluginId, condition }, ...more] = conditions;
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType,
    conditions:
      more.length === 0
        ? condition
        : { anyOf: [condition, ...more.map(other => other.condition)] },
  };
}

function conditionFor(options: {
  grant: Grant;
  resourceType: string;
  userRef: string;
  visibleTo: IsVisibleToParams;
}): PluginCondition {
  const { grant, resourceType, userRef, visibleTo } = options;
  if (grant === 'visible') {
    return {
      pluginId: 'catalog',
      condition: { rule: IS_VISIBLE_TO, resourceType, params: visibleTo },
    };
  }
  if (grant === 'own-task') {
    return {
      pluginId: 'scaffolder',
      condition: {
        rule: 'IS_TASK_OWNER',
        resourceType,
        params: { createdBy: [userRef] },
      },
    };
  }
  const params: IsProjectMemberParams =
    grant === 'active-member'
      ? { userRef, roles: ['admin', 'member'] }
      : { userRef };
  return {
    pluginId: 'resource-manager',
    condition: { rule: IS_PROJECT_MEMBER, resourceType, params },
  };
}
