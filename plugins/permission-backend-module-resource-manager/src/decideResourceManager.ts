import type { BackstageUserInfo } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PolicyQuery } from '@backstage/plugin-permission-node';
import {
  IS_VISIBLE_TO,
  visibleToParams,
  type AiMemberships,
} from '@silogen/backstage-plugin-developer-center-common';
import { decisionFor, type Grant } from './grants';
import { noMemberships } from './Memberships';
import { matrix, unknownPermission } from './matrix';
import {
  defaultRoleGroups,
  rolesOf,
  type RoleGroups,
} from '@silogen/backstage-plugin-resource-manager-node';

/**
 * Who may do what in the portal, as a pure function: a portal takes one policy only, so one that has its own calls
 * this from it.
 *
 * @param user - who asks; undefined for someone who is not signed in, who may nothing
 *
 * @public
 */
export function decideResourceManager(
  request: PolicyQuery,
  user:
    | Pick<BackstageUserInfo, 'userEntityRef' | 'ownershipEntityRefs'>
    | undefined,
  options?: {
    /** The groups that give the roles. */
    roleGroups?: RoleGroups;
    /** Where the user belongs now; left out, nowhere. Needed where {@link dependsOnMemberships} says so. */
    memberships?: AiMemberships;
  },
): PolicyDecision {
  if (!user) {
    return { result: AuthorizeResult.DENY };
  }
  const { permission } = request;
  const row = matrix.get(permission.name) ?? unknownPermission;
  const roles = rolesOf(
    user.ownershipEntityRefs,
    options?.roleGroups ?? defaultRoleGroups,
  );
  const grants = new Set<Grant>();
  for (const who of [...roles, 'everyone'] as const) {
    const grant = row[who];
    if (grant) {
      grants.add(grant);
    }
  }
  const userRef = user.userEntityRef;
  return decisionFor({
    permission,
    grants,
    userRef,
    visibleTo: visibleToParams(userRef, options?.memberships ?? noMemberships),
  });
}

/**
 * Whether a decision of {@link decideResourceManager} that was made without memberships may be another one with them:
 * what of the catalogue is visible to a project or department depends on them.
 *
 * @public
 */
export function dependsOnMemberships(decision: PolicyDecision): boolean {
  return (
    decision.result === AuthorizeResult.CONDITIONAL &&
    'rule' in decision.conditions &&
    decision.conditions.rule === IS_VISIBLE_TO
  );
}
