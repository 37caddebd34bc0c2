import type { ClusterCheckRequest } from '@silogen/backstage-plugin-resource-manager-common';
import type { PageQuery } from '../api';
import { useApiMutation, useApiQuery, type QueryHookOptions } from './query';

/** All clusters. */
export function useClusters(options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'clusters',
    key: ['list'],
    live: true,
    fetch: (api, request) => api.listClusters(request),
  });
}

export function useCluster(cluster: string, options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'clusters',
    key: ['one', cluster],
    live: true,
    fetch: (api, request) => api.getCluster({ cluster }, request),
  });
}

/** One page of a cluster's nodes, by name. */
export function useNodes(
  query: { cluster: string } & PageQuery,
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'clusters',
    key: ['nodes', query],
    live: true,
    fetch: (api, request) => api.listNodes(query, request),
  });
}

/** One page of a cluster's queues. */
export function useQueues(
  query: { cluster: string } & PageQuery,
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'clusters',
    key: ['queues', query],
    live: true,
    fetch: (api, request) => api.listQueues(query, request),
  });
}

/** What the portal would change to manage this cluster's quotas. */
export function useTakeoverPlan(
  cluster: string,
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'clusters',
    key: ['takeover', cluster],
    fetch: (api, request) => api.getTakeoverPlan({ cluster }, request),
  });
}

/** Looks at a cluster that is not connected yet. */
export function useCheckCluster() {
  return useApiMutation({
    kind: 'clusters',
    send: (api, request: ClusterCheckRequest) => api.checkCluster(request),
  });
}

export function useTakeOverCluster() {
  return useApiMutation({
    kind: 'clusters',
    send: (api, request: { cluster: string; planId: string }) =>
      api.takeOverCluster(request),
  });
}
