import type { FetchApi } from '@backstage/frontend-plugin-api';
import { createResourceManagerClient } from '@silogen/backstage-plugin-resource-manager-common';
import { clusterOperations } from './operations/clusters';
import { modelOperations } from './operations/models';
import { organisationOperations } from './operations/organisation';
import { poolOperations } from './operations/pools';
import { quotaOperations } from './operations/quotas';
import { runOperations } from './operations/runs';
import { utilisationOperations } from './operations/utilisation';
import type { ResourceManagerApi } from './ResourceManagerApi';

/**
 * Sends a `Request` as address and options: Backstage's `plugin://` resolver passes a `Request` on as options for a new
 * one, whose body then is a stream, and browsers refuse to stream an upload over HTTP/1.1.
 */
function fetchWith(fetchApi: FetchApi) {
  return async (request: Request): Promise<Response> => {
    const hasBody = request.method !== 'GET' && request.body !== null;
    return await fetchApi.fetch(request.url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body: hasBody ? await request.text() : undefined,
      signal: request.signal,
    });
  };
}

/** The Resource Manager's API through the portal's `fetch`, which adds the user's token. */
export function createResourceManagerApi(options: {
  fetchApi: FetchApi;
}): ResourceManagerApi {
  const client = createResourceManagerClient({
    baseUrl: 'plugin://resource-manager',
    fetch: fetchWith(options.fetchApi),
  });
  return {
    ...clusterOperations(client),
    ...poolOperations(client),
    ...organisationOperations(client),
    ...quotaOperations(client),
    ...runOperations(client),
    ...modelOperations(client),
    ...utilisationOperations(client),
  };
}
