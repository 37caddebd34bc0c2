import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { ProxyServer, type ServerOptions } from 'http-proxy-3';
import type { ClusterRegistry } from '../../clusters/types';
import { readError } from '../kubernetesStatus';
import type { OwnCookies } from '../OwnCookies';
import { serviceOfRun } from '../upstream';
import type { Session } from '../WorkspaceSessions';
import { cookieHeader, cookiesOf } from './cookies';
import { requestHeaders, responseHeaders } from './headers';
import { withoutPrefix } from './paths';
import { refuseUpgrade } from './refuseUpgrade';

export interface WorkspaceProxyOptions {
  clusters: ClusterRegistry;
  cookies: OwnCookies;
  /** Name of the session's cookie, which no workspace may read or set. */
  cookieName: string;
  publicScheme: string;
}

/** How one request is forwarded. */
interface Forwarding {
  session: Session;
  /** Base URL of the workspace behind its cluster's API server. */
  upstream: string;
  path: string;
  failed(reason: string): void;
}

/** Carries requests that were let in to their workspace and back, as they come: nothing is held or counted. */
export class WorkspaceProxy {
  readonly #options: WorkspaceProxyOptions;
  readonly #proxy = new ProxyServer({});
  readonly #forwardings = new WeakMap<IncomingMessage, Forwarding>();

  static create(options: WorkspaceProxyOptions): WorkspaceProxy {
    return new WorkspaceProxy(options);
  }

  private constructor(options: WorkspaceProxyOptions) {
    this.#options = options;
    this.#proxy.on('proxyRes', (answer, request, response) => {
      void this.#answer(answer, request, response).catch(() => {
        answer.destroy();
        response.destroy();
      });
    });
    this.#proxy.on('proxyReqWs', (outgoing, request, socket) => {
      // After the library has added its own listeners, which pass headers and refusals on as they come.
      queueMicrotask(() => {
        outgoing.prependListener('upgrade', answer =>
          this.#cleanUpgrade(answer, request),
        );
        outgoing.removeAllListeners('response');
        outgoing.once('response', answer => {
          answer.destroy();
          this.#forwardings
            .get(request)
            ?.failed(`the upgrade was answered ${answer.statusCode}`);
          refuseUpgrade(socket, 503);
        });
      });
    });
  }

  #cleanUpgrade(answer: IncomingMessage, request: IncomingMessage): void {
    const { upgrade, connection } = answer.headers;
    const forwarding = this.#forwardings.get(request);
    const kept =
      forwarding &&
      responseHeaders(answer.headers, { ...forwarding, setCookie: [] });
    for (const name of Object.keys(answer.headers)) delete answer.headers[name];
    Object.assign(answer.headers, kept, { upgrade, connection });
  }

  async request(
    request: IncomingMessage,
    response: ServerResponse,
    forwarding: Pick<Forwarding, 'session' | 'failed'>,
  ): Promise<void> {
    const options = await this.#prepare(request, forwarding);
    this.#proxy.web(
      request,
      response,
      { ...options, selfHandleResponse: true },
      error => forwarding.failed(error.message),
    );
  }

  async upgrade(
    request: IncomingMessage,
    connection: { socket: Socket; head: Buffer },
    forwarding: Pick<Forwarding, 'session' | 'failed'>,
  ): Promise<void> {
    const { upgrade = 'websocket' } = request.headers;
    const options = await this.#prepare(request, forwarding);
    Object.assign(request.headers, { upgrade, connection: 'Upgrade' });
    this.#proxy.ws(
      request,
      connection.socket,
      connection.head,
      options,
      error => forwarding.failed(error.message),
    );
  }

  /** Turns the request into the one that goes on, in place, since that is what the library sends. */
  async #prepare(
    request: IncomingMessage,
    { session, failed }: Pick<Forwarding, 'session' | 'failed'>,
  ): Promise<ServerOptions> {
    const { clusters, cookies, cookieName, publicScheme } = this.#options;
    const { run } = session;
    const { url, headers, agent } = await clusters
      .get(run.cluster)
      .client.serviceProxy(serviceOfRun(run));
    const path = withoutPrefix(request.url ?? '/', new URL(url).pathname);
    const own = await cookies.among(
      session.id,
      cookiesOf(request.headers.cookie).filter(
        ({ name }) => name !== cookieName,
      ),
    );
    const wanted = requestHeaders(request.headers, {
      cookie: cookieHeader(own),
      host: request.headers.host ?? '',
      scheme: publicScheme,
      credentials: headers,
    });
    for (const name of Object.keys(request.headers))
      delete request.headers[name];
    Object.assign(request.headers, wanted);
    request.url = path;
    this.#forwardings.set(request, { session, upstream: url, path, failed });
    return { target: url, agent, changeOrigin: true };
  }

  async #answer(
    answer: IncomingMessage,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const forwarding = this.#forwardings.get(request);
    if (!forwarding) throw new Error('An answer to nothing that was asked');
    const status = answer.statusCode ?? 502;
    const error = status >= 400 ? await readError(answer) : undefined;
    // Its words name addresses inside the cluster.
    if (error?.byApiServer) {
      forwarding.failed(`the API server answered ${status}`);
      return;
    }
    const setCookie = await this.#options.cookies.take(
      forwarding.session.id,
      answer.headers['set-cookie'] ?? [],
      this.#options.cookieName,
    );
    if (response.destroyed) {
      answer.destroy();
      return;
    }
    response.writeHead(
      status,
      responseHeaders(answer.headers, { ...forwarding, setCookie }),
    );
    response.flushHeaders();
    if (error) response.write(error.head);
    if (error?.ended) response.end();
    else await pipeline(answer, response);
  }
}
