import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  poolManagePermission,
  poolReadPermission,
  type ClusterProblem,
  type CreatePool,
  type Pool,
  type PoolPreview,
  type UpdatePool,
} from '@silogen/backstage-plugin-resource-manager-common';
import { requirePermission } from '../permissions/requirePermission';
import type { PoolKey, PoolService } from './PoolService';

type Options = { credentials: BackstageCredentials };

/** Who may see and change compute pools. */
export class AuthorizedPoolService implements PoolService {
  readonly #inner: PoolService;
  readonly #permissions: PermissionsService;

  private constructor(options: {
    inner: PoolService;
    permissions: PermissionsService;
  }) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
  }

  static create(options: {
    inner: PoolService;
    permissions: PermissionsService;
  }): AuthorizedPoolService {
    return new AuthorizedPoolService(options);
  }

  async list(
    query: { cluster?: string },
    options: Options,
  ): Promise<{ items: Pool[]; errors: ClusterProblem[] }> {
    await requirePermission(this.#permissions, poolReadPermission, options);
    return this.#inner.list(query, options);
  }

  async get(key: PoolKey, options: Options): Promise<Pool> {
    await requirePermission(this.#permissions, poolReadPermission, options);
    return this.#inner.get(key, options);
  }

  async create(request: CreatePool, options: Options): Promise<Pool> {
    await requirePermission(this.#permissions, poolManagePermission, options);
    return this.#inner.create(request, options);
  }

  async update(
    request: PoolKey & { version: number | undefined; change: UpdatePool },
    options: Options,
  ): Promise<Pool> {
    await requirePermission(this.#permissions, poolManagePermission, options);
    return this.#inner.update(request, options);
  }

  async delete(
    request: PoolKey & { version: number | undefined },
    options: Options,
  ): Promise<void> {
    await requirePermission(this.#permissions, poolManagePermission, options);
    return this.#inner.delete(request, options);
  }

  async preview(
    request: {
      cluster: string;
      name?: string;
      selector: Record<string, string>;
    },
    options: Options,
  ): Promise<PoolPreview> {
    await requirePermission(this.#permissions, poolManagePermission, options);
    return this.#inner.preview(request, options);
  }
}
