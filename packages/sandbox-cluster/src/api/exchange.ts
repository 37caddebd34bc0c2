import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DeleteOptions } from '@silogen/cluster-client';
import type { ObjectStore } from '../store/ObjectStore';
import { ApiError } from './ApiError';
import type { Authenticator, RequestUser } from './auth';
import type { ClusterApi, WriteOptions } from './ClusterApi';
import type { KindRegistry } from './KindRegistry';
import type { PodLogSource } from './podLogs';
import type { ServiceRegistry } from './serviceRegistry';

export interface HandlerDependencies {
  api: ClusterApi;
  registry: KindRegistry;
  store: ObjectStore;
  authenticator: Authenticator;
  podLogs: PodLogSource;
  services: ServiceRegistry;
  gitVersion: string;
  bookmarkIntervalMs: number;
  now: () => number;
  /** Streams that are open, to be closed when the server stops. */
  open: Set<{ close(): void }>;
}

const MAX_WARNING_BYTES = 4096;

/** One request on its way through the handlers. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  user: RequestUser;
}

/** Makes a streamed answer end with its client and with the server. */
export function track(
  { open }: HandlerDependencies,
  response: ServerResponse,
  stream: { close(): void },
): void {
  open.add(stream);
  response.on('close', () => {
    stream.close();
    open.delete(stream);
  });
}

/** `DeleteOptions` as they come over the wire. */
export interface DeleteBody extends Omit<DeleteOptions, 'dryRun'> {
  dryRun?: string[];
}

export function deleteOptions(
  query: URLSearchParams,
  body: DeleteBody | undefined,
) {
  const { dryRun, ...options } = body ?? {};
  const policy = query.get('propagationPolicy') as
    | DeleteOptions['propagationPolicy']
    | null;
  const grace = query.get('gracePeriodSeconds');
  return {
    dryRun: checkDryRun(dryRun?.[0] ?? query.get('dryRun')),
    options: {
      ...options,
      ...(policy ? { propagationPolicy: policy } : {}),
      ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    },
  };
}

export function writeOptions(query: URLSearchParams): WriteOptions {
  const validation = query.get('fieldValidation');
  return {
    dryRun: checkDryRun(query.get('dryRun')),
    fieldValidation:
      validation === 'Strict' || validation === 'Ignore' ? validation : 'Warn',
    warnings: [],
  };
}

function checkDryRun(value: string | null): boolean {
  if (value && value !== 'All') {
    throw ApiError.badRequest(
      `Invalid value: "${value}": dryRun: supported values: "All"`,
    );
  }
  return value === 'All';
}

/** Headers carry ASCII, and clients refuse them beyond 16 KiB: like upstream, the rest is left out. */
export function warn(response: ServerResponse, text: string): void {
  const header = `299 - ${JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}`;
  const sent = [response.getHeader('warning') ?? []].flat().join();
  if (sent.length + header.length <= MAX_WARNING_BYTES) {
    response.appendHeader('warning', header);
  }
}

export function send(
  response: ServerResponse,
  code: number,
  body: object,
): void {
  const text = JSON.stringify(body);
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
