/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import type { ResourceManagerClient } from '@silogen/backstage-plugin-resource-manager-common';
import { contentOf } from '../answer';
import type { ResourceManagerApi } from '../ResourceManagerApi';

type ModelOperations = Pick<
  ResourceManagerApi,
  'getModelVisibility' | 'publishModel' | 'decidePublication'
>;

/** Who sees the models that runs made. */
export function modelOperations(
  client: ResourceManagerClient,
): ModelOperations {
  return {
    getModelVisibility: (path, options) =>
      contentOf(
        client.GET('/v1/tuned-models/{model}', {
          params: { path },
          ...options,
        }),
      ),

    publishModel: ({ etag, body, ...path }) =>
      contentOf(
        client.POST('/v1/tuned-models/{model}/publications', {
          params: { path, header: { 'If-Match': etag } },
          body,
        }),
      ),

    decidePublication: ({ etag, state, ...path }) =>
      contentOf(
        client.PUT('/v1/tuned-models/{model}/publications/{publication}', {
          params: { path, header: { 'If-Match': etag } },
          body: { state },
        }),
      ),
  };
}
