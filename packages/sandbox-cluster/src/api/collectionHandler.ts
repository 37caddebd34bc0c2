import type { KubeObject } from '@silogen/cluster-client';
import { ApiError, successStatus } from './ApiError';
import {
  deleteOptions,
  send,
  track,
  warn,
  writeOptions,
  type DeleteBody,
  type Exchange,
  type HandlerDependencies,
} from './exchange';
import type { ServedKind } from './KindRegistry';
import type { ResourcePath } from './parsePath';
import { readBody } from './readBody';
import { negotiate, renderList, renderObject } from './render';
import { serveWatch } from './watch';

/** A client that reads its watch slower than this is cut off, and lists again. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/** List, watch, create and delete of a collection. */
export async function serveCollection(
  dependencies: HandlerDependencies,
  { request, response, url }: Exchange,
  path: ResourcePath,
  served: ServedKind,
  verb: string,
): Promise<void> {
  const { api, now } = dependencies;
  const query = url.searchParams;
  const rendering = negotiate(request.headers.accept);
  const scope = {
    served,
    namespace: path.namespace,
    labelSelector: query.get('labelSelector') ?? undefined,
    fieldSelector: query.get('fieldSelector') ?? undefined,
  };
  switch (verb) {
    case 'watch': {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      const stream = serveWatch(
        {
          ...scope,
          resourceVersion: query.get('resourceVersion') ?? undefined,
          allowBookmarks: query.get('allowWatchBookmarks') === 'true',
          sendInitialEvents: query.get('sendInitialEvents') === 'true',
          timeoutSeconds: Number(query.get('timeoutSeconds') ?? 1800) || 1800,
          rendering,
        },
        {
          write: event => {
            response.write(`${JSON.stringify(event)}\n`);
            if (response.writableLength > MAX_UNREAD_BYTES) {
              response.destroy();
            }
          },
          end: () => response.end(),
          onClose: listener => response.on('close', listener),
        },
        dependencies,
      );
      track(dependencies, response, stream);
      return;
    }
    case 'list': {
      const list = api.reader.list({
        ...scope,
        limit: Number(query.get('limit') ?? 0) || undefined,
        continue: query.get('continue') ?? undefined,
        resourceVersion: query.get('resourceVersion') ?? undefined,
        resourceVersionMatch: query.get('resourceVersionMatch') ?? undefined,
      });
      const body = renderList({
        served,
        objects: list.items,
        metadata: list.metadata,
        rendering,
        now: new Date(now()),
      });
      send(response, 200, body);
      return;
    }
    case 'create': {
      if (served.kind.namespaced && path.namespace === undefined) {
        throw ApiError.methodNotAllowed();
      }
      const body = (await readBody(request)) as KubeObject;
      const options = writeOptions(query);
      const object = api.create(served, path.namespace, body, options);
      options.warnings.forEach(text => warn(response, text));
      send(
        response,
        201,
        renderObject({ served, object, rendering, now: new Date(now()) }),
      );
      return;
    }
    case 'deletecollection': {
      const body = (await readBody(request)) as DeleteBody | undefined;
      for (const object of api.reader.list(scope).items) {
        const { namespace, name } = object.metadata;
        api.remover.remove({
          served,
          namespace,
          name,
          ...deleteOptions(query, body),
        });
      }
      send(response, 200, successStatus(undefined));
      return;
    }
    default:
      throw ApiError.methodNotAllowed();
  }
}
