import type { UtilisationQuery } from '@silogen/backstage-plugin-resource-manager-common';
import { useApiQuery, type QueryHookOptions } from './query';

/** What the GPUs do, now and over time, by department, project or pool. */
export function useUtilisation(
  query: UtilisationQuery = {},
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'utilisation',
    key: ['now', query],
    live: true,
    fetch: (api, request) => api.getUtilisation(query, request),
  });
}

/** The largest wastes. */
export function useWastes(options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'utilisation',
    key: ['wastes'],
    live: true,
    fetch: (api, request) => api.listWastes(request),
  });
}
