import type { KubeObject } from '@silogen/cluster-client';
import {
  KUEUE_KINDS,
  type ClusterQueueObject,
  type WorkloadObject,
} from '../../controllers/kueue/types';
import { findCondition, isTrue } from '../../controllers/runtime/conditions';
import { KINDS, type Job, type Pod } from '../../controllers/runtime/kubeTypes';
import { startTestSandbox, type TestSandbox } from '../../controllers/testing';
import { loadSeededWorld, seededSince } from './loadWorld';

jest.setTimeout(60_000);

const GPU = 'amd.com/gpu';

/** Guarantees on the two pools; `undefined` for no access. */
const QUOTAS: Record<string, [mi300x: number, mi325x?: number]> = {
  kaiwo: [4, 0],
  'research-llm': [16, 8],
  'research-vision': [16, 8],
  'products-assistant': [8],
  'products-documents': [4, 0],
  'operations-forecast': [0],
};

function flavor(name: string, gpus: number) {
  return {
    name,
    resources: [
      { name: 'cpu', nominalQuota: String(gpus * 23) },
      { name: 'memory', nominalQuota: `${gpus * 250}Gi` },
      { name: GPU, nominalQuota: String(gpus) },
    ],
  };
}

/** The queues as the portal writes them. */
function queueConfig(): KubeObject {
  const labels = (product: string, model: string) => ({
    'amd.com/gpu.product-name': product,
    'kaiwo/gpu-model': model,
  });
  return {
    apiVersion: 'kaiwo.silogen.ai/v1alpha1',
    kind: 'KaiwoQueueConfig',
    metadata: { name: 'kaiwo' },
    spec: {
      topologies: [],
      resourceFlavors: [
        {
          name: 'mi300x',
          nodeLabels: labels('AMD_Instinct_MI300X_OAM', 'mi300x'),
        },
        {
          name: 'mi325x',
          nodeLabels: labels('AMD_Instinct_MI325X_OAM', 'mi325x'),
        },
      ],
      workloadPriorityClasses: [
        { metadata: { name: 'low' }, value: -100 },
        { metadata: { name: 'medium' }, value: 0 },
        { metadata: { name: 'high' }, value: 100 },
      ],
      clusterQueues: Object.entries(QUOTAS).map(([name, [mi300x, mi325x]]) => ({
        name,
        namespaces: name === 'kaiwo' ? [] : [name],
        spec: {
          cohort: 'kaiwo',
          namespaceSelector: {},
          queueingStrategy: 'BestEffortFIFO',
          stopPolicy: 'None',
          flavorFungibility: {
            whenCanBorrow: 'Borrow',
            whenCanPreempt: 'Preempt',
          },
          preemption: {
            reclaimWithinCohort: 'Any',
            withinClusterQueue: 'LowerPriority',
            borrowWithinCohort: { policy: 'Never' },
          },
          resourceGroups: [
            {
              coveredResources: ['cpu', 'memory', GPU],
              flavors: [
                flavor('mi300x', mi300x),
                ...(mi325x === undefined ? [] : [flavor('mi325x', mi325x)]),
              ],
            },
          ],
        },
      })),
    },
  } as unknown as KubeObject;
}

function usage(queue: ClusterQueueObject): Record<string, string> {
  return Object.fromEntries(
    (queue.status?.flavorsUsage ?? []).map(({ name, resources }) => {
      const gpus = resources.find(resource => resource.name === GPU);
      return [name, `${gpus?.total} +${gpus?.borrowed}`];
    }),
  );
}

describe('hall-a with its world, once the portal has written its queues', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await startTestSandbox({ cluster: 'hall-a', world: 'seeded' });
    await sandbox.apply(queueConfig());
    for (const name of Object.keys(QUOTAS)) {
      await sandbox.until<ClusterQueueObject>(
        KUEUE_KINDS.clusterQueue,
        name,
        undefined,
        queue =>
          isTrue(queue.status?.conditions, 'Active') &&
          usage(queue).mi300x !== undefined,
      );
    }
  });
  afterAll(() => sandbox.stop());

  const queue = (name: string, wanted: Record<string, string>) =>
    sandbox.until<ClusterQueueObject>(
      KUEUE_KINDS.clusterQueue,
      name,
      undefined,
      object => JSON.stringify(usage(object)) === JSON.stringify(wanted),
    );

  const workloadOf = async (run: string) => {
    const all = await sandbox.list<WorkloadObject>(KUEUE_KINDS.workload);
    return all.find(({ metadata }) => metadata.name.startsWith(`job-${run}-`))!;
  };

  it.each([
    ['research-llm', { mi300x: '26 +10', mi325x: '8 +0' }],
    ['research-vision', { mi300x: '8 +0', mi325x: '8 +0' }],
    ['products-assistant', { mi300x: '8 +0' }],
    ['products-documents', { mi300x: '2 +0', mi325x: '0 +0' }],
    ['operations-forecast', { mi300x: '4 +4' }],
    ['kaiwo', { mi300x: '0 +0', mi325x: '0 +0' }],
  ])('%s holds and borrows as told', async (name, wanted) => {
    expect(usage(await queue(name, wanted))).toEqual(wanted);
  });

  it('has the same in its pods', async () => {
    const held: Record<string, number> = {};
    for (const pod of await sandbox.list<Pod>(KINDS.pod)) {
      if (pod.status?.phase === 'Running') {
        const pool = pod.spec.nodeName?.split('-')[2];
        const key = `${pod.metadata.namespace} ${pool}`;
        const gpus = pod.spec.containers[0].resources?.requests?.[GPU];
        held[key] = (held[key] ?? 0) + Number(gpus);
      }
    }
    expect(held).toEqual({
      'research-llm mi300x': 26,
      'research-llm mi325x': 8,
      'research-vision mi300x': 8,
      'research-vision mi325x': 8,
      'products-assistant mi300x': 8,
      'products-documents mi300x': 2,
      'operations-forecast mi300x': 4,
    });
  });

  it.each([
    ['layout-model-sft', '4 more needed'],
    ['long-context-405b-sft', 'request > maximum capacity (24 > 16)'],
  ])('%s waits: %s', async (run, words) => {
    const { metadata } = await workloadOf(run);
    const messageOf = ({ status }: WorkloadObject) =>
      findCondition(status?.conditions, 'QuotaReserved')?.message ?? '';
    const waiting = await sandbox.until<WorkloadObject>(
      KUEUE_KINDS.workload,
      metadata.name,
      metadata.namespace,
      workload => messageOf(workload).includes(words),
    );
    expect(messageOf(waiting)).toContain(words);
  });

  it('is loaded once: what became of it since stays', () => {
    expect(seededSince(sandbox.cluster)).toBeGreaterThan(0);
    expect(
      loadSeededWorld([sandbox.cluster], {
        seed: 7,
        startMs: Date.now(),
        speed: 1,
      }),
    ).toEqual([]);
  });

  it('suspends the evaluation for the owner of the GPUs, and lets it go on behind its last answer', async () => {
    const name = 'eight-of-vision';
    await sandbox.apply({
      apiVersion: 'kaiwo.silogen.ai/v1alpha1',
      kind: 'KaiwoJob',
      metadata: {
        name,
        namespace: 'research-vision',
        annotations: { 'sandbox.silogen.ai/duration': '4000' },
      },
      spec: {
        user: 'viktor',
        gpus: 8,
        gpuVendor: 'amd',
        gpuModels: ['mi300x'],
        clusterQueue: 'research-vision',
        priorityClass: 'medium',
        image: 'ghcr.io/example/train:1',
        entrypoint: 'python train.py',
      },
    } as KubeObject);
    const { metadata } = await workloadOf('nightly-evaluation');
    const evicted = await sandbox.until<WorkloadObject>(
      KUEUE_KINDS.workload,
      metadata.name,
      metadata.namespace,
      workload =>
        isTrue(workload.status?.conditions, 'Evicted') &&
        findCondition(workload.status?.conditions, 'QuotaReserved')?.status ===
          'False',
    );
    expect(findCondition(evicted.status?.conditions, 'Preempted')?.reason).toBe(
      'InCohortReclamation',
    );
    await queue('research-llm', { mi300x: '18 +2', mi325x: '8 +0' });
    await queue('research-vision', { mi300x: '16 +0', mi325x: '8 +0' });
    const job = await sandbox.get<Job>(
      KINDS.job,
      'nightly-evaluation',
      'research-llm',
    );
    const checkpoint = Number(
      job.metadata.annotations?.['sandbox.silogen.ai/checkpoint-step'],
    );
    expect(checkpoint).toBeGreaterThan(30);

    await queue('research-llm', { mi300x: '26 +10', mi325x: '8 +0' });
    const pods = await sandbox.list<Pod>(KINDS.pod, 'research-llm');
    const again = pods.find(
      pod =>
        pod.metadata.name.startsWith('nightly-evaluation-') &&
        !pod.metadata.deletionTimestamp,
    )!;
    await sandbox.until<Pod>(
      KINDS.pod,
      again.metadata.name,
      'research-llm',
      pod => {
        const record = JSON.parse(
          pod.metadata.annotations?.['sandbox.silogen.ai/run'] ?? '{}',
        );
        return record.workload?.resumeFromStep >= checkpoint;
      },
    );
  });
});
