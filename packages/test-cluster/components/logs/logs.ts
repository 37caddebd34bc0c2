import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import {
  PodLogRegistry,
  type ContainerRef,
  type LogLine,
} from '@silogen/sandbox-cluster';
import { typeOf } from '../../src/apply';
import type { Component } from '../../src/component';
import { firstLines } from './firstLines';

interface ContainerState {
  waiting?: { reason?: string };
  running?: { startedAt: string };
  terminated?: { startedAt: string };
}

interface Pod extends KubeObject {
  status?: {
    containerStatuses?: { name: string; state?: ContainerState }[];
  };
}

export interface PodLogsComponent extends Component {
  /** Adds lines to a container's log, now. */
  write(ref: ContainerRef, lines: readonly string[]): void;
}

/**
 * The part of a kubelet that the API server asks for container logs; one for all nodes. Lines come from the pod's
 * annotation and from `write`; a pod without it says that it is simulated.
 */
export function podLogs(options: {
  /** Folder of the cluster's certificates. */
  pki: string;
  port: number;
  client: ClusterClient;
  /** How long pods of Jobs run by themselves, where they end by themselves. */
  runForMs?: number;
}): PodLogsComponent {
  const { pki, port, client, runForMs } = options;
  const registry = PodLogRegistry.create();
  const read = (name: string) => readFileSync(join(pki, name));
  let server: ReturnType<typeof createServer> | undefined;

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://kubelet');
    const [, kind, namespace, name, container] = url.pathname.split('/');
    if (kind !== 'containerLogs' || !container) {
      refuse(response, 404, 'only container logs are simulated');
      return;
    }
    const ref = { namespace, pod: name, container };
    const pods = await typeOf(client, { apiVersion: 'v1', kind: 'Pod' });
    const pod = await client.get<Pod>(pods, name, namespace);
    const previous = url.searchParams.get('previous') === 'true';
    if (previous) {
      refuse(
        response,
        400,
        `previous terminated container "${container}" in pod "${name}" not found`,
      );
      return;
    }
    fillIn({ registry, pod, ref, runForMs });
    const log = registry.open(ref);
    if (!log) {
      const state = stateOf(pod, container);
      refuse(
        response,
        400,
        `container "${container}" in pod "${name}" is waiting to start: ${
          state?.waiting?.reason ?? 'ContainerCreating'
        }`,
      );
      return;
    }
    send({ response, log, query: url.searchParams });
  }

  return {
    name: 'logs',
    start: async () => {
      server = createServer(
        {
          ca: read('ca.crt'),
          cert: read('kubelet.crt'),
          key: read('kubelet.key'),
          requestCert: true,
          rejectUnauthorized: true,
        },
        (request, response) => {
          answer(request, response).catch(error =>
            refuse(response, 500, String(error)),
          );
        },
      );
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    ready: async () => {},
    stop: async () => {
      server?.closeAllConnections();
      await new Promise(resolve =>
        server ? server.close(resolve) : resolve(undefined),
      );
      server = undefined;
    },
    write: (ref, lines) =>
      registry.append(
        ref,
        lines.map(text => ({ timeMs: Date.now(), text })),
      ),
  };
}

function refuse(response: ServerResponse, code: number, message: string): void {
  if (!response.headersSent) {
    response.writeHead(code, { 'content-type': 'text/plain' });
  }
  response.end(message);
}

function stateOf(pod: Pod, container: string): ContainerState | undefined {
  return pod.status?.containerStatuses?.find(({ name }) => name === container)
    ?.state;
}

/** The first lines stand in the log from the container's start. */
function fillIn(options: {
  registry: PodLogRegistry;
  pod: Pod;
  ref: ContainerRef;
  runForMs?: number;
}): void {
  const { registry, pod, ref, runForMs } = options;
  const state = stateOf(pod, ref.container);
  const startedAt = (state?.running ?? state?.terminated)?.startedAt;
  if (!startedAt || registry.open(ref)) {
    return;
  }
  registry.start(ref);
  registry.append(
    ref,
    firstLines(pod.metadata, runForMs).map(text => ({
      timeMs: Date.parse(startedAt),
      text,
    })),
  );
}

function send(options: {
  response: ServerResponse;
  log: NonNullable<ReturnType<PodLogRegistry['open']>>;
  query: URLSearchParams;
}): void {
  const { response, log, query } = options;
  const number = (key: string) =>
    query.has(key) ? Number(query.get(key)) : undefined;
  const since = number('sinceSeconds');
  const sinceMs =
    since === undefined
      ? Date.parse(query.get('sinceTime') ?? '') || 0
      : Date.now() - since * 1000;
  const recent = log.lines.filter(({ timeMs }) => timeMs >= sinceMs);
  const tail = number('tailLines') ?? recent.length;
  let left = number('limitBytes') ?? Infinity;
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
  const write = (line: LogLine) => {
    const bytes = Buffer.from(
      query.get('timestamps') === 'true'
        ? `${nanoTime(line.timeMs)} ${line.text}\n`
        : `${line.text}\n`,
    );
    response.write(bytes.length > left ? bytes.subarray(0, left) : bytes);
    left = Math.max(0, left - bytes.length);
    if (left === 0) {
      response.end();
    }
  };
  for (const line of tail > 0 ? recent.slice(-tail) : []) {
    if (left > 0) {
      write(line);
    }
  }
  if (query.get('follow') !== 'true' || left === 0) {
    response.end();
    return;
  }
  const unsubscribe = log.subscribe(
    line => left > 0 && write(line),
    () => response.end(),
  );
  response.once('close', unsubscribe);
}

/** As kubelets print it: with nine digits of a second. */
function nanoTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000000Z');
}
