/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import type { ResourceManagerClient } from '@silogen/backstage-plugin-resource-manager-common';
import { contentOf } from '../answer';
import type { ResourceManagerApi } from '../ResourceManagerApi';

type QuotaOperations = Pick<
  ResourceManagerApi,
  | 'listQuotas'
  | 'getProjectQuota'
  | 'setProjectQuota'
  | 'previewProjectQuota'
  | 'listQuotaHistory'
>;

/** What projects are guaranteed. */
export function quotaOperations(
  client: ResourceManagerClient,
): QuotaOperations {
  return {
    listQuotas: (query = {}, options) =>
      contentOf(client.GET('/v1/quotas', { params: { query }, ...options })),

    getProjectQuota: (path, options) =>
      contentOf(
        client.GET('/v1/projects/{project}/clusters/{cluster}/quota', {
          params: { path },
          ...options,
        }),
      ),

    setProjectQuota: ({ etag, body, ...path }) =>
      contentOf(
        client.PUT('/v1/projects/{project}/clusters/{cluster}/quota', {
          params: { path, header: { 'If-Match': etag } },
          body,
        }),
      ),

    previewProjectQuota: ({ body, ...path }, options) =>
      contentOf(
        client.POST('/v1/projects/{project}/clusters/{cluster}/quota/preview', {
          params: { path },
          body,
          ...options,
        }),
      ),

    listQuotaHistory: ({ project, cluster, ...query }, options) =>
      contentOf(
        client.GET('/v1/projects/{project}/clusters/{cluster}/quota/history', {
          params: { path: { project, cluster }, query },
          ...options,
        }),
      ),
  };
}
