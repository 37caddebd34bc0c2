import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/openapi';

/** The typed HTTP client of the Resource Manager's API; every path, query and body is checked by the specification. */
export type ResourceManagerClient = Client<paths>;

/**
 * Creates the client. `baseUrl` is where the API is mounted (`…/api/resource-manager`, or `plugin://resource-manager`
 * with a `fetch` that resolves it); `fetch` adds credentials.
 */
export function createResourceManagerClient(options: {
  baseUrl: string;
  fetch?: (request: Request) => Promise<Response>;
}): ResourceManagerClient {
  return createClient<paths>(options);
}
