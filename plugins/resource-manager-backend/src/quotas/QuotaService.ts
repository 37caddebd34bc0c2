import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ListQuotasQuery,
  Page,
  ProjectQuota,
  QuotaChange,
  QuotaList,
  QuotaPreview,
  QuotaPreviewRequest,
  SetProjectQuota,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectFilter } from '../contracts';

type Options = { credentials: BackstageCredentials };

export interface QuotaKey {
  project: string;
  cluster: string;
}

export interface QuotaService {
  list(query: ListQuotasQuery, options: Options): Promise<QuotaList>;
  get(key: QuotaKey, options: Options): Promise<ProjectQuota>;
  /** `version`: the one that was read; undefined matches any. */
  set(
    request: QuotaKey & { version: number | undefined; quota: SetProjectQuota },
    options: Options,
  ): Promise<ProjectQuota>;
  preview(
    request: QuotaKey & { quota: QuotaPreviewRequest },
    options: Options,
  ): Promise<QuotaPreview>;
  history(
    request: QuotaKey & { cursor?: string; limit?: number },
    options: Options,
  ): Promise<Page<QuotaChange>>;
}

/** The rules' side of the list: which projects, decided by whoever asks for them. */
export interface QuotaLister {
  listVisible(
    query: ListQuotasQuery,
    visible: ProjectFilter,
  ): Promise<QuotaList>;
}
