import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KubeObject } from '@silogen/cluster-client';
import { ApiError } from './ApiError';
import { authorize } from './auth';
import { serveCollection } from './collectionHandler';
import {
  apiGroup,
  coreVersions,
  groupList,
  resourceList,
} from './discoveryDocuments';
import {
  send,
  warn,
  type Exchange,
  type HandlerDependencies,
} from './exchange';
import type { ServedKind } from './KindRegistry';
import { serveLog } from './logHandler';
import { serveObject } from './objectHandler';
import { openApiDocument, openApiIndex } from './openApi';
import { parsePath, type ResourcePath } from './parsePath';
import { readBody } from './readBody';
import { proxyRequest } from './serviceProxy';

/** Answers one request of a cluster's API; never rejects. */
export async function handleRequest(
  dependencies: HandlerDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await route(dependencies, request, response);
  } catch (error) {
    const failure =
      error instanceof ApiError
        ? error
        : new ApiError(
            500,
            'InternalError',
            `Internal error occurred: ${
              error instanceof Error ? error.message : error
            }`,
          );
    if (response.headersSent) {
      response.destroy();
      return;
    }
    send(response, failure.code, failure.toStatus());
  }
}

async function route(
  dependencies: HandlerDependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://sandbox');
  if (['/healthz', '/livez', '/readyz'].includes(url.pathname)) {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    return;
  }
  const user = dependencies.authenticator.authenticate(request);
  const document = documentFor(dependencies, url.pathname);
  if (document) {
    send(response, 200, document);
    return;
  }
  const path = parsePath(url.pathname);
  const served =
    path?.plural &&
    dependencies.api.registry.find(path.group, path.version, path.plural);
  if (!path || !served) {
    throw ApiError.noSuchPath();
  }
  if (served.kind.namespaced ? path.name && !path.namespace : path.namespace) {
    throw ApiError.noSuchPath();
  }
  for (const text of served.version.deprecationWarning
    ? [served.version.deprecationWarning]
    : []) {
    warn(response, text);
  }
  await serveResource(
    dependencies,
    { request, response, url, user },
    path,
    served,
  );
}

function documentFor(
  { api, gitVersion }: HandlerDependencies,
  pathname: string,
) {
  const path = pathname.replace(/\/$/, '');
  if (path === '/version') {
    const [, major, minor] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
    return {
      major,
      minor,
      gitVersion,
      platform: 'linux/amd64',
      goVersion: 'none',
    };
  }
  if (path === '/api') {
    return coreVersions();
  }
  if (path === '/apis') {
    return groupList(api.registry);
  }
  if (path === '/openapi/v3') {
    return openApiIndex(api.registry);
  }
  const target = path.startsWith('/openapi/v3/')
    ? path.slice('/openapi/v3'.length)
    : path;
  const group = /^\/apis\/([^/]+)$/.exec(target);
  if (group) {
    return apiGroup(api.registry, group[1]);
  }
  const parsed = parsePath(target);
  if (!parsed || parsed.plural) {
    return undefined;
  }
  return target === path
    ? resourceList(api.registry, parsed.group, parsed.version)
    : openApiDocument(api.registry, parsed.group, parsed.version);
}

async function serveResource(
  dependencies: HandlerDependencies,
  exchange: Exchange,
  path: ResourcePath,
  served: ServedKind,
): Promise<void> {
  const { request, response, url, user } = exchange;
  const method = request.method ?? 'GET';
  const verb = verbOf(method, path, url.searchParams);
  if (served.kind.virtual) {
    if (method !== 'POST') {
      throw ApiError.methodNotAllowed();
    }
    const body = (await readBody(request)) as KubeObject;
    send(response, 201, dependencies.api.reviewAccess(served, body, user));
    return;
  }
  const resource = path.subresource
    ? `${path.plural}/${path.subresource}`
    : path.plural!;
  authorize(user, {
    verb,
    group: path.group,
    resource,
    namespace: path.namespace,
    name: path.name,
  });
  if (path.subresource && path.subresource !== 'finalize') {
    const known = served.kind.subresources as readonly string[] | undefined;
    if (!known?.includes(path.subresource)) {
      throw ApiError.noSuchPath();
    }
  }
  if (path.subresource === 'log') {
    serveLog(dependencies, exchange, path, served);
  } else if (path.subresource === 'proxy') {
    const target = {
      namespace: path.namespace!,
      service: path.name!,
      path: `${path.proxyPath}${url.search}`,
    };
    proxyRequest(dependencies.services, target, request, response);
  } else if (path.name === undefined) {
    await serveCollection(dependencies, exchange, path, served, verb);
  } else {
    await serveObject(
      dependencies,
      exchange,
      { served, namespace: path.namespace, name: path.name },
      path,
    );
  }
}

function verbOf(
  method: string,
  path: ResourcePath,
  query: URLSearchParams,
): string {
  switch (method) {
    case 'GET':
      if (path.name !== undefined) {
        return 'get';
      }
      return ['true', '1'].includes(query.get('watch') ?? '')
        ? 'watch'
        : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return path.name === undefined ? 'deletecollection' : 'delete';
    default:
      return method.toLowerCase();
  }
}
