import { InputError } from '@backstage/errors';
import type { KubeConfig } from '@kubernetes/client-node';
import { DefaultClusterClient } from './DefaultClusterClient';
import { KubeCredentials } from './KubeCredentials';
import { KubeTransport } from './KubeTransport';
import type { FetchLike } from './nodeFetch';
import type { ClusterClient } from './types';

export interface ClusterClientOptions {
  /** Server, TLS and credentials of its current context; see `loadKubeConfig`. */
  kubeConfig: KubeConfig;
  userAgent?: string;
  /** For whole answers, and for the start of streamed ones; 30 s when left out. */
  requestTimeoutMs?: number;
  /** Silence after which a watch counts as dead and is resumed; 120 s when left out (servers send bookmarks each minute). */
  stallTimeoutMs?: number;
  /** A list+watch asks the server to end each watch after about this time; 290 s when left out, 2 at the least. */
  watchSeconds?: number;
  /** Replaces the HTTP stack. It gets the credentials' headers, but has to do TLS and proxies itself. */
  fetch?: FetchLike;
  /** Jitter, in [0, 1). */
  random?: () => number;
  /** Epoch milliseconds. */
  now?: () => number;
  /** Waits between the attempts of a list+watch; returns early when the signal fires. */
  delay?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The client of one cluster. It holds connections only while requests and list+watches run. */
export function createClusterClient(
  options: ClusterClientOptions,
): ClusterClient {
  const now = options.now ?? Date.now;
  const { watchSeconds = 290 } = options;
  if (!(watchSeconds >= 2)) {
    throw new InputError(
      `watchSeconds: ${watchSeconds} is too short; 2 is the least`,
    );
  }
  return DefaultClusterClient.create({
    transport: KubeTransport.create({
      credentials: KubeCredentials.create({ kubeConfig: options.kubeConfig }),
      fetch: options.fetch,
      userAgent: options.userAgent ?? 'silogen-cluster-client',
      requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
      now,
    }),
    random: options.random ?? Math.random,
    now,
    delay: options.delay,
    stallTimeoutMs: options.stallTimeoutMs ?? 120_000,
    watchSeconds,
  });
}
