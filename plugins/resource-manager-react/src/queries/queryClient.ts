import { createApiRef } from '@backstage/frontend-plugin-api';
import { keepPreviousData, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api';

/** Ample for pages that several parts of one view ask for; live news arrive by signal. Milliseconds. */
const STALE_TIME_MS = 5_000;
const RETRIES = 2;

/** The one query client of the portal, so that every plugin shares what was fetched. */
export const queryClientApiRef = createApiRef<QueryClient>().with({
  id: 'plugin.resource-manager.query-client',
  pluginId: 'resource-manager',
});

/** A refusal will be the same again; no answer, and 5xx, may pass. */
function mayPass(error: unknown): boolean {
  return (
    !(error instanceof ProblemError) ||
    error.status === undefined ||
    error.status >= 500
  );
}

/** Creates the client with the portal's defaults: old content stays while new is fetched, refusals are not repeated. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_TIME_MS,
        placeholderData: keepPreviousData,
        retry: (failures, error) => failures < RETRIES && mayPass(error),
        // Queries to our own backend: it answers on a machine without internet too, where browsers say "offline".
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}
