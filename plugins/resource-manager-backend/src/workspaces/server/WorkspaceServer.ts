import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { originOf, runOfHost } from '../origins';
import type { WorkspacesConfig } from '../readWorkspacesConfig';
import type { Session, WorkspaceSessions } from '../WorkspaceSessions';
import { isFromOwnPages, isOwnUpgrade } from './checkSource';
import { cookiesOf } from './cookies';
import { NOTICES, sendNotice, type Notice } from './pages';
import { isSafeTarget } from './paths';
import { refuseUpgrade } from './refuseUpgrade';
import type { WorkspaceProxy } from './WorkspaceProxy';

/** Paths that the proxy answers itself; no workspace gets them. */
const OWN_PATHS = '/.portal/';
const ENTER = '/.portal/enter';
/** How often open connections are looked at again. */
const RECHECK_MS = 2_000;

export interface WorkspaceServerOptions {
  config: WorkspacesConfig;
  sessions: WorkspaceSessions;
  proxy: WorkspaceProxy;
  cookieName: string;
  logger: LoggerService;
}

type Outcome = { session: Session } | { notice: Notice; run?: string };

/** Listens for browsers that come to workspaces, one origin each, and lets in who may. */
export class WorkspaceServer {
  readonly #options: WorkspaceServerOptions;
  readonly #server: http.Server;
  /** Connections and transfers that are under way, by session. */
  readonly #open = new Map<Socket, string>();
  #timer?: NodeJS.Timeout;

  static create(options: WorkspaceServerOptions): WorkspaceServer {
    return new WorkspaceServer(options);
  }

  private constructor(options: WorkspaceServerOptions) {
    this.#options = options;
    this.#server = http.createServer((request, response) => {
      this.#request(request, response).catch(error =>
        this.#failed(request, response, error),
      );
    });
    this.#server.on(
      'upgrade',
      (request: IncomingMessage, socket: Socket, head: Buffer) => {
        socket.on('error', () => socket.destroy());
        this.#upgrade(request, socket, head).catch(error => {
          this.#warn(request, error);
          refuseUpgrade(socket, 503);
        });
      },
    );
    // Uploads and downloads take their time; only the headers have to come soon.
    this.#server.requestTimeout = 0;
  }

  async start(): Promise<void> {
    const { listen, domain } = this.#options.config;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(listen, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#options.logger.info(
      `Workspaces are opened at *.${domain} on ${listen.host}:${this.port}`,
    );
    this.#schedule();
  }

  /** The port that is listened at. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#server.listening) return;
    await new Promise<void>(resolve => {
      this.#server.close(() => resolve());
      for (const socket of this.#open.keys()) socket.destroy();
      this.#server.closeAllConnections();
    });
  }

  async #request(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const run = runOfHost(request.headers.host, this.#options.config);
    const path = (request.url ?? '').split('?', 1)[0];
    if (run && path === ENTER && isVisit(request)) {
      await this.#enter(request, response, run);
      return;
    }
    const outcome = await this.#letIn(request, run);
    if ('notice' in outcome) {
      this.#notice(response, outcome.notice, outcome.run);
      return;
    }
    const { session } = outcome;
    this.#follow(request.socket, session);
    response.once('close', () => this.#open.delete(request.socket));
    await this.#options.proxy.request(request, response, {
      session,
      failed: reason => this.#failed(request, response, reason, session),
    });
  }

  /** Who asks, from where, for what: each has to be right before anything goes on. */
  async #letIn(
    request: IncomingMessage,
    run: string | undefined,
  ): Promise<Outcome> {
    const { config, sessions } = this.#options;
    if (!run) return { notice: NOTICES.noWorkspace };
    const target = request.url ?? '';
    if (!isSafeTarget(target) || request.method === 'TRACE')
      return { notice: NOTICES.badRequest, run };
    if (target.startsWith(OWN_PATHS)) return { notice: NOTICES.noWorkspace };
    const origin = originOf(run, config);
    const ownSource =
      request.headers.upgrade === undefined
        ? isFromOwnPages(request, origin)
        : isOwnUpgrade(request, origin);
    if (!ownSource) return { notice: NOTICES.foreignOrigin, run };
    const session = await sessions.find(this.#secrets(request), run);
    return session ? { session } : { notice: NOTICES.noSession, run };
  }

  #secrets(request: IncomingMessage): string[] {
    return cookiesOf(request.headers.cookie)
      .filter(({ name }) => name === this.#options.cookieName)
      .map(({ value }) => value);
  }

  async #enter(
    request: IncomingMessage,
    response: ServerResponse,
    run: string,
  ): Promise<void> {
    const { sessions, cookieName, config } = this.#options;
    const query = new URLSearchParams((request.url ?? '').split('?')[1]);
    const ticket = query.get('ticket');
    const entered = ticket ? await sessions.redeem(ticket, run) : undefined;
    if (!entered) {
      this.#notice(response, NOTICES.badTicket, run);
      return;
    }
    const cookie = [
      `${cookieName}=${entered.secret}`,
      'Path=/',
      `Max-Age=${entered.maxAgeSeconds}`,
      'HttpOnly',
      // Not Strict: the browser comes here from the portal, another site, and has to be known after the redirect.
      'SameSite=Lax',
      ...(config.publicScheme === 'https' ? ['Secure'] : []),
    ];
    response.writeHead(303, {
      'set-cookie': cookie.join('; '),
      location: '/',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end();
  }

  async #upgrade(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
  ): Promise<void> {
    const run = runOfHost(request.headers.host, this.#options.config);
    const outcome = await this.#letIn(request, run);
    if ('notice' in outcome) {
      refuseUpgrade(socket, outcome.notice.status);
      return;
    }
    const { session } = outcome;
    this.#follow(socket, session);
    await this.#options.proxy.upgrade(
      request,
      { socket, head },
      { session, failed: reason => this.#warn(request, reason, session) },
    );
  }

  #follow(socket: Socket, session: Session): void {
    if (!this.#open.has(socket))
      socket.once('close', () => this.#open.delete(socket));
    this.#open.set(socket, session.id);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => {
      this.#recheck()
        .catch(error =>
          this.#options.logger.warn(
            `Open workspaces could not be looked at again: ${error}`,
          ),
        )
        .finally(() => {
          if (this.#server.listening) this.#schedule();
        });
    }, RECHECK_MS);
    this.#timer.unref();
  }

  /** Ends what goes on for a session that is none any more. */
  async #recheck(): Promise<void> {
    for (const id of new Set(this.#open.values())) {
      if (await this.#options.sessions.check(id)) continue;
      for (const [socket, session] of this.#open) {
        if (session === id) socket.destroy();
      }
    }
  }

  #failed(
    request: IncomingMessage,
    response: ServerResponse,
    reason: unknown,
    session?: Session,
  ): void {
    this.#warn(request, reason, session);
    const run = runOfHost(request.headers.host, this.#options.config);
    this.#notice(response, NOTICES.notAnswering, session?.run.id ?? run);
  }

  #warn(request: IncomingMessage, reason: unknown, session?: Session): void {
    // Paths and queries may hold what is nobody else's business.
    this.#options.logger.warn(
      `Workspace ${session?.run.id ?? '(unknown)'}: ${
        request.method
      } did not reach it: ${reason instanceof Error ? reason.message : reason}`,
    );
  }

  #notice(response: ServerResponse, notice: Notice, run?: string): void {
    const { portalUrl } = this.#options.config;
    sendNotice(response, notice, { portalUrl, run });
  }
}

/** A person who goes there, not something that a page loads: that would use the ticket up for nothing. */
function isVisit({ method, headers }: IncomingMessage): boolean {
  const destination = headers['sec-fetch-dest'] ?? 'document';
  return method === 'GET' && destination === 'document';
}
