import type {
  ListQuotasQuery,
  QuotaPreviewRequest,
  SetProjectQuota,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { PageQuery } from '../api';
import { useApiMutation, useApiQuery, type QueryHookOptions } from './query';

/** One page of quotas, a row per project × cluster × pool. */
export function useQuotas(
  query: ListQuotasQuery = {},
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'quotas',
    key: ['list', query],
    live: true,
    fetch: (api, request) => api.listQuotas(query, request),
  });
}

/** What one project is guaranteed on one cluster, over all its pools. */
export function useProjectQuota(
  query: { project: string; cluster: string },
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'quotas',
    key: ['one', query],
    fetch: (api, request) => api.getProjectQuota(query, request),
  });
}

/** Changes of one project's quota on one cluster, newest first. */
export function useQuotaHistory(
  query: { project: string; cluster: string } & PageQuery,
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'quotas',
    key: ['history', query],
    fetch: (api, request) => api.listQuotaHistory(query, request),
  });
}

/** What a quota would do, without storing it. */
export function useQuotaPreview(
  query: { project: string; cluster: string; body: QuotaPreviewRequest },
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'quotas',
    key: ['preview', query],
    fetch: (api, request) => api.previewProjectQuota(query, request),
  });
}

export function useSetProjectQuota() {
  return useApiMutation({
    kind: 'quotas',
    send: (
      api,
      request: {
        project: string;
        cluster: string;
        etag: string;
        body: SetProjectQuota;
      },
    ) => api.setProjectQuota(request),
  });
}
