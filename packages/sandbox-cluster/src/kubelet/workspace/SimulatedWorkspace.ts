import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { page, PAGE_POLICY, SCRIPT, STYLE } from './page';

/** The program whose place the page takes. */
export type WorkspaceProgram = 'jupyter' | 'code-server';

export interface WorkspaceDescription {
  program: WorkspaceProgram;
  /** What people call the workspace. */
  name: string;
  /** Whose it is. */
  user: string;
}

const CLOCK_MS = 1_000;
const MAX_FILES = 32;
const MAX_FILE_BYTES = 64 * 1024;
const MAX_MESSAGE_BYTES = 4 * 1024;
const MAX_SOCKETS = 32;

/** What answers in the pod of a workspace: a small page with files in memory and a WebSocket. Lives as long as the pod. */
export class SimulatedWorkspace {
  readonly #description: WorkspaceDescription;
  readonly #now: () => number;
  readonly #files = new Map<string, Buffer>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
  });
  /** As the real programs do: a form of another site does not know it. */
  readonly #xsrf = randomBytes(16).toString('hex');

  static create(
    description: WorkspaceDescription,
    options: { now: () => number },
  ): SimulatedWorkspace {
    return new SimulatedWorkspace(description, options.now);
  }

  private constructor(description: WorkspaceDescription, now: () => number) {
    this.#description = description;
    this.#now = now;
    this.#files.set(
      'README.md',
      Buffer.from(`# ${description.name}\n\nA simulated workspace.\n`),
    );
    this.#sockets.on('connection', socket => this.#converse(socket));
  }

  /** The pod has ended. */
  stop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  async answer(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (path === '/') {
      response.setHeader('set-cookie', `_xsrf=${this.#xsrf}; Path=/`);
      response.setHeader('content-security-policy', PAGE_POLICY);
      send(response, 200, 'text/html', page(this.#description));
    } else if (path === '/app.js') {
      send(response, 200, 'text/javascript', SCRIPT);
    } else if (path === '/style.css') {
      send(response, 200, 'text/css', STYLE);
    } else if (path === '/api' || path === '/healthz') {
      json(response, 200, { status: 'alive', simulated: true });
    } else if (path === '/api/contents' && request.method === 'GET') {
      json(response, 200, { content: this.#listing() });
    } else if (path.startsWith('/api/contents/')) {
      await this.#file(path, request, response);
    } else {
      json(response, 404, { message: `There is nothing at ${path}` });
    }
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#sockets.clients.size >= MAX_SOCKETS) {
      socket.destroy();
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, client =>
      this.#sockets.emit('connection', client, request),
    );
  }

  #converse(socket: WebSocket): void {
    const tell = (type: 'clock' | 'echo', value: string) =>
      socket.send(JSON.stringify({ type, value }));
    const tick = () => tell('clock', new Date(this.#now()).toISOString());
    tick();
    const timer = setInterval(tick, CLOCK_MS);
    socket.on('message', data => tell('echo', String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => clearInterval(timer));
  }

  #listing(): { name: string; size: number }[] {
    return [...this.#files]
      .map(([name, { length }]) => ({ name, size: length }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  async #file(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const name = decodeURIComponent(path.slice('/api/contents/'.length));
    const file = this.#files.get(name);
    if (request.method === 'GET' && file) {
      response.setHeader('content-disposition', 'attachment');
      send(response, 200, 'text/plain', file);
    } else if (request.method === 'PUT') {
      await this.#save(name, request, response);
    } else {
      json(response, file ? 405 : 404, { message: 'There is no such file' });
    }
  }

  async #save(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const cookies = request.headers.cookie ?? '';
    const known =
      request.headers['x-xsrftoken'] === this.#xsrf &&
      cookies.split('; ').includes(`_xsrf=${this.#xsrf}`);
    if (!known) {
      json(response, 403, { message: 'The cookie _xsrf is missing' });
      return;
    }
    const full = this.#files.size >= MAX_FILES && !this.#files.has(name);
    const content = full ? undefined : await read(request);
    if (!content) {
      json(response, 413, { message: 'The simulated workspace is full' });
      return;
    }
    this.#files.set(name, content);
    json(response, 200, { name, size: content.length });
  }
}

function send(
  response: ServerResponse,
  code: number,
  type: string,
  body: string | Buffer,
): void {
  response.writeHead(code, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

function json(response: ServerResponse, code: number, body: unknown): void {
  send(response, code, 'application/json', JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_FILE_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
