import type { KubeObject } from '@silogen/cluster-client';
import {
  CompactedError,
  type ObjectStore,
  type StoreEvent,
} from '../store/ObjectStore';
import { ApiError } from './ApiError';
import type { KindRegistry, ServedKind } from './KindRegistry';
import { filterOf } from './ObjectReader';
import { renderObject, type Rendering } from './render';

export interface WatchRequest {
  served: ServedKind;
  namespace: string | undefined;
  labelSelector?: string;
  fieldSelector?: string;
  resourceVersion?: string;
  allowBookmarks: boolean;
  sendInitialEvents: boolean;
  timeoutSeconds: number;
  rendering: Rendering;
}

/** Where the events of one watch go. */
export interface WatchSink {
  write(event: object): void;
  end(): void;
  onClose(listener: () => void): void;
}

export interface WatchDependencies {
  store: ObjectStore;
  registry: KindRegistry;
  now: () => number;
  bookmarkIntervalMs: number;
}

/** Serves one watch until its time is over, its client leaves, or its position is lost. */
export function serveWatch(
  request: WatchRequest,
  sink: WatchSink,
  dependencies: WatchDependencies,
): { close(): void } {
  const { served, namespace } = request;
  const { store, registry, now } = dependencies;
  const matches = filterOf(
    served,
    request.labelSelector,
    request.fieldSelector,
  );
  let position = store.resourceVersion;
  let sentAt = now();

  const send = (type: string, object: object) => {
    sentAt = now();
    sink.write({ type, object });
  };
  const sendObject = (type: string, stored: KubeObject) =>
    send(
      type,
      renderObject({
        served,
        object: registry.fromStorage(served, stored),
        rendering: request.rendering,
        now: new Date(now()),
      }),
    );
  const onEvent = (event: StoreEvent) => {
    position = event.resourceVersion;
    const { resource, object, previous } = event;
    if (
      resource.group !== served.resource.group ||
      resource.plural !== served.resource.plural
    ) {
      return;
    }
    if (namespace !== undefined && object.metadata.namespace !== namespace) {
      return;
    }
    // A selector sees an object come and go as its labels change.
    const before = previous !== undefined && matches(previous);
    const after = event.type !== 'DELETED' && matches(object);
    if (after) {
      sendObject(before ? 'MODIFIED' : 'ADDED', object);
    } else if (before) {
      sendObject('DELETED', {
        ...previous,
        metadata: {
          ...previous.metadata,
          resourceVersion: object.metadata.resourceVersion,
        },
      });
    }
  };
  const bookmark = (annotations?: Record<string, string>) =>
    send('BOOKMARK', {
      kind: served.kind.kind,
      apiVersion: served.apiVersion,
      metadata: {
        resourceVersion: String(position),
        creationTimestamp: null,
        ...(annotations ? { annotations } : {}),
      },
    });

  const timers: { bookmarks?: NodeJS.Timeout; timeout?: NodeJS.Timeout } = {};
  let unsubscribe = () => {};
  let closed = false;
  const close = () => {
    if (!closed) {
      closed = true;
      unsubscribe();
      clearInterval(timers.bookmarks);
      clearTimeout(timers.timeout);
      sink.end();
    }
  };

  try {
    const from = startVersion(request, store);
    if (from === undefined) {
      store
        .list(served.resource, { namespace })
        .items.filter(matches)
        .forEach(object => sendObject('ADDED', object));
      if (request.sendInitialEvents && request.allowBookmarks) {
        bookmark({ 'k8s.io/initial-events-end': 'true' });
      }
    } else {
      store.eventsSince(from, served.resource).forEach(onEvent);
      position = store.resourceVersion;
    }
  } catch (error) {
    const refusal =
      error instanceof CompactedError ? ApiError.expired(error.message) : error;
    if (!(refusal instanceof ApiError)) {
      throw error;
    }
    // As upstream: once the request itself was fine, the answer is a stream whose only event is the error.
    send('ERROR', refusal.toStatus());
    close();
    return { close };
  }

  unsubscribe = store.subscribe(onEvent);
  sink.onClose(close);
  timers.timeout = setTimeout(() => {
    if (request.allowBookmarks) {
      bookmark();
    }
    close();
  }, request.timeoutSeconds * 1000);
  timers.timeout.unref();
  if (request.allowBookmarks) {
    timers.bookmarks = setInterval(() => {
      if (now() - sentAt >= dependencies.bookmarkIntervalMs) {
        bookmark();
      }
    }, dependencies.bookmarkIntervalMs);
    timers.bookmarks.unref();
  }
  return { close };
}

/** `undefined`: begin with what is there now, as synthetic `ADDED` events. */
function startVersion(
  request: WatchRequest,
  store: ObjectStore,
): number | undefined {
  const { resourceVersion, sendInitialEvents } = request;
  if (!resourceVersion || resourceVersion === '0' || sendInitialEvents) {
    return undefined;
  }
  const from = Number(resourceVersion);
  if (!Number.isInteger(from) || from < 0) {
    throw ApiError.badRequest(
      `Invalid value: "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`,
    );
  }
  if (from > store.resourceVersion) {
    throw new ApiError(
      504,
      'Timeout',
      `Too large resource version: ${from}, current: ${store.resourceVersion}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
  }
  return from;
}
