import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';

/** What the transport needs of `fetch`; the global one fits. */
export type FetchLike = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string;
    signal: AbortSignal;
  },
) => Promise<Response>;

/**
 * One request through an agent of `node:http(s)`, answered as a standard `Response`.
 *
 * The agent carries the cluster's CA, client certificate and proxy; the runtime's global `fetch` takes none of them.
 */
export function nodeFetch(options: {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  agent: http.Agent;
}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const url = new URL(options.url);
    const request = (url.protocol === 'http:' ? http : https).request(url, {
      method: options.method,
      headers: {
        ...options.headers,
        ...(options.body === undefined
          ? {}
          : { 'content-length': String(Buffer.byteLength(options.body)) }),
      },
      agent: options.agent,
      signal: options.signal,
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed a kept connection just when it was used again; reading twice does no harm.
      if (
        options.method === 'GET' &&
        request.reusedSocket &&
        error.code === 'ECONNRESET'
      ) {
        nodeFetch(options).then(resolve, reject);
      } else {
        reject(error);
      }
    });
    request.on('response', answer => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(answer.headers)) {
        if (value !== undefined) {
          headers.set(name, Array.isArray(value) ? value.join(', ') : value);
        }
      }
      const status = answer.statusCode ?? 500;
      const bodiless = status === 204 || status === 304;
      // A cut connection is reported to the reader of the body; without a listener it would end the process.
      answer.on('error', () => undefined);
      if (bodiless) {
        answer.resume();
      }
      resolve(
        new Response(
          bodiless
            ? undefined
            : (Readable.toWeb(answer) as ReadableStream<Uint8Array>),
          {
            status,
            headers,
          },
        ),
      );
    });
    request.end(options.body);
  });
}
