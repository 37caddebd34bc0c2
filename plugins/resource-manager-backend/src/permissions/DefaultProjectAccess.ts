import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  type ConditionTransformer,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_RUN } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import type {
  ProjectAccess,
  ProjectFilter,
  ProjectMemberFilter,
} from '../contracts';
import { applyProjectFilter } from './projectFilter';
import { projectResourceRef, runResourceRef } from './rules';

/** Turns decisions of the permission framework into filters over our tables. */
export class DefaultProjectAccess implements ProjectAccess {
  readonly #permissions: PermissionsService;
  readonly #knex: Knex;
  readonly #ofProject: ConditionTransformer<ProjectMemberFilter>;
  readonly #ofRun: ConditionTransformer<ProjectMemberFilter>;

  private constructor(options: DefaultProjectAccessOptions) {
    this.#permissions = options.permissions;
    this.#knex = options.knex;
    const { registry } = options;
    this.#ofProject = createConditionTransformer(
      registry.getPermissionRuleset(projectResourceRef),
    );
    this.#ofRun = createConditionTransformer(
      registry.getPermissionRuleset(runResourceRef),
    );
  }

  /** The resource types must have been added to the registry before. */
  static create(options: DefaultProjectAccessOptions): DefaultProjectAccess {
    return new DefaultProjectAccess(options);
  }

  async filterFor(
    permission: ResourcePermission,
    options: { credentials: BackstageCredentials },
  ): Promise<ProjectFilter> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      options,
    );
    if (decision.result === AuthorizeResult.ALLOW) return 'all';
    if (decision.result !== AuthorizeResult.CONDITIONAL) return 'none';
    const transform =
      permission.resourceType === RESOURCE_TYPE_RUN
        ? this.#ofRun
        : this.#ofProject;
    return transform(decision.conditions);
  }

  async allowedIn(
    permission: ResourcePermission,
    project: string,
    options: { credentials: BackstageCredentials },
  ): Promise<boolean> {
    const filter = await this.filterFor(permission, options);
    if (filter === 'none') return false;
    const query = this.#knex('projects').where('projects.name', project);
    const found = await applyProjectFilter(query, {
      knex: this.#knex,
      column: 'projects.name',
      filter,
    }).first('projects.id');
    return found !== undefined;
  }
}

export interface DefaultProjectAccessOptions {
  permissions: PermissionsService;
  registry: PermissionsRegistryService;
  knex: Knex;
}
