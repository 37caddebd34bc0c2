import { join } from 'node:path';
import { apiContracts } from '@silogen/sandbox-cluster/contract/apiContracts';
import { kaiwoContracts } from '@silogen/sandbox-cluster/contract/kaiwo.contract';
import {
  createClusterClient,
  loadKubeConfig,
  type ClusterClient,
} from '@silogen/cluster-client';
import { applyAll, typeOf } from './apply';
import { isOk } from './httpGet';
import { nodeCases, UNUSUAL_NODES } from './nodes.cases';
import type { NodeCounts } from './nodes';
import {
  startTestCluster,
  type TestCluster,
  type TestClusterOptions,
} from './startTestCluster';
import { describeOnTestCluster } from './testing/onTestCluster';
import {
  pod,
  queuedJob,
  team,
  untilObject,
  workloads,
} from './testing/objects';
import { untilNothingIsLeft } from './testing/processes';
import { waitFor } from './waitFor';

// Building is done before jest starts; a cluster takes half a minute on a busy machine.
jest.setTimeout(240_000);

const WITH_GPUS: NodeCounts = {
  mi300x: 2,
  mi325x: 1,
  mi210: 1,
  l40s: 1,
  cpu: 1,
};

const TARGETS: Record<string, TestClusterOptions> = {
  'Kueue 0.12 with Kaiwo': { nodes: WITH_GPUS, kueue: '0.12', kaiwo: true },
  'Kueue 0.19': { nodes: { ...WITH_GPUS, ...UNUSUAL_NODES }, kueue: '0.19' },
};

function testsOf(options: TestClusterOptions): void {
  let cluster: TestCluster;
  let client: ClusterClient;
  let stopped = false;

  beforeAll(async () => {
    cluster = await startTestCluster(options);
    client = cluster.client;
  });

  afterAll(async () => {
    if (!stopped) {
      await cluster?.stop();
    }
  });

  nodeCases(() => cluster, options.nodes);

  it('runs a pod for as long as it says, with its log', async () => {
    const object = pod('talker', {
      gpus: 8,
      annotations: {
        'test-cluster.silogen.ai/run-for': '2s',
        'test-cluster.silogen.ai/log': 'step 1\nstep 2\n',
      },
    });
    await client.create(await typeOf(client, object), object);
    await untilObject(client, object, ({ phase }) => phase === 'Running');
    const log = await client.logs('default', 'talker', { tailLines: 1 });
    expect(await new Response(log).text()).toBe('step 2\n');
    const done = await untilObject(client, object, ({ phase }) =>
      ['Succeeded', 'Failed'].includes(phase),
    );
    expect(done.status).toMatchObject({
      phase: 'Succeeded',
      containerStatuses: [
        { state: { terminated: { exitCode: 0, reason: 'Completed' } } },
      ],
    });
  });

  it.each([
    [
      'OOMKilled',
      { terminated: { reason: 'OOMKilled', exitCode: 137 } },
      'Failed',
    ],
    [
      'ImagePullBackOff',
      { waiting: { reason: 'ImagePullBackOff' } },
      'Pending',
    ],
  ])('fails a pod with %s', async (reason, state, phase) => {
    const object = pod(`failing-${reason.toLowerCase()}`, {
      annotations: {
        'test-cluster.silogen.ai/fail': reason,
        'test-cluster.silogen.ai/exit-code': '137',
      },
    });
    await client.create(await typeOf(client, object), object);
    const failed = await untilObject(client, object, ({ containerStatuses }) =>
      JSON.stringify(containerStatuses ?? '').includes(reason),
    );
    expect(failed.status).toMatchObject({
      phase,
      containerStatuses: [{ state }],
    });
  });

  it('loses a node, and gets it back', async () => {
    const nodes = await typeOf(client, { apiVersion: 'v1', kind: 'Node' });
    const lose = (state: string | null) =>
      client.patch(nodes, 'cpu-1', undefined, {
        type: 'merge',
        body: {
          metadata: { annotations: { 'test-cluster.silogen.ai/state': state } },
        },
      });
    const node = await lose('lost');
    const isReady =
      (wanted: string) =>
      ({ conditions }: Record<string, any>) =>
        conditions.some(
          ({ type, status }: Record<string, string>) =>
            type === 'Ready' && status === wanted,
        );
    await untilObject(client, node, isReady('False'));
    await lose(null);
    const back = await untilObject(client, node, isReady('True'));
    expect(back.metadata.uid).toBe(node.metadata.uid);
  });

  if (!options.kaiwo) {
    it('admits a Job of a LocalQueue when there is quota, and runs it', async () => {
      await applyAll(client, team('alpha', 8));
      const job = queuedJob('alpha', 'first', {
        gpus: 8,
        annotations: { 'test-cluster.silogen.ai/run-for': '3s' },
      });
      const jobs = await typeOf(client, job);
      await client.create(jobs, job);
      await untilObject(client, job, ({ active }) => active === 1);
      const next = queuedJob('alpha', 'second', { gpus: 8 });
      await client.create(jobs, next);
      await waitFor({
        what: 'the reason of the one that waits',
        check: async () =>
          JSON.stringify(await workloads(client, 'alpha')).includes(
            'insufficient unused quota for amd.com/gpu in flavor alpha, 8 more needed',
          ),
      });
      await untilObject(client, job, ({ succeeded }) => succeeded === 1);
      await untilObject(client, next, ({ active }) => active === 1);
      expect(await workloads(client, 'alpha')).toContainEqual(
        expect.objectContaining({
          Finished: expect.stringContaining('True'),
          Admitted: 'True: The workload is admitted',
        }),
      );
    });

    it('shows who waits through the visibility API', async () => {
      const type = await client.discover({
        group: 'visibility.kueue.x-k8s.io',
        kind: 'PendingWorkloadsSummary',
      });
      expect(type?.version).toBe('v1beta2');
    });
  }

  apiContracts(
    () => ({
      client,
      readOnlyClient: createClusterClient({
        kubeConfig: loadKubeConfig({ file: cluster.readOnlyKubeconfig }),
      }),
      expireHistory: () => cluster.expireHistory(),
      writeLog: (name, namespace, container, lines) =>
        cluster.writeLog({ pod: name, namespace, container }, lines),
    }),
    ['readOnlyClient', 'expireHistory', 'writeLog'],
  );

  if (options.kaiwo) {
    kaiwoContracts(() => ({ client }));
  }

  if (!options.kaiwo) {
    it('comes back after its API server and its store were killed', async () => {
      const known = await typeOf(client, { apiVersion: 'v1', kind: 'Node' });
      const pki = join(cluster.folder, 'pki');
      const isReady = () => isOk(`${client.server}/readyz`, pki);
      for (const name of ['kube-apiserver', 'etcd']) {
        const component = cluster.components.find(each => each.name === name)!;
        await component.stop();
        await waitFor({
          what: `the end of readiness without ${name}`,
          check: () =>
            isReady().then(
              ready => !ready,
              () => true,
            ),
        });
        await component.start();
        await component.ready();
      }
      await waitFor({ what: 'the API server', check: isReady });
      expect(await client.get(known, 'cpu-1')).toHaveProperty('spec');
    });
  }

  it('leaves no process and no file', async () => {
    const processes = [...cluster.processes().values()];
    expect(processes).toHaveLength(7);
    await cluster.stop();
    stopped = true;
    await untilNothingIsLeft({ processes, folder: cluster.folder });
  });
}

Object.entries(TARGETS).forEach(([name, options]) =>
  describeOnTestCluster(`test cluster: ${name}`, () => testsOf(options)),
);

describe('test clusters', () => {
  it.each<[string, TestClusterOptions, RegExp]>([
    [
      'a Kueue that it was not made for',
      { nodes: {}, kueue: '0.19', kaiwo: true },
      /^kaiwo: .*Kueue 0\.12/,
    ],
    [
      'split GPUs',
      { nodes: { 'mi300x-cpx': 1 }, kueue: '0.12', kaiwo: true },
      /^nodes: 'mi300x-cpx' has partitions/,
    ],
  ])('refuse Kaiwo on %s', async (_, options, message) => {
    await expect(startTestCluster(options)).rejects.toThrow(message);
  });
});
