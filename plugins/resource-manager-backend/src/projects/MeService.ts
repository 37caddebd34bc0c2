import type {
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clusterManagePermission,
  organisationManagePermission,
  poolManagePermission,
  quotaManagePermission,
  runLaunchPermission,
  type Me,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  rolesOf,
  type RoleGroups,
} from '@silogen/backstage-plugin-resource-manager-node';
import { callerName, userRefOf } from '../callers';
import type { ProjectAccess, ProjectDirectory } from '../contracts';
import { isAllowed } from '../permissions/requirePermission';

export interface MeServiceOptions {
  permissions: PermissionsService;
  userInfo: UserInfoService;
  roleGroups: RoleGroups;
  projects: ProjectDirectory;
  access: ProjectAccess;
}

/** Who the caller is, and what the portal may offer to them. */
export class MeService {
  readonly #options: MeServiceOptions;

  private constructor(options: MeServiceOptions) {
    this.#options = options;
  }

  static create(options: MeServiceOptions): MeService {
    return new MeService(options);
  }

  async get(options: { credentials: BackstageCredentials }): Promise<Me> {
    const { permissions, projects } = this.#options;
    const userRef = userRefOf(options.credentials);
    const memberships = userRef ? await projects.membershipsOf(userRef) : [];
    const may = (permission: Parameters<typeof isAllowed>[1]) =>
      isAllowed(permissions, permission, options);
    return {
      userRef: callerName(options.credentials),
      roles: userRef ? await this.#roles(options.credentials) : [],
      projects: memberships.map(({ project, title, role }) => ({
        name: project,
        title,
        role,
      })),
      may: {
        launch: await this.#mayLaunch(
          memberships.map(({ project }) => project),
          options,
        ),
        manageQuotas: await may(quotaManagePermission),
        managePools: await may(poolManagePermission),
        manageOrganisation: await may(organisationManagePermission),
        manageClusters: await may(clusterManagePermission),
      },
    };
  }

  async #roles(credentials: BackstageCredentials): Promise<Me['roles']> {
    const { ownershipEntityRefs } = await this.#options.userInfo.getUserInfo(
      credentials,
    );
    return rolesOf(ownershipEntityRefs, this.#options.roleGroups);
  }

  /** In at least one project. */
  async #mayLaunch(
    projects: readonly string[],
    options: { credentials: BackstageCredentials },
  ): Promise<boolean> {
    const { permissions, access } = this.#options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: runLaunchPermission }],
      options,
    );
    if (decision.result !== AuthorizeResult.CONDITIONAL)
      return decision.result === AuthorizeResult.ALLOW;
    for (const project of projects) {
      if (await access.allowedIn(runLaunchPermission, project, options))
        return true;
    }
    return false;
  }
}
