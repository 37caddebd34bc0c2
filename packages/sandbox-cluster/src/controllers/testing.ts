import {
  ClusterError,
  type GroupKind,
  type KubeObject,
} from '@silogen/cluster-client';
import { clusterKinds } from '../api/kinds';
import type { SandboxCluster } from '../api/types';
import { startSandboxServer } from '../server';
import { findClusterWorld } from '../world';
import { loadSeededWorld } from '../world/seeded';
import { startControllers, kueueWebhook } from '.';
import { requireType } from './runtime/requireType';

// Jest's sandbox takes structuredClone from outside: its copies have other prototypes, so that deep equality fails.
globalThis.structuredClone = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value));

export interface TestSandbox {
  cluster: SandboxCluster;
  errors: string[];
  apply<T extends KubeObject>(object: KubeObject): Promise<T>;
  get<T extends KubeObject>(
    kind: GroupKind,
    name: string,
    namespace?: string,
  ): Promise<T>;
  list<T extends KubeObject>(kind: GroupKind, namespace?: string): Promise<T[]>;
  /** Resolves with the first state of the object that satisfies the condition, from the watch. */
  until<T extends KubeObject>(
    kind: GroupKind,
    name: string,
    namespace: string | undefined,
    condition: (object: T) => boolean,
  ): Promise<T>;
  untilGone(kind: GroupKind, name: string, namespace?: string): Promise<void>;
  /** Reasons and messages of the Events about an object, once all of the given reasons are there. */
  untilEvents(
    name: string,
    namespace: string,
    reasons: string[],
  ): Promise<{ reason: string; message: string }[]>;
  restartControllers(): Promise<void>;
  /** Rejects when the controllers reported errors meanwhile. */
  stop(): Promise<void>;
}

const TIMEOUT_MS = 25_000;

/** For tests only: one cluster of the sandbox in memory with its controllers, over real HTTP. */
export async function startTestSandbox(options: {
  cluster: 'hall-a' | 'hall-b';
  speed?: number;
  /** What it begins with; nodes only when left out. */
  world?: 'seeded';
}): Promise<TestSandbox> {
  const world = findClusterWorld(options.cluster)!;
  const errors: string[] = [];
  const server = await startSandboxServer({
    clusters: [
      {
        name: world.name,
        port: 0,
        token: 'test-token',
        kinds: clusterKinds({ kueue: world.kueueRelease, kaiwo: world.kaiwo }),
        dataFile: ':memory:',
        gitVersion: world.gitVersion,
        admission: [kueueWebhook(world.kueueRelease)],
      },
    ],
  });
  if (options.world === 'seeded') {
    loadSeededWorld(server.clusters, {
      seed: 7,
      startMs: Date.now(),
      speed: 1,
    });
  }
  const start = () =>
    startControllers({
      server,
      speed: options.speed ?? 1000,
      seed: 7,
      onError: (error, where) => errors.push(`${where}: ${error}`),
    });
  let controllers = await start();
  const [cluster] = server.clusters;
  const client = cluster.client();
  const groupOf = (object: KubeObject) =>
    object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '';

  async function watchUntil<T extends KubeObject>(
    kind: GroupKind,
    name: string,
    namespace: string | undefined,
    condition: (object: T | undefined) => boolean,
  ): Promise<T | undefined> {
    const type = await requireType(client, kind);
    let last: T | undefined;
    const watching = new AbortController();
    return new Promise<T | undefined>((resolve, reject) => {
      const timer = setTimeout(() => {
        watching.abort();
        const state = JSON.stringify({ ...last, spec: undefined });
        const where = `${kind.kind} ${namespace ?? ''}/${name}`;
        reject(
          new Error(`${where} never got there: ${state}\n${errors.join('\n')}`),
        );
      }, TIMEOUT_MS);
      const check = (object: T | undefined) => {
        last = object;
        if (condition(object)) {
          clearTimeout(timer);
          watching.abort();
          resolve(object);
        }
      };
      client.listWatch<T>(
        type,
        {
          onSynced: objects => check(objects[0]),
          onUpserted: object => check(object),
          onDeleted: () => check(undefined),
        },
        {
          namespace,
          fieldSelector: `metadata.name=${name}`,
          signal: watching.signal,
        },
      );
    });
  }

  return {
    cluster,
    errors,
    apply: async object => {
      const type = await requireType(client, {
        group: groupOf(object),
        kind: object.kind,
      });
      const { name, namespace } = object.metadata;
      for (;;) {
        const old = await client.find(type, name, namespace);
        try {
          return (await (old
            ? client.replace(type, {
                ...object,
                metadata: {
                  ...object.metadata,
                  resourceVersion: old.metadata.resourceVersion,
                },
              })
            : client.create(type, object))) as never;
        } catch (error) {
          // A controller was quicker: once more with what it wrote.
          if (!(error instanceof ClusterError && error.reason === 'Conflict')) {
            throw error;
          }
        }
      }
    },
    get: async (kind, name, namespace) =>
      client.get(await requireType(client, kind), name, namespace) as never,
    list: async (kind, namespace) => {
      const items = [];
      for await (const item of client.listAll(await requireType(client, kind), {
        namespace,
      })) {
        items.push(item);
      }
      return items as never;
    },
    until: async (kind, name, namespace, condition) =>
      (await watchUntil(
        kind,
        name,
        namespace,
        object => Boolean(object) && condition(object as never),
      )) as never,
    untilGone: async (kind, name, namespace) => {
      await watchUntil(kind, name, namespace, object => object === undefined);
    },
    untilEvents: async (name, namespace, reasons) => {
      const type = await requireType(client, { group: '', kind: 'Event' });
      const seen: { reason: string; message: string }[] = [];
      const watching = new AbortController();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watching.abort();
          reject(
            new Error(
              `Events of ${name}: ${JSON.stringify(seen, undefined, 1)}`,
            ),
          );
        }, TIMEOUT_MS);
        const take = (event: KubeObject) => {
          const { reason, message } = event as unknown as {
            reason: string;
            message: string;
          };
          seen.push({ reason, message });
          if (
            reasons.every(wanted => seen.some(item => item.reason === wanted))
          ) {
            clearTimeout(timer);
            watching.abort();
            resolve(seen);
          }
        };
        client.listWatch(
          type,
          {
            onSynced: objects => objects.forEach(take),
            onUpserted: take,
            onDeleted: () => undefined,
          },
          {
            namespace,
            fieldSelector: `involvedObject.name=${name}`,
            signal: watching.signal,
          },
        );
      });
    },
    restartControllers: async () => {
      await controllers.stop();
      controllers = await start();
    },
    stop: async () => {
      await controllers.stop();
      await server.stop();
      if (errors.length > 0) {
        throw new Error(`the controllers reported: ${errors.join('\n')}`);
      }
    },
  };
}

export function namespaceObject(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kueue-managed': 'true' } },
  };
}
