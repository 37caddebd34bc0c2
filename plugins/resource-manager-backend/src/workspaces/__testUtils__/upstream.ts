import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

type Handler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
) => void;

export interface Seen {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
}

/** A plain server in the place of an API server with workspaces behind it. It keeps what it was asked. */
export interface TestUpstream {
  url: string;
  seen: Seen[];
  /** What answers a path behind `…/proxy`; the rest answers 200 with the path. */
  handlers: Record<string, Handler>;
  /** Upgrades are echoed, after the headers in JSON. */
  stop(): Promise<void>;
}

const PREFIX = /^\/api\/v1\/namespaces\/([^/]+)\/services\/([^/]+)\/proxy/;

export async function startUpstream(): Promise<TestUpstream> {
  const seen: Seen[] = [];
  const handlers: Record<string, Handler> = {};
  const note = ({ method = '', url = '', headers }: http.IncomingMessage) =>
    void seen.push({ method, url, headers: { ...headers } });
  const server = http.createServer((request, response) => {
    note(request);
    const path = (request.url ?? '').replace(PREFIX, '').split('?')[0];
    const handler = handlers[path];
    if (handler) handler(request, response);
    else {
      request.resume();
      response.end(`workspace answers ${path}`);
    }
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    note(request);
    if (request.url?.endsWith('/refuses')) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.once('headers', headers =>
      headers.push('Set-Cookie: planted=1', 'Audit-Id: 1'),
    );
    sockets.handleUpgrade(request, socket, head, client => {
      client.send(JSON.stringify(request.headers));
      client.on('message', (data, isBinary) =>
        client.send(data, { binary: isBinary }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    handlers,
    async stop() {
      for (const client of sockets.clients) client.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}
