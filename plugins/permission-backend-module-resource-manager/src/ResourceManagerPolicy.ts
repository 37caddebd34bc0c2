import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { decideResourceManager } from './decideResourceManager';
import type { RoleGroups } from './roles';

/** {@link decideResourceManager} as the permission backend wants it. */
export class ResourceManagerPolicy implements PermissionPolicy {
  readonly #roleGroups: RoleGroups;

  static create(options: { roleGroups: RoleGroups }): ResourceManagerPolicy {
    return new ResourceManagerPolicy(options);
  }

  private constructor(options: { roleGroups: RoleGroups }) {
    this.#roleGroups = options.roleGroups;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    return decideResourceManager(request, user?.info, {
      roleGroups: this.#roleGroups,
    });
  }
}
