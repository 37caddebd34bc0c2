/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import type { ResourceManagerClient } from '@silogen/backstage-plugin-resource-manager-common';
import { contentOf } from '../answer';
import type { ResourceManagerApi } from '../ResourceManagerApi';

type ClusterOperations = Pick<
  ResourceManagerApi,
  | 'getMe'
  | 'listClusters'
  | 'getCluster'
  | 'listNodes'
  | 'listQueues'
  | 'getTakeoverPlan'
  | 'takeOverCluster'
  | 'checkCluster'
>;

/** Who asks, and the clusters. */
export function clusterOperations(
  client: ResourceManagerClient,
): ClusterOperations {
  return {
    getMe: options => contentOf(client.GET('/v1/me', options)),

    listClusters: options => contentOf(client.GET('/v1/clusters', options)),

    getCluster: (path, options) =>
      contentOf(
        client.GET('/v1/clusters/{cluster}', { params: { path }, ...options }),
      ),

    listNodes: ({ cluster, ...query }, options) =>
      contentOf(
        client.GET('/v1/clusters/{cluster}/nodes', {
          params: { path: { cluster }, query },
          ...options,
        }),
      ),

    listQueues: ({ cluster, ...query }, options) =>
      contentOf(
        client.GET('/v1/clusters/{cluster}/queues', {
          params: { path: { cluster }, query },
          ...options,
        }),
      ),

    getTakeoverPlan: (path, options) =>
      contentOf(
        client.GET('/v1/clusters/{cluster}/takeover', {
          params: { path },
          ...options,
        }),
      ),

    checkCluster: body =>
      contentOf(client.POST('/v1/cluster-checks', { body })),

    takeOverCluster: ({ cluster, planId }) =>
      contentOf(
        client.POST('/v1/clusters/{cluster}/takeover', {
          params: { path: { cluster } },
          body: { planId },
        }),
      ),
  };
}
