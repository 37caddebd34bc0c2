import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { applyAll, typeOf } from '../apply';
import { startTestCluster, type TestCluster } from '../startTestCluster';
import { pod, queuedJob, team, untilObject } from '../testing/objects';
import { describeOnTestCluster } from '../testing/onTestCluster';
import { waitFor } from '../waitFor';
import {
  startClusterMetrics,
  type ClusterMetrics,
} from './startClusterMetrics';

// Building is done before jest starts; a cluster takes half a minute on a busy machine.
jest.setTimeout(240_000);

const TENANT = 'lab';

interface Sample {
  metric: Record<string, string>;
  /** Seconds, then the value. */
  value: [number, string];
}

describeOnTestCluster('test cluster: metrics of the cluster', () => {
  let cluster: TestCluster;
  let client: ClusterClient;
  let metrics: ClusterMetrics;
  const said: string[] = [];

  beforeAll(async () => {
    cluster = await startTestCluster({
      nodes: { mi300x: 1, l40s: 1 },
      kueue: '0.19',
      runForMs: 2000,
    });
    client = cluster.client;
    metrics = await startClusterMetrics({
      client,
      cluster: 'hall-x',
      tenant: TENANT,
      onProgress: text => said.push(text),
    });
  });
  afterAll(async () => {
    await metrics?.stop();
    await cluster?.stop();
  });

  /** Asks Mimir as the portal does. */
  async function ask(query: string): Promise<Sample[]> {
    const response = await fetch(`${metrics.mimir}/api/v1/query`, {
      method: 'POST',
      headers: { 'x-scope-orgid': TENANT },
      body: new URLSearchParams({ query }),
    });
    return (await response.json()).data.result;
  }

  async function untilAnswer(
    query: string,
    wanted: (samples: Sample[]) => boolean,
  ): Promise<Sample[]> {
    let seen: Sample[] = [];
    await waitFor({
      what: query,
      check: async () => {
        seen = await ask(query);
        return wanted(seen);
      },
      timeoutMs: 90_000,
    });
    return seen;
  }

  async function create(object: KubeObject): Promise<void> {
    await client.create(await typeOf(client, object), object);
  }

  const HELD = `sum by (k8s_cluster_name, namespace, node) (
    kube_pod_container_resource_requests{resource="amd_com_gpu",node!=""}
    * on (namespace, pod, uid) group_left ()
    max by (namespace, pod, uid) (kube_pod_status_phase{phase=~"Pending|Running"} == 1))`;

  it('says of the nodes what stands in the API', async () => {
    const capacity = await untilAnswer(
      'sum by (k8s_cluster_name, node, resource) (kube_node_status_capacity{resource=~".*_com_gpu"})',
      samples => samples.length === 2,
    );
    expect(capacity.map(({ metric, value }) => [metric, value[1]])).toEqual(
      expect.arrayContaining([
        [
          {
            k8s_cluster_name: 'hall-x',
            node: 'mi300x-1',
            resource: 'amd_com_gpu',
          },
          '8',
        ],
        [
          {
            k8s_cluster_name: 'hall-x',
            node: 'l40s-1',
            resource: 'nvidia_com_gpu',
          },
          '8',
        ],
      ]),
    );
    expect(await ask(HELD)).toEqual([]);
  });

  it('has the series of a pod that holds GPUs, under its names', async () => {
    const object = pod('holder', { gpus: 3 });
    await create(object);
    await untilObject(client, object, ({ phase }) => phase === 'Running');
    const [held] = await untilAnswer(HELD, samples => samples.length > 0);
    expect([held.metric, held.value[1]]).toEqual([
      { k8s_cluster_name: 'hall-x', namespace: 'default', node: 'mi300x-1' },
      '3',
    ]);
    const activity = await ask(
      'gpu_gfx_activity{pod="holder",gpu_partition_id="0"}',
    );
    expect(activity.map(({ metric }) => metric)).toEqual(
      ['0', '1', '2'].map(gpu_id =>
        expect.objectContaining({
          k8s_cluster_name: 'hall-x',
          namespace: 'default',
          container: 'main',
          hostname: 'mi300x-1',
          card_model: expect.any(String),
          gpu_id,
        }),
      ),
    );
    expect(await ask('gpu_gfx_activity{hostname="mi300x-1"}')).toHaveLength(8);
    expect(await ask('DCGM_FI_DEV_GPU_UTIL{Hostname="l40s-1"}')).toHaveLength(
      8,
    );
  });

  it('ends a Job that says nothing about itself, and leaves other pods alone', async () => {
    await applyAll(client, team('alpha', 8));
    const job = queuedJob('alpha', 'brief', { gpus: 2 });
    await create(job);
    await untilObject(client, job, ({ succeeded }) => succeeded === 1);
    const pods = await typeOf(client, { apiVersion: 'v1', kind: 'Pod' });
    const { items } = await client.list(pods, { namespace: 'alpha' });
    const log = await client.logs('alpha', items[0].metadata.name);
    expect(await new Response(log).text()).toBe(
      'This pod is simulated: no program runs in it.\n' +
        'It completes by itself, 2s after its start.\n',
    );
    const holder = await client.get(pods, 'holder', 'default');
    expect(holder.status).toMatchObject({ phase: 'Running' });
    // What ended is in the series, and holds nothing any more.
    const [phase] = await untilAnswer(
      'kube_pod_status_phase{namespace="alpha",phase="Succeeded"} == 1',
      samples => samples.length === 1,
    );
    expect(phase.metric.pod).toBe(items[0].metadata.name);
    expect((await ask(HELD)).map(({ metric }) => metric.namespace)).toEqual([
      'default',
    ]);
  });

  it('ends the series of a pod that is deleted', async () => {
    const pods = await typeOf(client, { apiVersion: 'v1', kind: 'Pod' });
    await client.delete(pods, 'holder', 'default');
    await untilAnswer(HELD, samples => samples.length === 0);
    expect(await ask('gpu_gfx_activity{pod="holder"}')).toEqual([]);
    // All of its GPUs report still, for nobody.
    expect(await ask('gpu_gfx_activity{hostname="mi300x-1"}')).toHaveLength(8);
  });

  it('goes on when Mimir is there again', async () => {
    const [mimir] = metrics.components;
    said.length = 0;
    await mimir.stop();
    await waitFor({
      what: 'a word about the failure',
      check: async () => said.length > 0,
      timeoutMs: 90_000,
    });
    const stoppedAt = Date.now() / 1000;
    await mimir.start();
    await mimir.ready();
    await untilAnswer(
      'max(timestamp(up{job="kube-state-metrics"}))',
      ([newest]) => Number(newest?.value[1]) > stoppedAt,
    );
    await waitFor({
      what: 'a word about the recovery',
      check: async () => said.length > 1,
    });
    expect(said).toEqual([
      expect.stringMatching(/^the metrics of hall-x cannot be written; /),
      'the metrics of hall-x are written again',
    ]);
  });
});
