import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubeObject } from '../types';

export interface RecordedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (response: ServerResponse, request: RecordedRequest) => void;

/**
 * An API server for tests that does exactly what it is told: each request takes the next answer of the script.
 * A request beyond the script waits until more is scripted or the server stops.
 */
export class FaultServer {
  readonly requests: RecordedRequest[] = [];
  readonly #server: http.Server;
  readonly #script: Answer[] = [];
  readonly #waiting: (() => void)[] = [];
  #arrived: (() => void)[] = [];

  static async start(): Promise<FaultServer> {
    const server = new FaultServer();
    await new Promise<void>(resolve => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  private constructor() {
    this.#server = http.createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Adds answers, in order. */
  script(...answers: Answer[]): this {
    this.#script.push(...answers);
    this.#waiting.splice(0).forEach(resume => resume());
    return this;
  }

  /** Resolves when this many requests have come. */
  async received(count: number): Promise<void> {
    while (this.requests.length < count) {
      await new Promise<void>(resolve => {
        this.#arrived.push(resolve);
      });
    }
  }

  connections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.getConnections((error, count) =>
        error ? reject(error) : resolve(count),
      );
    });
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://test');
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const recorded: RecordedRequest = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    this.requests.push(recorded);
    const arrived = this.#arrived;
    this.#arrived = [];
    arrived.forEach(resolve => resolve());
    while (this.#script.length === 0) {
      await new Promise<void>(resolve => {
        this.#waiting.push(resolve);
      });
    }
    this.#script.shift()!(response, recorded);
  }
}

export function json(
  body: unknown,
  code = 200,
  headers: Record<string, string> = {},
): Answer {
  return response => {
    response.writeHead(code, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
}

export function failure(
  code: number,
  reason: string,
  headers: Record<string, string> = {},
): Answer {
  return json(
    {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code,
      reason,
      message: `it is ${reason}`,
    },
    code,
    headers,
  );
}

/** A watch that sends lines and ends as told: cleanly, by cutting the connection, or not at all. */
export function watchOf(
  lines: (object | string)[],
  ending: 'end' | 'cut' | 'open',
): Answer {
  return response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    const text = lines
      .map(line =>
        typeof line === 'string' ? line : `${JSON.stringify(line)}\n`,
      )
      .join('');
    response.write(text, () => {
      if (ending === 'end') {
        response.end();
      } else if (ending === 'cut') {
        response.destroy();
      }
    });
    if (!text && ending === 'end') {
      response.end();
    }
  };
}

export function pod(
  name: string,
  resourceVersion: number,
  more: object = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'lab',
      resourceVersion: String(resourceVersion),
    },
    ...more,
  };
}

export function podList(
  resourceVersion: number,
  names: string[],
  next?: string,
): { items: KubeObject[]; metadata: object } {
  return {
    items: names.map(name => pod(name, resourceVersion)),
    metadata: {
      resourceVersion: String(resourceVersion),
      ...(next ? { continue: next } : {}),
    },
  };
}
