import { mockServices } from '@backstage/backend-test-utils';
import {
  ClusterError,
  type ClusterClient,
  type GroupKind,
  type KubeObject,
} from '@silogen/cluster-client';
import { startSandbox } from '@silogen/sandbox-cluster';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DefaultClusterConnection } from '../../clusters/DefaultClusterConnection';
import type { PoolSummary } from '../../contracts';

// Jest takes structuredClone from outside its realm: copies would have other prototypes, and deep equality would fail.
globalThis.structuredClone = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value)) as T;

export type SandboxName = 'hall-a' | 'hall-b';

/** The pool that the tests use on each cluster, and the label by which its nodes are known. */
export const POOLS: Record<SandboxName, PoolSummary> = {
  'hall-a': {
    cluster: 'hall-a',
    name: 'mi300x',
    title: 'MI300X',
    selector: { 'kaiwo/gpu-model': 'mi300x' },
    kind: 'gpu',
    resource: 'amd.com/gpu',
    gpuModel: 'mi300x',
    vendor: 'amd',
    position: 1,
  },
  'hall-b': {
    cluster: 'hall-b',
    name: 'mi210',
    title: 'MI210',
    selector: { 'topology.kubernetes.io/rack': 'rack-a' },
    kind: 'gpu',
    resource: 'amd.com/gpu',
    gpuModel: 'mi210',
    vendor: 'amd',
    position: 1,
  },
};

export interface TestCluster {
  name: SandboxName;
  client: ClusterClient;
  connection: DefaultClusterConnection;
  /** Stops the watches and watches anew, as a restarted portal does. */
  reconnect(): Promise<DefaultClusterConnection>;
  apply(object: KubeObject): Promise<void>;
  list(kind: GroupKind, namespace: string): Promise<KubeObject[]>;
  stop(): Promise<void>;
}

function resourceGroups(pool: PoolSummary, gpus: number) {
  const resources = [
    { name: 'cpu', nominalQuota: '500' },
    { name: 'memory', nominalQuota: '6Ti' },
    { name: pool.resource, nominalQuota: String(gpus) },
  ];
  return [
    {
      coveredResources: ['cpu', 'memory', pool.resource],
      flavors: [{ name: pool.name, resources }],
    },
  ];
}

const preemption = {
  reclaimWithinCohort: 'Any',
  withinClusterQueue: 'LowerPriority',
  borrowWithinCohort: { policy: 'Never' },
};
const PRIORITIES = { low: -100, medium: 0, high: 100 };

function kaiwoObjects(
  pool: PoolSummary,
  queues: Record<string, number>,
): KubeObject[] {
  return [
    {
      apiVersion: 'kaiwo.silogen.ai/v1alpha1',
      kind: 'KaiwoQueueConfig',
      metadata: { name: 'kaiwo' },
      spec: {
        topologies: [],
        resourceFlavors: [{ name: pool.name, nodeLabels: pool.selector }],
        workloadPriorityClasses: Object.entries(PRIORITIES).map(
          ([name, value]) => ({ metadata: { name }, value }),
        ),
        clusterQueues: Object.entries(queues).map(([name, gpus]) => ({
          name,
          namespaces: [name],
          spec: {
            cohort: 'kaiwo',
            namespaceSelector: {},
            preemption,
            resourceGroups: resourceGroups(pool, gpus),
          },
        })),
      },
    },
  ];
}

function kueueObjects(
  pool: PoolSummary,
  queues: Record<string, number>,
): KubeObject[] {
  const apiVersion = 'kueue.x-k8s.io/v1beta1';
  return [
    {
      apiVersion,
      kind: 'ResourceFlavor',
      metadata: { name: pool.name },
      spec: { nodeLabels: pool.selector },
    },
    ...Object.entries(PRIORITIES).map(([name, value]) => ({
      apiVersion,
      kind: 'WorkloadPriorityClass',
      metadata: { name },
      value,
    })),
    ...Object.entries(queues).flatMap(([name, gpus]) => [
      {
        apiVersion,
        kind: 'ClusterQueue',
        metadata: { name },
        spec: {
          cohort: 'all',
          namespaceSelector: {},
          preemption,
          resourceGroups: resourceGroups(pool, gpus),
        },
      },
      {
        apiVersion,
        kind: 'LocalQueue',
        metadata: { name, namespace: name },
        spec: { clusterQueue: name },
      },
    ]),
  ];
}

/** One cluster of the sandbox with its controllers over real HTTP, with a queue for each project. */
export async function startTestCluster(options: {
  name: SandboxName;
  /** Guaranteed GPUs by project. */
  queues: Record<string, number>;
  speed?: number;
}): Promise<TestCluster> {
  const { name, queues } = options;
  const isKaiwo = name === 'hall-a';
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'runs-'));
  const sandbox = await startSandbox({
    kubeconfig: path.join(folder, 'kubeconfig'),
    speed: options.speed ?? 60,
    seed: 7,
  });
  const cluster = sandbox.server.clusters.find(each => each.name === name)!;
  const client = cluster.client();
  const connect = async () => {
    const connection = DefaultClusterConnection.create({
      name,
      title: name === 'hall-a' ? 'Hall A' : 'Hall B',
      connect: () => cluster.client(),
      logger: mockServices.logger.mock(),
      now: () => new Date(),
    });
    await connection.probe();
    await connection.view.untilSynced(AbortSignal.timeout(20_000));
    return connection;
  };
  const apply = async (object: KubeObject) => {
    const group = object.apiVersion.includes('/')
      ? object.apiVersion.split('/')[0]
      : '';
    const type = (await client.discover({ group, kind: object.kind }))!;
    const { name: objectName, namespace } = object.metadata;
    const versioned = {
      ...object,
      apiVersion: group ? `${group}/${type.version}` : type.version,
    };
    // The cluster's controllers write to some of these objects too.
    for (;;) {
      const old = await client.find(type, objectName, namespace);
      try {
        if (old)
          await client.replace(type, {
            ...versioned,
            metadata: { ...old.metadata, ...object.metadata },
          });
        else await client.create(type, versioned);
        return;
      } catch (error) {
        if (!(error instanceof ClusterError) || error.code !== 409) throw error;
      }
    }
  };
  for (const namespace of Object.keys(queues)) {
    await apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace, labels: { 'kueue-managed': 'true' } },
    });
  }
  for (const object of (isKaiwo ? kaiwoObjects : kueueObjects)(
    POOLS[name],
    queues,
  ))
    await apply(object);

  const running: TestCluster = {
    name,
    client,
    connection: await connect(),
    apply,
    async reconnect() {
      await running.connection.stop();
      running.connection = await connect();
      return running.connection;
    },
    async list(kind, namespace) {
      const type = (await client.discover(kind))!;
      const items: KubeObject[] = [];
      for await (const item of client.listAll(type, { namespace }))
        items.push(item);
      return items;
    },
    async stop() {
      await running.connection.stop();
      await sandbox.stop();
      await fs.rm(folder, { recursive: true });
    },
  };
  await untilView(running.connection, () =>
    Object.keys(queues).every(
      queue =>
        running.connection.view.get('ClusterQueue', queue) &&
        running.connection.view.get('LocalQueue', queue, queue),
    ),
  );
  return running;
}

/** Resolves when the view shows it. */
export async function untilView(
  connection: DefaultClusterConnection,
  shown: () => boolean,
): Promise<void> {
  const signal = AbortSignal.timeout(20_000);
  while (!shown()) {
    signal.throwIfAborted();
    await new Promise<void>(resolve => {
      const unsubscribe = connection.view.onChange(() => {
        unsubscribe();
        resolve();
      });
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

/** What a fine-tune is on a hall: only hall-a runs Kaiwo. */
export const jobKind = (name: SandboxName) =>
  name === 'hall-a'
    ? { group: 'kaiwo.silogen.ai', kind: 'KaiwoJob' }
    : { group: 'batch', kind: 'Job' };
