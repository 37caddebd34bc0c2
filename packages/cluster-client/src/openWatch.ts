import { ClusterError } from './ClusterError';
import type { KubeTransport, TransportRequest } from './KubeTransport';
import { collectionPath, scopeQuery } from './paths';
import { readLines } from './readLines';
import type { KubeObject, ResourceType, Scope, WatchEvent } from './types';

export interface OpenWatchOptions extends Scope {
  resourceVersion: string;
  timeoutSeconds?: number;
  signal?: AbortSignal;
  /** Silence after which the connection counts as dead. */
  stallTimeoutMs: number;
  /** Called when the server has accepted the watch, before any event. */
  onOpen?: () => void;
}

/** One watch request as an iterable; leaving the loop closes the connection. */
export async function* openWatch<T extends KubeObject>(
  transport: KubeTransport,
  type: ResourceType,
  options: OpenWatchOptions,
): AsyncGenerator<WatchEvent<T>> {
  const silence = watchSilence(options.signal, options.stallTimeoutMs);
  const request: TransportRequest = {
    method: 'GET',
    path: collectionPath(type, options.namespace),
    query: {
      ...scopeQuery(options),
      watch: true,
      allowWatchBookmarks: true,
      resourceVersion: options.resourceVersion,
      timeoutSeconds: options.timeoutSeconds,
    },
    signal: silence.signal,
  };
  try {
    const stream = await transport.stream(request);
    options.onOpen?.();
    silence.heard();
    for await (const line of readLines(stream, { onChunk: silence.heard })) {
      yield parseEvent<T>(transport, request, line);
    }
  } catch (error) {
    if (silence.stalled()) {
      throw new ClusterError({
        code: 0,
        reason: 'Stalled',
        message: `nothing came for ${
          options.stallTimeoutMs / 1000
        } s, not even a bookmark`,
        method: request.method,
        server: transport.server,
        path: request.path,
        cause: error,
      });
    }
    throw transport.streamError({ ...request, signal: options.signal }, error);
  } finally {
    silence.dispose();
  }
}

function parseEvent<T extends KubeObject>(
  transport: KubeTransport,
  request: TransportRequest,
  line: { text: string; complete: boolean },
): WatchEvent<T> {
  let event: { type: string; object: T };
  try {
    event = JSON.parse(line.text);
  } catch (cause) {
    const problem = line.complete
      ? 'a line is not JSON'
      : 'the connection was cut within a line';
    throw transport.streamError(request, new Error(problem, { cause }));
  }
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type: event.type, object: event.object };
    case 'BOOKMARK':
      return {
        type: 'BOOKMARK',
        resourceVersion: event.object.metadata.resourceVersion ?? '',
      };
    case 'ERROR':
      throw ClusterError.fromStatus({
        status: event.object,
        method: request.method,
        server: transport.server,
        path: request.path,
      });
    default:
      throw transport.streamError(
        request,
        new Error(`unknown event type '${event.type}'`),
      );
  }
}

/** Aborts with the parent, or when nothing was heard for a while. */
function watchSilence(parent: AbortSignal | undefined, timeoutMs: number) {
  const controller = new AbortController();
  let stalled = false;
  const timer = setTimeout(() => {
    stalled = true;
    controller.abort();
  }, timeoutMs);
  timer.unref();
  const onParent = () => controller.abort(parent?.reason);
  if (parent?.aborted) {
    onParent();
  }
  parent?.addEventListener('abort', onParent);
  return {
    signal: controller.signal,
    stalled: () => stalled,
    heard: () => {
      timer.refresh();
    },
    dispose: () => {
      clearTimeout(timer);
      controller.abort();
      parent?.removeEventListener('abort', onParent);
    },
  };
}
