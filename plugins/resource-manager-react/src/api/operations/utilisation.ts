/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import type { ResourceManagerClient } from '@silogen/backstage-plugin-resource-manager-common';
import { contentOf } from '../answer';
import type { ResourceManagerApi } from '../ResourceManagerApi';

type UtilisationOperations = Pick<
  ResourceManagerApi,
  'getUtilisation' | 'listWastes'
>;

/** What the GPUs do. */
export function utilisationOperations(
  client: ResourceManagerClient,
): UtilisationOperations {
  return {
    getUtilisation: (query = {}, options) =>
      contentOf(
        client.GET('/v1/utilisation', { params: { query }, ...options }),
      ),

    listWastes: options =>
      contentOf(client.GET('/v1/utilisation/wastes', options)),
  };
}
