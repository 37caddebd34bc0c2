import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createClusterClient, loadKubeConfig } from '@silogen/cluster-client';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import { WebSocket } from 'ws';
import type { ClusterConnection, ClusterRegistry } from '../../clusters/types';
import type { MemberRole } from '@silogen/backstage-plugin-resource-manager-common';
import { runRecord } from '../../runs/__testUtils__/database';
import type { RunRecord } from '../../runs/types';
import { createWorkspaces } from '../createWorkspaces';
import type { WorkspacesConfig } from '../readWorkspacesConfig';

export const ADA = 'user:default/ada';
export const EVE = 'user:default/eve';
export const BOSS = 'user:default/boss';
/** The cluster's credentials, which nobody outside may see. */
export const CLUSTER_TOKEN = 'token-of-the-cluster';
export const PORTAL = 'http://localhost:7007';

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface Visit {
  method?: string;
  headers?: Record<string, string>;
  cookie?: string;
  body?: string;
}

export interface TestProxy {
  /** Records by id; a test changes them as the clusters would. */
  runs: Map<string, RunRecord>;
  /** Roles in project team-a by user. */
  roles: Map<string, MemberRole>;
  clock: { nowMs: number };
  port: number;
  addWorkspace(overrides?: Partial<RunRecord>): RunRecord;
  /** The portal's answer to `POST /v1/runs/{run}/open`. */
  open(run: string, user: string): Promise<{ status: number; body: any }>;
  /** The ticket in the address that the portal gives. */
  ticket(run: string, user?: string): Promise<string>;
  host(run: string): string;
  origin(run: string): string;
  visit(run: string, path: string, visit?: Visit): Promise<Answer>;
  enter(run: string, ticket: string): Promise<Answer>;
  /** Opens the workspace as its owner would; gives the cookie. */
  signIn(run: string, user?: string): Promise<string>;
  /** The status of a refused upgrade, or the open WebSocket. */
  upgrade(
    run: string,
    options: { path?: string; headers?: Record<string, string> },
  ): Promise<{ status: number } | { socket: WebSocket; first: string }>;
  stop(): Promise<void>;
}

/** The workspace proxy of one replica with a real listener and a real client of the cluster; the runs are given. */
export async function startProxy(options: {
  knex: Knex;
  upstream: string;
  config?: Partial<WorkspacesConfig>;
  shared?: Pick<TestProxy, 'runs' | 'roles' | 'clock'>;
}): Promise<TestProxy> {
  const { knex } = options;
  const config: WorkspacesConfig = {
    domain: 'workspaces.localhost',
    listen: { host: '127.0.0.1', port: 0 },
    publicScheme: 'http',
    publicPort: 7008,
    portalUrl: PORTAL,
    ...options.config,
  };
  const runs = options.shared?.runs ?? new Map<string, RunRecord>();
  const roles =
    options.shared?.roles ??
    new Map<string, MemberRole>([
      [ADA, 'member'],
      [EVE, 'member'],
      [BOSS, 'admin'],
    ]);
  const clock = options.shared?.clock ?? { nowMs: Date.UTC(2026, 10, 24) };
  const client = createClusterClient({
    kubeConfig: await loadKubeConfig({
      url: options.upstream,
      token: CLUSTER_TOKEN,
      skipTlsVerify: true,
    }),
  });
  const connection = {
    name: 'hall-a',
    client,
    reachability: () => ({ reachable: true, since: new Date(0) }),
  } as unknown as ClusterConnection;
  const clusters: ClusterRegistry = {
    list: () => [connection],
    get: () => connection,
    find: () => connection,
  };
  const served = createWorkspaces({
    config,
    knex,
    clusters,
    projects: {
      roleOf: async (user: string) => roles.get(user),
    } as any,
    announcer: { announce: () => {} },
    logger: mockServices.logger.mock(),
    now: () => new Date(clock.nowMs),
  }).serve({
    find: async id => runs.get(id),
    permittedRun: async id => runs.get(id)!,
  });
  await served.start();
  const port = served.port()!;

  const router = PromiseRouter();
  served.routes(router, {
    credentials: async request =>
      mockCredentials.user(request.header('x-user')!),
    serviceCredentials: async () => mockCredentials.service(),
    audited: (_request, _event, work) => work(),
  });
  const portal = express()
    .use(router)
    .use(
      MiddlewareFactory.create({
        logger: mockServices.logger.mock(),
        config: mockServices.rootConfig(),
      }).error(),
    );
  const api = portal.listen(0, '127.0.0.1');
  await once(api, 'listening');
  const apiPort = (api.address() as AddressInfo).port;

  const host = (run: string) =>
    `${run}.${config.domain}${
      config.publicPort ? `:${config.publicPort}` : ''
    }`;
  const origin = (run: string) => `${config.publicScheme}://${host(run)}`;
  const proxy: TestProxy = {
    runs,
    roles,
    clock,
    port,
    host,
    origin,
    addWorkspace(overrides) {
      const run = runRecord({
        type: 'workspace',
        owner: ADA,
        state: 'running',
        intent: 'none',
        ...overrides,
      });
      runs.set(run.id, run);
      return run;
    },
    async open(run, user) {
      const answer = await fetch(
        `http://127.0.0.1:${apiPort}/v1/runs/${run}/open`,
        { method: 'POST', headers: { 'x-user': user } },
      );
      return { status: answer.status, body: await answer.json() };
    },
    async ticket(run, user = ADA) {
      const { status, body } = await proxy.open(run, user);
      expect({ status, body }).toMatchObject({ status: 201 });
      return new URL(body.url).searchParams.get('ticket')!;
    },
    visit: (run, path, visit = {}) =>
      send({ port, path, host: host(run), ...visit }),
    enter: (run, ticket) =>
      proxy.visit(run, `/.portal/enter?ticket=${encodeURIComponent(ticket)}`),
    async signIn(run, user) {
      const entered = await proxy.enter(run, await proxy.ticket(run, user));
      expect(entered.status).toBe(303);
      return entered.headers['set-cookie']![0].split(';')[0];
    },
    async upgrade(run, { path = '/terminal', headers = {} }) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
        headers: { host: host(run), ...headers },
      });
      return await new Promise((resolve, reject) => {
        socket.once('message', first =>
          resolve({ socket, first: String(first) }),
        );
        socket.once('unexpected-response', (request, response) => {
          response.resume();
          request.destroy();
          resolve({ status: response.statusCode ?? 0 });
        });
        socket.once('error', reject);
      });
    },
    async stop() {
      await served.stop();
      api.close();
      api.closeAllConnections();
    },
  };
  return proxy;
}

function send(
  options: Visit & { port: number; path: string; host: string },
): Promise<Answer> {
  const { port, path, host, method = 'GET', headers, cookie, body } = options;
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: { host, ...(cookie && { cookie }), ...headers },
        agent: false,
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
