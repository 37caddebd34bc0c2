import type http from 'node:http';
import { isError } from '@backstage/errors';
import { ClusterError } from './ClusterError';
import type { KubeCredentials } from './KubeCredentials';
import { nodeFetch, type FetchLike } from './nodeFetch';
import { withQuery, type Query } from './paths';

export interface TransportRequest {
  method: string;
  path: string;
  query?: Query;
  body?: unknown;
  contentType?: string;
  signal?: AbortSignal;
}

/** Sends requests and turns everything but a success into a `ClusterError`. */
export class KubeTransport {
  readonly #credentials: KubeCredentials;
  readonly #fetch: FetchLike | undefined;
  readonly #userAgent: string;
  readonly #requestTimeoutMs: number;
  readonly #now: () => number;

  static create(options: {
    credentials: KubeCredentials;
    fetch?: FetchLike;
    userAgent: string;
    requestTimeoutMs: number;
    now: () => number;
  }): KubeTransport {
    return new KubeTransport(options);
  }

  private constructor(options: Parameters<typeof KubeTransport.create>[0]) {
    this.#credentials = options.credentials;
    this.#fetch = options.fetch;
    this.#userAgent = options.userAgent;
    this.#requestTimeoutMs = options.requestTimeoutMs;
    this.#now = options.now;
  }

  get server(): string {
    return this.#credentials.server;
  }

  /** Headers and agent of one request, for those who send it themselves. */
  async authorize(): Promise<{
    headers: Record<string, string>;
    agent: http.Agent;
  }> {
    return await this.#credentials.authorize();
  }

  /** A request whose answer is one JSON document, within the request timeout. */
  async json<T>(request: TransportRequest): Promise<T> {
    const deadline = linkedAbort(request.signal, this.#requestTimeoutMs);
    try {
      const response = await this.#send(request, deadline);
      const text = await this.#body(request, response, deadline);
      try {
        return JSON.parse(text) as T;
      } catch (cause) {
        throw this.#error(
          request,
          'Unreachable',
          'the answer is not JSON',
          cause,
        );
      }
    } finally {
      deadline.dispose();
    }
  }

  /** A request whose answer is read as it comes; the request timeout covers its start only. */
  async stream(request: TransportRequest): Promise<ReadableStream<Uint8Array>> {
    const deadline = linkedAbort(request.signal, this.#requestTimeoutMs);
    try {
      const response = await this.#send(request, deadline);
      deadline.clearTimeout();
      return response.body ?? new Blob([]).stream();
    } catch (error) {
      deadline.dispose();
      throw error;
    }
  }

  /** For failures that are found while a streamed answer is read. */
  streamError(request: TransportRequest, cause: unknown): ClusterError {
    if (cause instanceof ClusterError) {
      return cause;
    }
    return request.signal?.aborted
      ? this.#error(request, 'Aborted', 'the caller stopped it', cause)
      : this.#error(request, 'Unreachable', describe(cause), cause);
  }

  async #send(
    request: TransportRequest,
    deadline: LinkedAbort,
  ): Promise<Response> {
    let response: Response;
    try {
      const { headers, agent } = await this.#credentials.authorize();
      const init = {
        method: request.method,
        headers: {
          accept: 'application/json',
          'user-agent': this.#userAgent,
          ...headers,
          ...(request.body === undefined
            ? {}
            : { 'content-type': request.contentType ?? 'application/json' }),
        },
        body:
          request.body === undefined ? undefined : JSON.stringify(request.body),
        signal: deadline.signal,
      };
      const url = withQuery(`${this.server}${request.path}`, request.query);
      response = this.#fetch
        ? await this.#fetch(url, init)
        : await nodeFetch({ url, agent, ...init });
    } catch (cause) {
      throw this.#failure(request, deadline, cause);
    }
    if (!response.ok) {
      throw ClusterError.fromAnswer({
        code: response.status,
        body: await this.#body(request, response, deadline),
        retryAfter: response.headers.get('retry-after') ?? undefined,
        method: request.method,
        server: this.server,
        path: request.path,
        nowMs: this.#now(),
      });
    }
    return response;
  }

  async #body(
    request: TransportRequest,
    response: Response,
    deadline: LinkedAbort,
  ) {
    try {
      return await response.text();
    } catch (cause) {
      throw this.#failure(request, deadline, cause);
    }
  }

  #failure(
    request: TransportRequest,
    deadline: LinkedAbort,
    cause: unknown,
  ): ClusterError {
    if (deadline.timedOut()) {
      const seconds = this.#requestTimeoutMs / 1000;
      return this.#error(
        request,
        'Timeout',
        `no complete answer within ${seconds} s`,
        cause,
      );
    }
    return this.streamError(request, cause);
  }

  #error(
    request: TransportRequest,
    reason: string,
    message: string,
    cause: unknown,
  ): ClusterError {
    return new ClusterError({
      code: 0,
      reason,
      message,
      method: request.method,
      server: this.server,
      path: request.path,
      cause,
    });
  }
}

interface LinkedAbort {
  signal: AbortSignal;
  timedOut(): boolean;
  clearTimeout(): void;
  dispose(): void;
}

/** Fires with the caller's signal or after a time; leaves no listener on the caller's signal once disposed. */
function linkedAbort(
  parent: AbortSignal | undefined,
  timeoutMs: number,
): LinkedAbort {
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  timer.unref();
  const onParent = () => controller.abort(parent?.reason);
  if (parent?.aborted) {
    onParent();
  }
  parent?.addEventListener('abort', onParent);
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    clearTimeout: () => clearTimeout(timer),
    dispose: () => {
      clearTimeout(timer);
      parent?.removeEventListener('abort', onParent);
    },
  };
}

function describe(cause: unknown): string {
  if (!isError(cause)) {
    return String(cause);
  }
  const code = (cause as NodeJS.ErrnoException).code;
  const inner = isError(cause.cause) ? `: ${cause.cause.message}` : '';
  const message = cause.message || cause.name;
  return code && !message.includes(code)
    ? `${message} (${code})${inner}`
    : `${message}${inner}`;
}
