import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  organisationManagePermission,
  projectReadPermission,
  runLaunchPermission,
  type CreateProject,
  type ListProjectsQuery,
  type Project,
  type ProjectList,
  type UpdateProject,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectAccess } from '../contracts';
import { requirePermission } from '../permissions/requirePermission';
import { requireVisibleProject } from '../permissions/requireVisibleProject';
import type {
  ProjectLister,
  ProjectRequestOptions,
  ProjectService,
} from './ProjectService';

/** Who may read and change projects; a project that is not visible does not exist. */
export class AuthorizedProjectService implements ProjectService {
  readonly #inner: ProjectService & ProjectLister;
  readonly #permissions: PermissionsService;
  readonly #access: ProjectAccess;

  private constructor(options: AuthorizedProjectServiceOptions) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
    this.#access = options.access;
  }

  static create(
    options: AuthorizedProjectServiceOptions,
  ): AuthorizedProjectService {
    return new AuthorizedProjectService(options);
  }

  async list(
    query: ListProjectsQuery,
    options: ProjectRequestOptions,
  ): Promise<ProjectList> {
    return this.#inner.listVisible(query, {
      ...options,
      visible: await this.#access.filterFor(projectReadPermission, options),
      launchable: () => this.#access.filterFor(runLaunchPermission, options),
    });
  }

  async get(name: string, options: ProjectRequestOptions): Promise<Project> {
    await requireVisibleProject(this.#access, name, options);
    return this.#inner.get(name, options);
  }

  async create(
    request: CreateProject,
    options: ProjectRequestOptions,
  ): Promise<Project> {
    await requirePermission(
      this.#permissions,
      organisationManagePermission,
      options,
    );
    return this.#inner.create(request, options);
  }

  async update(
    request: {
      name: string;
      version: number | undefined;
      project: UpdateProject;
    },
    options: ProjectRequestOptions,
  ): Promise<Project> {
    await requireVisibleProject(this.#access, request.name, options);
    await requirePermission(
      this.#permissions,
      organisationManagePermission,
      options,
    );
    return this.#inner.update(request, options);
  }

  async delete(
    request: { name: string; version: number | undefined },
    options: ProjectRequestOptions,
  ): Promise<void> {
    await requireVisibleProject(this.#access, request.name, options);
    await requirePermission(
      this.#permissions,
      organisationManagePermission,
      options,
    );
    return this.#inner.delete(request, options);
  }
}

export interface AuthorizedProjectServiceOptions {
  inner: ProjectService & ProjectLister;
  permissions: PermissionsService;
  access: ProjectAccess;
}
