import { useApi } from '@backstage/frontend-plugin-api';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import {
  resourceManagerApiRef,
  type RequestOptions,
  type ResourceManagerApi,
} from '../api';
import { keyOf, staleKeys, type SignalKind } from '../queries/keys';

/** How often a visible page asks by itself, in case a signal did not arrive. A hidden tab does not ask. */
export const LIVE_REFETCH_MS = 10_000;

/** Options of every query hook. */
export interface QueryHookOptions {
  /** False asks nothing yet, for a choice that is still to be made. */
  enabled?: boolean;
}

/** A read of the API: what kind of thing it shows, what tells it apart, and how it is fetched. */
export interface ApiQuery<T> extends QueryHookOptions {
  kind: SignalKind;
  key: readonly unknown[];
  fetch: (api: ResourceManagerApi, options: RequestOptions) => Promise<T>;
  /** Keeps asking while the page is visible. */
  live?: boolean;
}

/** Reads from the Resource Manager and keeps it fresh. */
export function useApiQuery<T>(query: ApiQuery<T>): UseQueryResult<T, Error> {
  const api = useApi(resourceManagerApiRef);
  return useQuery<T, Error>({
    queryKey: keyOf(query.kind, ...query.key),
    queryFn: ({ signal }) => query.fetch(api, { signal }),
    enabled: query.enabled ?? true,
    refetchInterval: query.live ? LIVE_REFETCH_MS : false,
  });
}

/** Changes something through the Resource Manager; what shows it is fetched again. */
export function useApiMutation<TRequest, T>(options: {
  kind: SignalKind;
  send: (api: ResourceManagerApi, request: TRequest) => Promise<T>;
}): UseMutationResult<T, Error, TRequest> {
  const api = useApi(resourceManagerApiRef);
  const client = useQueryClient();
  return useMutation<T, Error, TRequest>({
    mutationFn: request => options.send(api, request),
    // Also after a refusal: it often tells that what is on screen is old.
    onSettled: () => {
      for (const queryKey of staleKeys(options.kind)) {
        client.invalidateQueries({ queryKey });
      }
    },
  });
}
