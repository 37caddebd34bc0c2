import type { KubeObject } from '@silogen/cluster-client';
import {
  KUEUE_KINDS,
  type ClusterQueueObject,
  type WorkloadObject,
} from './kueue/types';
import { findCondition, isTrue } from './runtime/conditions';
import {
  KINDS,
  type Job,
  type NodeObject,
  type Pod,
} from './runtime/kubeTypes';
import { namespaceObject, startTestSandbox, type TestSandbox } from './testing';

jest.setTimeout(60_000);

const QUEUE_LABEL = { 'kueue.x-k8s.io/queue-name': 'team-a' };

function kueueObjects(): KubeObject[] {
  const apiVersion = 'kueue.x-k8s.io/v1beta2';
  return [
    {
      apiVersion,
      kind: 'ResourceFlavor',
      metadata: { name: 'l40s' },
      spec: { nodeLabels: { 'nvidia.com/gpu.product': 'NVIDIA-L40S' } },
    },
    {
      apiVersion,
      kind: 'ClusterQueue',
      metadata: { name: 'team-a' },
      spec: {
        cohortName: 'hall',
        namespaceSelector: {},
        resourceGroups: [
          {
            coveredResources: ['cpu', 'memory', 'nvidia.com/gpu'],
            flavors: [
              {
                name: 'l40s',
                resources: [
                  { name: 'cpu', nominalQuota: '64' },
                  { name: 'memory', nominalQuota: '512Gi' },
                  { name: 'nvidia.com/gpu', nominalQuota: '2' },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      apiVersion,
      kind: 'LocalQueue',
      metadata: { name: 'team-a', namespace: 'team-a' },
      spec: { clusterQueue: 'team-a' },
    },
  ];
}

function container(gpus: number, image: string) {
  return {
    name: 'main',
    image,
    resources: {
      requests: { cpu: '4', memory: '16Gi', 'nvidia.com/gpu': String(gpus) },
      limits: { 'nvidia.com/gpu': String(gpus) },
    },
  };
}

function job(
  name: string,
  gpus: number,
  annotations: Record<string, string>,
  image = 'busybox:1',
): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'team-a', labels: QUEUE_LABEL },
    spec: {
      backoffLimit: 0,
      template: {
        metadata: { annotations },
        spec: { restartPolicy: 'Never', containers: [container(gpus, image)] },
      },
    },
  };
}

describe('hall-b', () => {
  let sandbox: TestSandbox;

  beforeEach(async () => {
    sandbox = await startTestSandbox({ cluster: 'hall-b' });
    await sandbox.apply(namespaceObject('team-a'));
    for (const object of kueueObjects()) {
      await sandbox.apply(object);
    }
  });

  afterEach(async () => {
    await sandbox.stop();
  });

  it('says that it is simulated, and has nothing of ours', async () => {
    const system = await sandbox.get<KubeObject>(
      KINDS.namespace,
      'kube-system',
    );
    expect(system.metadata.annotations).toEqual({
      'sandbox.silogen.ai/simulated': 'true',
      'sandbox.silogen.ai/speed': '1000',
    });
    const nodes = await sandbox.list<NodeObject>(KINDS.node);
    const gpus = nodes.map(node => [
      node.metadata.name,
      node.status?.allocatable?.['amd.com/gpu'] ??
        node.status?.allocatable?.['nvidia.com/gpu'],
    ]);
    expect(gpus).toEqual([
      ['hall-b-cpu-1', undefined],
      ['hall-b-l40s-1', '8'],
      ['hall-b-mi210-1', '8'],
    ]);
  });

  it('runs a plain Job through Kueue and gives its quota back', async () => {
    await sandbox.apply(
      job('plain', 2, { 'sandbox.silogen.ai/duration': '100' }),
    );
    const done = await sandbox.until<Job>(KINDS.job, 'plain', 'team-a', item =>
      isTrue(item.status?.conditions, 'Complete'),
    );
    expect(done.spec.template.spec.nodeSelector).toEqual({
      'nvidia.com/gpu.product': 'NVIDIA-L40S',
    });
    const [pod] = await sandbox.list<Pod>(KINDS.pod, 'team-a');
    expect(pod.spec.nodeName).toBe('hall-b-l40s-1');
    const idle = await sandbox.until<ClusterQueueObject>(
      KUEUE_KINDS.clusterQueue,
      'team-a',
      undefined,
      item =>
        item.status?.admittedWorkloads === 0 &&
        Boolean(item.status.flavorsUsage?.length),
    );
    expect(idle.status?.flavorsUsage?.[0].resources.at(-1)).toEqual({
      name: 'nvidia.com/gpu',
      total: '0',
      borrowed: '0',
    });
  });

  it.each([
    ['gpu-memory', 'busybox:1', /OutOfMemoryError: CUDA out of memory/],
    ['missing-dataset', 'busybox:1', /FileNotFoundError/],
  ])(
    'fails a run for %s, with its cause in the log',
    async (fail, image, message) => {
      await sandbox.apply(
        job('bad', 1, { 'sandbox.silogen.ai/fail': fail }, image),
      );
      const failed = await sandbox.until<Job>(
        KINDS.job,
        'bad',
        'team-a',
        item => isTrue(item.status?.conditions, 'Failed'),
      );
      expect(findCondition(failed.status?.conditions, 'Failed')?.reason).toBe(
        'BackoffLimitExceeded',
      );
      const [pod] = await sandbox.list<Pod>(KINDS.pod, 'team-a');
      expect(pod.status?.containerStatuses?.[0].state.terminated).toMatchObject(
        {
          exitCode: 1,
          reason: 'Error',
        },
      );
      const log = await new Response(
        await sandbox.cluster.client().logs('team-a', pod.metadata.name),
      ).text();
      expect(log).toMatch(message);
      const [workload] = await sandbox.list<WorkloadObject>(
        KUEUE_KINDS.workload,
        'team-a',
      );
      await sandbox.until<WorkloadObject>(
        KUEUE_KINDS.workload,
        workload.metadata.name,
        'team-a',
        item =>
          findCondition(item.status?.conditions, 'Finished')?.reason ===
          'Failed',
      );
    },
  );

  it('cannot pull an image that no registry has', async () => {
    await sandbox.apply(
      job('gone', 1, {}, 'registry.example.test/app:missing'),
    );
    const events = await sandbox.untilEvents('gone', 'team-a', [
      'SuccessfulCreate',
    ]);
    const pod = events
      .find(event => event.reason === 'SuccessfulCreate')!
      .message.replace('Created pod: ', '');
    const waiting = await sandbox.until<Pod>(
      KINDS.pod,
      pod,
      'team-a',
      item =>
        item.status?.containerStatuses?.[0].state.waiting?.reason ===
        'ImagePullBackOff',
    );
    expect(waiting.status?.phase).toBe('Pending');
  });

  it('queues the pods of a Deployment one by one, and serves once they are ready', async () => {
    const labels = { app: 'chat' };
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'chat', namespace: 'team-a', labels: QUEUE_LABEL },
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                ...container(1, 'vllm/vllm-openai:1'),
                args: ['--model', 'Qwen2.5-7B'],
              },
            ],
          },
        },
      },
    };
    await sandbox.apply(deployment);
    await sandbox.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'chat', namespace: 'team-a' },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    });
    await sandbox.until<KubeObject & { status?: { readyReplicas?: number } }>(
      KINDS.deployment,
      'chat',
      'team-a',
      item => item.status?.readyReplicas === 2,
    );
    const pods = await sandbox.list<Pod>(KINDS.pod, 'team-a');
    expect(pods.filter(pod => pod.spec.schedulingGates?.length)).toHaveLength(
      1,
    );
    const workloads = await sandbox.list<WorkloadObject>(
      KUEUE_KINDS.workload,
      'team-a',
    );
    expect(workloads.map(item => item.metadata.name).sort()).toEqual(
      pods
        .map(pod =>
          expect.stringMatching(
            new RegExp(`^pod-${pod.metadata.name}-[0-9a-f]{5}$`),
          ),
        )
        .sort(),
    );
    expect(
      sandbox.cluster.services.resolve({
        namespace: 'team-a',
        name: 'chat',
        port: 80,
      }),
    ).toBeDefined();
    const target = sandbox.cluster.services.resolve({
      namespace: 'team-a',
      name: 'chat',
    })!;
    const models = await fetch(
      `http://127.0.0.1:${target.port}${target.basePath}/v1/models`,
    );
    await expect(models.json()).resolves.toMatchObject({
      data: [{ id: 'Qwen2.5-7B' }],
    });
  });
});
