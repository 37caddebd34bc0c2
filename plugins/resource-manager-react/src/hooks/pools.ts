import type {
  CreatePool,
  UpdatePool,
} from '@silogen/backstage-plugin-resource-manager-common';
import { useApiMutation, useApiQuery, type QueryHookOptions } from './query';

/** The pools of all clusters or of one; at most 16 a cluster. */
export function usePools(
  query: { cluster?: string } = {},
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'pools',
    key: ['list', query],
    live: true,
    fetch: (api, request) => api.listPools(query, request),
  });
}

/** Which nodes a selector matches now. */
export function usePoolPreview(
  query: { cluster: string; name?: string; selector: Record<string, string> },
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'pools',
    key: ['preview', query],
    fetch: (api, request) => api.previewPool(query, request),
  });
}

export function useCreatePool() {
  return useApiMutation({
    kind: 'pools',
    send: (api, request: CreatePool) => api.createPool(request),
  });
}

export function useUpdatePool() {
  return useApiMutation({
    kind: 'pools',
    send: (
      api,
      request: {
        cluster: string;
        pool: string;
        etag: string;
        body: UpdatePool;
      },
    ) => api.updatePool(request),
  });
}

export function useDeletePool() {
  return useApiMutation({
    kind: 'pools',
    send: (api, request: { cluster: string; pool: string; etag: string }) =>
      api.deletePool(request),
  });
}
