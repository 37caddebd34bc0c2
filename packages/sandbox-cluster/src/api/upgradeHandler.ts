import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError } from './ApiError';
import { authorize } from './auth';
import { parsePath } from './parsePath';
import type { HandlerDependencies } from './exchange';
import { proxyUpgrade } from './serviceProxy';

/** Upgraded connections reach services only; exec and port-forward are not part of the sandbox. */
export function handleUpgrade(
  { authenticator, services, open }: HandlerDependencies,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  try {
    const user = authenticator.authenticate(request);
    const url = new URL(request.url ?? '/', 'https://sandbox');
    const path = parsePath(url.pathname);
    if (
      path?.plural !== 'services' ||
      path.subresource !== 'proxy' ||
      !path.namespace
    ) {
      throw ApiError.noSuchPath();
    }
    authorize(user, {
      verb: 'get',
      group: '',
      resource: 'services/proxy',
      namespace: path.namespace,
      name: path.name,
    });
    const target = {
      namespace: path.namespace,
      service: path.name ?? '',
      path: `${path.proxyPath}${url.search}`,
    };
    proxyUpgrade(services, target, request, socket, head);
    const stream = { close: () => socket.destroy() };
    open.add(stream);
    socket.on('close', () => open.delete(stream));
  } catch (error) {
    const failure =
      error instanceof ApiError
        ? error
        : new ApiError(500, 'InternalError', String(error));
    const body = JSON.stringify(failure.toStatus());
    socket.end(
      `HTTP/1.1 ${failure.code} ${
        STATUS_CODES[failure.code]
      }\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(
        body,
      )}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
}
