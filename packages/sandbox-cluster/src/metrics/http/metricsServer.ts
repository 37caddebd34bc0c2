import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadQueryError, ExecutionError } from '../promql/errors';
import { NO_SERIES, QueryApi, type SeriesOfTenant } from './queryApi';

const PREFIX = '/prometheus';
const TENANT_HEADER = 'x-scope-orgid';
/** The tenant that the sandbox's series belong to. */
export const SANDBOX_TENANT = 'sandbox';
const MAX_BODY_BYTES = 1024 * 1024;

export interface MetricsServerOptions {
  series: SeriesOfTenant;
  /** 0: any free port. */
  port: number;
  now: () => number;
  /** Samples that one query may read and make; the engine's own bound when left out. */
  maxSamples?: number;
}

/** A Prometheus API behind a prefix and a tenant header, as Mimir has them, on the loopback interface. */
export class MetricsServer {
  readonly #server: Server;
  readonly #sandbox: QueryApi;
  readonly #others: QueryApi;

  static async start(options: MetricsServerOptions): Promise<MetricsServer> {
    const server = new MetricsServer(options);
    await server.#listen(options.port);
    return server;
  }

  private constructor(options: MetricsServerOptions) {
    this.#sandbox = QueryApi.create(options);
    this.#others = QueryApi.create({ ...options, series: NO_SERIES });
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(error => {
        sendJson(response, 500, {
          status: 'error',
          errorType: 'internal',
          error: error instanceof Error ? error.message : String(error),
        });
      });
    });
  }

  /** With the prefix: what a client is configured with. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${PREFIX}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = url.pathname.startsWith(`${PREFIX}/`)
      ? url.pathname.slice(PREFIX.length)
      : undefined;
    if (url.pathname === '/ready' || path === '/-/ready') {
      sendText(response, 200, 'ready');
      return;
    }
    if (path === undefined) {
      sendText(response, 404, '404 page not found');
      return;
    }
    const tenant = request.headers[TENANT_HEADER];
    if (!tenant) {
      sendText(response, 401, 'no org id');
      return;
    }
    const parameters = await readParameters(request, url);
    if (parameters === undefined) {
      sendText(response, 405, 'method not allowed');
      return;
    }
    const api = tenant === SANDBOX_TENANT ? this.#sandbox : this.#others;
    answer(response, () => api.answer(path, parameters));
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }
}

/** Parameters of the address and of a form body; `undefined` for another method. */
async function readParameters(
  request: IncomingMessage,
  url: URL,
): Promise<URLSearchParams | undefined> {
  const parameters = new URLSearchParams(url.searchParams);
  if (request.method === 'GET') {
    return parameters;
  }
  if (request.method !== 'POST') {
    return undefined;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new Error(`the body is larger than ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  new URLSearchParams(Buffer.concat(chunks).toString('utf8')).forEach(
    (value, name) => parameters.append(name, value),
  );
  return parameters;
}

function answer(response: ServerResponse, read: () => unknown): void {
  try {
    const data = read();
    if (data === undefined) {
      sendText(response, 404, '404 page not found');
      return;
    }
    sendJson(response, 200, { status: 'success', data });
  } catch (error) {
    if (error instanceof BadQueryError) {
      sendJson(response, 400, {
        status: 'error',
        errorType: 'bad_data',
        error: error.message,
      });
    } else if (error instanceof ExecutionError) {
      sendJson(response, 422, {
        status: 'error',
        errorType: 'execution',
        error: error.message,
      });
    } else {
      throw error;
    }
  }
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sendText(
  response: ServerResponse,
  status: number,
  text: string,
): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
