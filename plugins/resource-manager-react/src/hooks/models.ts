import type {
  DecidePublication,
  PublishModel,
} from '@silogen/backstage-plugin-resource-manager-common';
import { useApiMutation, useApiQuery, type QueryHookOptions } from './query';

/** Who sees a model that a run made; only for those who may see the run. */
export function useModelVisibility(
  model: string,
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'models',
    key: ['visibility', model],
    live: true,
    fetch: (api, request) => api.getModelVisibility({ model }, request),
  });
}

/** Changes who sees a model, or asks for it. */
export function usePublishModel() {
  return useApiMutation({
    kind: 'models',
    send: (api, request: { model: string; etag: string; body: PublishModel }) =>
      api.publishModel(request),
  });
}

/** Answers a pending request. */
export function useDecidePublication() {
  return useApiMutation({
    kind: 'models',
    send: (
      api,
      request: {
        model: string;
        publication: string;
        etag: string;
        state: DecidePublication['state'];
      },
    ) => api.decidePublication(request),
  });
}
