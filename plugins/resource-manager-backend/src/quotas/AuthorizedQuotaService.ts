import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  projectReadPermission,
  quotaManagePermission,
  type ListQuotasQuery,
  type Page,
  type ProjectQuota,
  type QuotaChange,
  type QuotaList,
  type QuotaPreview,
  type QuotaPreviewRequest,
  type SetProjectQuota,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectAccess } from '../contracts';
import { requirePermission } from '../permissions/requirePermission';
import { requireVisibleProject } from '../permissions/requireVisibleProject';
import type { QuotaKey, QuotaLister, QuotaService } from './QuotaService';

type Options = { credentials: BackstageCredentials };

/** Who may see and change quotas. */
export class AuthorizedQuotaService implements QuotaService {
  readonly #inner: QuotaService & QuotaLister;
  readonly #permissions: PermissionsService;
  readonly #access: ProjectAccess;

  private constructor(options: AuthorizedQuotaServiceOptions) {
    this.#inner = options.inner;
    this.#permissions = options.permissions;
    this.#access = options.access;
  }

  static create(
    options: AuthorizedQuotaServiceOptions,
  ): AuthorizedQuotaService {
    return new AuthorizedQuotaService(options);
  }

  async list(query: ListQuotasQuery, options: Options): Promise<QuotaList> {
    return this.#inner.listVisible(
      query,
      await this.#access.filterFor(projectReadPermission, options),
    );
  }

  async get(key: QuotaKey, options: Options): Promise<ProjectQuota> {
    await requireVisibleProject(this.#access, key.project, options);
    return this.#inner.get(key, options);
  }

  async set(
    request: QuotaKey & { version: number | undefined; quota: SetProjectQuota },
    options: Options,
  ): Promise<ProjectQuota> {
    await this.#requireManage(request.project, options);
    return this.#inner.set(request, options);
  }

  async preview(
    request: QuotaKey & { quota: QuotaPreviewRequest },
    options: Options,
  ): Promise<QuotaPreview> {
    await this.#requireManage(request.project, options);
    return this.#inner.preview(request, options);
  }

  async history(
    request: QuotaKey & { cursor?: string; limit?: number },
    options: Options,
  ): Promise<Page<QuotaChange>> {
    await requireVisibleProject(this.#access, request.project, options);
    return this.#inner.history(request, options);
  }

  async #requireManage(project: string, options: Options): Promise<void> {
    await requireVisibleProject(this.#access, project, options);
    await requirePermission(this.#permissions, quotaManagePermission, options);
  }
}

export interface AuthorizedQuotaServiceOptions {
  inner: QuotaService & QuotaLister;
  permissions: PermissionsService;
  access: ProjectAccess;
}
