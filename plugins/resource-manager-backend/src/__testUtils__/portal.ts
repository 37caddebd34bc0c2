import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startSandbox } from '@silogen/sandbox-cluster';
import type { Knex } from 'knex';
import request from 'supertest';
import plugin from '../index';
import { expectSpecified } from './specification';

export const API = '/api/resource-manager/v1';

/** The portal with both clusters of the sandbox in this process, and one that cannot be reached. */
export async function startPortal(
  options: {
    seed?: object;
    takeOver?: boolean;
    /** What becomes of queues that somebody else changes; put back when left out. */
    drift?: 'correct' | 'report';
    /** What the clusters begin with; nodes only when left out. */
    world?: 'bare' | 'seeded';
    knex?: Knex;
    /** More of `resourceManager`, by the address of the sandbox's metrics. */
    configure?: (metricsUrl: string) => object;
  } = {},
) {
  const directory = await mkdtemp(path.join(tmpdir(), 'portal-'));
  const kubeconfig = path.join(directory, 'kubeconfig');
  const sandbox = await startSandbox({
    kubeconfig,
    speed: 60,
    seed: 1,
    world: options.world,
    metricsPort: options.configure ? 0 : undefined,
  });
  const connect = (context: string) => ({
    kubeconfig: { file: kubeconfig, context },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      catalogServiceMock.factory(),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      mockServices.rootConfig.factory({
        data: {
          resourceManager: {
            clusters: [
              {
                name: 'hall-a',
                title: 'Hall A',
                connect: connect('hall-a'),
                takeOver: options.takeOver ?? false,
                ...(options.drift && { drift: options.drift }),
              },
              {
                name: 'hall-b',
                title: 'Hall B',
                connect: connect('hall-b'),
                takeOver: options.takeOver ?? false,
                ...(options.drift && { drift: options.drift }),
              },
              {
                name: 'far',
                connect: {
                  kubeconfig: { file: path.join(directory, 'missing') },
                },
              },
            ],
            seed: options.seed ?? {},
            ...options.configure?.(sandbox.metricsUrl ?? ''),
          },
        },
      }),
    ],
  });
  return {
    sandbox: sandbox.server,
    http: specified(request(backend.server)),
    async stop() {
      await backend.stop();
      await sandbox.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Every answer is held against the specification. */
export function specified(http: ReturnType<typeof request>) {
  return {
    get: (url: string) => http.get(url).expect(expectSpecified),
    post: (url: string) => http.post(url).expect(expectSpecified),
    put: (url: string) => http.put(url).expect(expectSpecified),
    delete: (url: string) => http.delete(url).expect(expectSpecified),
  };
}

/** Asks again until the answer is as wanted; fails with the last answer. */
export async function eventually<T>(
  ask: () => Promise<T>,
  check: (answer: T) => void,
  withinMs = 20_000,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    try {
      check(answer);
      return answer;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

/** Until a quota or a pool is on its cluster. */
export function untilApplied(
  portal: Awaited<ReturnType<typeof startPortal>>,
  resource: string,
) {
  return eventually(
    () => portal.http.get(`${API}${resource}`),
    answer => expect(answer.body.sync).toMatchObject({ state: 'applied' }),
  );
}
