/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import type { ResourceManagerClient } from '@silogen/backstage-plugin-resource-manager-common';
import { contentOf } from '../answer';
import type { ResourceManagerApi } from '../ResourceManagerApi';

type RunOperations = Pick<
  ResourceManagerApi,
  | 'getLineage'
  | 'listRuns'
  | 'getRun'
  | 'launchRun'
  | 'previewRun'
  | 'stopRun'
  | 'openWorkspace'
  | 'deleteRun'
  | 'listRunEvents'
  | 'listRunPods'
  | 'listRunObjects'
  | 'openRunLogs'
>;

/** Runs, their history, pods, objects and logs. */
export function runOperations(client: ResourceManagerClient): RunOperations {
  return {
    getLineage: (query, options) =>
      contentOf(client.GET('/v1/lineage', { params: { query }, ...options })),

    listRuns: (query = {}, options) =>
      contentOf(client.GET('/v1/runs', { params: { query }, ...options })),

    getRun: (path, options) =>
      contentOf(client.GET('/v1/runs/{run}', { params: { path }, ...options })),

    launchRun: ({ idempotencyKey, body }) =>
      contentOf(
        client.POST('/v1/runs', {
          params: { header: { 'Idempotency-Key': idempotencyKey } },
          body,
        }),
      ),

    previewRun: (body, options) =>
      contentOf(client.POST('/v1/run-preview', { body, ...options })),

    stopRun: path =>
      contentOf(client.POST('/v1/runs/{run}/stop', { params: { path } })),

    openWorkspace: path =>
      contentOf(client.POST('/v1/runs/{run}/open', { params: { path } })),

    deleteRun: path =>
      contentOf(client.DELETE('/v1/runs/{run}', { params: { path } })),

    listRunEvents: ({ run, ...query }, options) =>
      contentOf(
        client.GET('/v1/runs/{run}/events', {
          params: { path: { run }, query },
          ...options,
        }),
      ),

    listRunPods: (path, options) =>
      contentOf(
        client.GET('/v1/runs/{run}/pods', { params: { path }, ...options }),
      ),

    listRunObjects: (path, options) =>
      contentOf(
        client.GET('/v1/runs/{run}/objects', { params: { path }, ...options }),
      ),

    openRunLogs: async ({ run, ...query }, options) => {
      const bytes = await contentOf(
        client.GET('/v1/runs/{run}/logs', {
          params: { path: { run }, query },
          parseAs: 'stream',
          ...options,
        }),
      );
      // A successful answer without a body is an empty log.
      return (bytes ?? new Blob([]).stream()).pipeThrough(
        new TextDecoderStream(),
      );
    },
  };
}
