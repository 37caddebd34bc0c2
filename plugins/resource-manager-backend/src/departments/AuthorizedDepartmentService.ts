import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  organisationManagePermission,
  organisationReadPermission,
  type CreateDepartment,
  type Department,
  type UpdateDepartment,
} from '@silogen/backstage-plugin-resource-manager-common';
import { requirePermission } from '../permissions/requirePermission';
import type { DepartmentService } from './DepartmentService';

type Options = { credentials: BackstageCredentials };

/** Who may read and change departments. */
export class AuthorizedDepartmentService implements DepartmentService {
  readonly #inner: DepartmentService;
  readonly #permissions: PermissionsService;

  private constructor(options: {
    inner: DepartmentService;
    permissions: PermissionsService;
  }) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
  }

  static create(options: {
    inner: DepartmentService;
    permissions: PermissionsService;
  }): AuthorizedDepartmentService {
    return new AuthorizedDepartmentService(options);
  }

  async list(options: Options): Promise<Department[]> {
    await requirePermission(
      this.#permissions,
      organisationReadPermission,
      options,
    );
    return this.#inner.list(options);
  }

  async get(name: string, options: Options): Promise<Department> {
    await requirePermission(
      this.#permissions,
      organisationReadPermission,
      options,
    );
    return this.#inner.get(name, options);
  }

  async create(
    request: CreateDepartment,
    options: Options,
  ): Promise<Department> {
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
      department: UpdateDepartment;
    },
    options: Options,
  ): Promise<Department> {
    await requirePermission(
      this.#permissions,
      organisationManagePermission,
      options,
    );
    return this.#inner.update(request, options);
  }

  async delete(
    request: { name: string; version: number | undefined },
    options: Options,
  ): Promise<void> {
    await requirePermission(
      this.#permissions,
      organisationManagePermission,
      options,
    );
    return this.#inner.delete(request, options);
  }
}
