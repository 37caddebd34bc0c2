import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { ApiError } from './ApiError';
import type { ServiceRegistry, ServiceTarget } from './serviceRegistry';

/** Hop-by-hop headers, and the API server's own credentials, which no service may see. */
const DROPPED = new Set([
  'authorization',
  'connection',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export interface ProxyRequest {
  namespace: string;
  /** `[scheme:]name[:port]` as in the URL. */
  service: string;
  /** Path behind `…/proxy`, with the query. */
  path: string;
}

/** Forwards a plain request to what stands behind a Service. */
export function proxyRequest(
  registry: ServiceRegistry,
  target: ProxyRequest,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const to = resolve(registry, target);
  const upstream = http.request({
    host: '127.0.0.1',
    port: to.port,
    method: request.method,
    path: `${to.basePath ?? ''}${target.path}`,
    headers: forwardedHeaders(request, to),
  });
  upstream.on('response', answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', error => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = unavailable(target, error.message).toStatus();
    response.writeHead(503, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status));
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

/** Forwards an upgrade (a WebSocket) by joining both sockets. */
export function proxyUpgrade(
  registry: ServiceRegistry,
  target: ProxyRequest,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): void {
  const to = resolve(registry, target);
  const upstream = net.connect(to.port, '127.0.0.1', () => {
    const headers = Object.entries({
      ...forwardedHeaders(request, to),
      connection: 'Upgrade',
      upgrade: request.headers.upgrade ?? 'websocket',
    }).flatMap(([name, value]) =>
      [value ?? []].flat().map(item => `${name}: ${item}`),
    );
    upstream.write(
      `${request.method} ${to.basePath ?? ''}${
        target.path
      } HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`,
    );
    upstream.write(head);
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('error', () => upstream.destroy());
  client.on('close', () => upstream.destroy());
  upstream.on('close', () => client.destroy());
}

function forwardedHeaders(request: IncomingMessage, to: ServiceTarget) {
  const kept = Object.entries(request.headers).filter(
    ([name]) => !DROPPED.has(name),
  );
  return { ...Object.fromEntries(kept), host: `127.0.0.1:${to.port}` };
}

function resolve(
  registry: ServiceRegistry,
  target: ProxyRequest,
): ServiceTarget {
  const parts = target.service.split(':');
  const [name, port] = parts.length === 3 ? parts.slice(1) : parts;
  const found = registry.resolve({
    namespace: target.namespace,
    name,
    port: port || undefined,
  });
  if (!found) {
    throw unavailable(
      target,
      `no endpoints available for service "${target.service}"`,
    );
  }
  return found;
}

function unavailable(target: ProxyRequest, message: string): ApiError {
  return new ApiError(503, 'ServiceUnavailable', message, {
    name: target.service,
    kind: 'services',
  });
}
