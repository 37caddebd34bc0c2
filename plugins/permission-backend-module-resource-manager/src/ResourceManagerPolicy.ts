import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  decideResourceManager,
  dependsOnMemberships,
} from './decideResourceManager';
import type { Memberships } from './Memberships';
import type { RoleGroups } from '@silogen/backstage-plugin-resource-manager-node';

export interface ResourceManagerPolicyOptions {
  roleGroups: RoleGroups;
  memberships: Pick<Memberships, 'of'>;
}

/** {@link decideResourceManager} as the permission backend wants it. */
export class ResourceManagerPolicy implements PermissionPolicy {
  readonly #roleGroups: RoleGroups;
  readonly #memberships: Pick<Memberships, 'of'>;

  static create(options: ResourceManagerPolicyOptions): ResourceManagerPolicy {
    return new ResourceManagerPolicy(options);
  }

  private constructor(options: ResourceManagerPolicyOptions) {
    this.#roleGroups = options.roleGroups;
    this.#memberships = options.memberships;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const roleGroups = this.#roleGroups;
    const decision = decideResourceManager(request, user?.info, { roleGroups });
    if (!user || !dependsOnMemberships(decision)) return decision;
    return decideResourceManager(request, user.info, {
      roleGroups,
      memberships: await this.#memberships.of(user.info.userEntityRef),
    });
  }
}
