import type {
  LaunchRunRequest,
  ListRunsQuery,
  PreviewRunRequest,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { PageQuery } from '../api';
import { useApiMutation, useApiQuery, type QueryHookOptions } from './query';
import { useDebounced } from './useDebounced';

/** A preview follows the form at this distance, so that typing a number asks once. Milliseconds. */
const PREVIEW_DELAY_MS = 400;

/** One page of the runs that the user may see. */
export function useRuns(
  query: ListRunsQuery = {},
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'runs',
    key: ['list', query],
    live: true,
    fetch: (api, request) => api.listRuns(query, request),
  });
}

export function useRun(run: string, options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'runs',
    key: ['one', run],
    live: true,
    fetch: (api, request) => api.getRun({ run }, request),
  });
}

/** One page of a run's history, oldest first. */
export function useRunEvents(
  query: { run: string } & PageQuery,
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'runs',
    key: ['events', query],
    live: true,
    fetch: (api, request) => api.listRunEvents(query, request),
  });
}

/** What a model, dataset or workload came from and what came of it, as far as the user may see. */
export function useLineage(entity: string, options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'runs',
    key: ['lineage', entity],
    live: true,
    fetch: (api, request) => api.getLineage({ entity }, request),
  });
}

/** Pods that a run has or had, newest first. */
export function useRunPods(run: string, options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'runs',
    key: ['pods', run],
    live: true,
    fetch: (api, request) => api.listRunPods({ run }, request),
  });
}

/** A run's Kubernetes objects, secrets masked, and the cluster's events about them. */
export function useRunObjects(run: string, options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'runs',
    key: ['objects', run],
    live: true,
    fetch: (api, request) => api.listRunObjects({ run }, request),
  });
}

/**
 * What a launch would do: problems, objects, place and verdict. The request may be incomplete and may change with every
 * key stroke; the answer follows when it rests, and the last one stays meanwhile (`isPending`-free, see
 * `isPlaceholderData`).
 */
export function useRunPreview(
  request: PreviewRunRequest,
  options: QueryHookOptions = {},
) {
  const settled = useDebounced(request, PREVIEW_DELAY_MS);
  return useApiQuery({
    ...options,
    kind: 'runs',
    key: ['preview', settled],
    live: true,
    fetch: (api, asked) => api.previewRun(settled, asked),
  });
}

export function useLaunchRun() {
  return useApiMutation({
    kind: 'runs',
    send: (api, request: { idempotencyKey: string; body: LaunchRunRequest }) =>
      api.launchRun(request),
  });
}

/** Stops a run for good. */
export function useStopRun() {
  return useApiMutation({
    kind: 'runs',
    send: (api, request: { run: string }) => api.stopRun(request),
  });
}

/** A ticket into a workspace; it is fetched when it is used, never before. */
export function useOpenWorkspace() {
  return useApiMutation({
    kind: 'runs',
    send: (api, request: { run: string }) => api.openWorkspace(request),
  });
}

/** Removes a run's objects from the cluster; its record stays. */
export function useDeleteRun() {
  return useApiMutation({
    kind: 'runs',
    send: (api, request: { run: string }) => api.deleteRun(request),
  });
}
