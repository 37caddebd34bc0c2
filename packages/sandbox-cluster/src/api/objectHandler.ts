import type { KubeObject } from '@silogen/cluster-client';
import { ApiError } from './ApiError';
import type { ObjectAddress } from './ClusterApi';
import {
  deleteOptions,
  send,
  warn,
  writeOptions,
  type DeleteBody,
  type Exchange,
  type HandlerDependencies,
} from './exchange';
import type { ResourcePath } from './parsePath';
import { contentType, readBody } from './readBody';
import { negotiate, renderObject } from './render';

/** Get, replace, patch and delete of one object or its status. */
export async function serveObject(
  dependencies: HandlerDependencies,
  { request, response, url }: Exchange,
  address: ObjectAddress,
  path: ResourcePath,
): Promise<void> {
  const { api, now } = dependencies;
  const query = url.searchParams;
  const { served, namespace, name } = address;
  const reply = (object: KubeObject) =>
    send(
      response,
      200,
      renderObject({
        served,
        object,
        rendering: negotiate(request.headers.accept),
        now: new Date(now()),
      }),
    );
  const options = {
    ...writeOptions(query),
    status: path.subresource === 'status',
  };
  switch (request.method) {
    case 'GET':
      reply(api.reader.get(served, namespace, name));
      return;
    case 'PUT':
    case 'PATCH': {
      const body = await readBody(request);
      const object =
        request.method === 'PUT'
          ? api.replace(address, body as KubeObject, options)
          : api.patch(
              address,
              { contentType: contentType(request), body },
              options,
            );
      options.warnings.forEach(text => warn(response, text));
      reply(object);
      return;
    }
    case 'DELETE': {
      if (path.subresource) {
        throw ApiError.methodNotAllowed();
      }
      const body = (await readBody(request)) as DeleteBody | undefined;
      const result = api.remover.remove({
        ...address,
        ...deleteOptions(query, body),
      });
      if ('status' in result && result.kind === 'Status') {
        send(response, 200, result);
      } else {
        reply(api.registry.fromStorage(served, result as KubeObject));
      }
      return;
    }
    default:
      throw ApiError.methodNotAllowed();
  }
}
