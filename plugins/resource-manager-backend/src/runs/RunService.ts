import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ClusterEvent,
  LaunchRunRequest,
  ListRunsQuery,
  PreviewRunRequest,
  Run,
  RunDetail,
  RunEvent,
  RunPod,
  RunPreview,
  TunedModel,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject, LogOptions } from '@silogen/cluster-client';

export interface Caller {
  credentials: BackstageCredentials;
}

export interface LogQuery
  extends Pick<
    LogOptions,
    'container' | 'follow' | 'previous' | 'timestamps' | 'tailLines'
  > {
  /** Left out, the newest pod. */
  pod?: string;
}

/** What can be done with runs. Everything is on behalf of a caller; what they may not see is not found. */
export interface RunService {
  list(
    query: ListRunsQuery,
    caller: Caller,
  ): Promise<{ items: Run[]; nextCursor?: string; totalItems: number }>;
  get(id: string, caller: Caller): Promise<RunDetail>;
  /** The same key of the same caller gives the same run; `created` says whether it was made now. */
  launch(
    request: LaunchRunRequest,
    options: Caller & { idempotencyKey: string },
  ): Promise<{ run: RunDetail; created: boolean }>;
  preview(request: PreviewRunRequest, caller: Caller): Promise<RunPreview>;
  stop(id: string, caller: Caller): Promise<RunDetail>;
  delete(id: string, caller: Caller): Promise<RunDetail>;
  events(
    id: string,
    page: { cursor?: string; limit?: number },
    caller: Caller,
  ): Promise<{ items: RunEvent[]; nextCursor?: string }>;
  pods(id: string, caller: Caller): Promise<RunPod[]>;
  objects(
    id: string,
    caller: Caller,
  ): Promise<{ items: KubeObject[]; events: ClusterEvent[] }>;
  logs(
    id: string,
    query: LogQuery & { signal: AbortSignal },
    caller: Caller,
  ): Promise<ReadableStream<Uint8Array>>;
  tunedModels(caller: Caller): Promise<TunedModel[]>;
}
