/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import type { ResourceManagerClient } from '@silogen/backstage-plugin-resource-manager-common';
import { contentOf, successOf } from '../answer';
import type { ResourceManagerApi } from '../ResourceManagerApi';

type PoolOperations = Pick<
  ResourceManagerApi,
  'listPools' | 'createPool' | 'updatePool' | 'deletePool' | 'previewPool'
>;

/** Compute pools. */
export function poolOperations(client: ResourceManagerClient): PoolOperations {
  return {
    listPools: (query = {}, options) =>
      contentOf(client.GET('/v1/pools', { params: { query }, ...options })),

    createPool: body => contentOf(client.POST('/v1/pools', { body })),

    updatePool: ({ etag, body, ...path }) =>
      contentOf(
        client.PUT('/v1/clusters/{cluster}/pools/{pool}', {
          params: { path, header: { 'If-Match': etag } },
          body,
        }),
      ),

    deletePool: ({ etag, ...path }) =>
      successOf(
        client.DELETE('/v1/clusters/{cluster}/pools/{pool}', {
          params: { path, header: { 'If-Match': etag } },
        }),
      ),

    previewPool: ({ cluster, ...body }, options) =>
      contentOf(
        client.POST('/v1/clusters/{cluster}/pool-preview', {
          params: { path: { cluster } },
          body,
          ...options,
        }),
      ),
  };
}
