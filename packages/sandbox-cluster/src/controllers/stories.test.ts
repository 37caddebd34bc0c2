import type { KubeObject } from '@silogen/cluster-client';
import {
  KUEUE_KINDS,
  type ClusterQueueObject,
  type WorkloadObject,
} from './kueue/types';
import {
  KAIWO_KINDS,
  type KaiwoJob,
  type KaiwoQueueConfig,
} from './kaiwo/types';
import { findCondition, isTrue } from './runtime/conditions';
import { KINDS, type Job, type Pod } from './runtime/kubeTypes';
import { namespaceObject, startTestSandbox, type TestSandbox } from './testing';

jest.setTimeout(60_000);

const MI300X_POOL = 'amd-mi300x-8gpu-172core-1843gi';

function queue(name: string, gpus: number) {
  return {
    name,
    namespaces: [name],
    spec: {
      cohort: 'kaiwo',
      namespaceSelector: {},
      queueingStrategy: 'BestEffortFIFO',
      stopPolicy: 'None',
      flavorFungibility: { whenCanBorrow: 'Borrow', whenCanPreempt: 'Preempt' },
      preemption: {
        reclaimWithinCohort: 'Any',
        withinClusterQueue: 'LowerPriority',
        borrowWithinCohort: { policy: 'Never' },
      },
      resourceGroups: [
        {
          coveredResources: ['cpu', 'memory', 'amd.com/gpu'],
          flavors: [
            {
              name: 'mi300x',
              resources: [
                { name: 'cpu', nominalQuota: '500' },
                { name: 'memory', nominalQuota: '6Ti' },
                { name: 'amd.com/gpu', nominalQuota: String(gpus) },
              ],
            },
          ],
        },
      ],
    },
  };
}

function twoTeams(): KubeObject {
  return {
    apiVersion: 'kaiwo.silogen.ai/v1alpha1',
    kind: 'KaiwoQueueConfig',
    metadata: { name: 'kaiwo' },
    spec: {
      topologies: [],
      resourceFlavors: [
        {
          name: 'mi300x',
          nodeLabels: {
            'kaiwo/nodepool': MI300X_POOL,
            'kaiwo/gpu-model': 'mi300x',
          },
        },
      ],
      workloadPriorityClasses: [
        { metadata: { name: 'low' }, value: -100 },
        { metadata: { name: 'high' }, value: 100 },
      ],
      clusterQueues: [queue('team-a', 8), queue('team-b', 8)],
    },
  } as unknown as KubeObject;
}

function kaiwoJob(
  name: string,
  team: string,
  more: Record<string, unknown> = {},
): KubeObject {
  return {
    apiVersion: 'kaiwo.silogen.ai/v1alpha1',
    kind: 'KaiwoJob',
    metadata: {
      name,
      namespace: team,
      labels: { 'airm.silogen.ai/workload-id': 'run-1' },
      annotations: { 'sandbox.silogen.ai/duration': '2000' },
    },
    spec: {
      user: 'dev@example.test',
      gpus: 8,
      clusterQueue: team,
      image: 'ghcr.io/example/train:1',
      entrypoint: 'python train.py',
      ...more,
    },
  };
}

describe('hall-a', () => {
  let sandbox: TestSandbox;

  beforeEach(async () => {
    sandbox = await startTestSandbox({ cluster: 'hall-a' });
  });

  afterEach(async () => {
    await sandbox.stop();
  });

  async function applyTwoTeams(): Promise<void> {
    await sandbox.apply(namespaceObject('team-a'));
    await sandbox.apply(namespaceObject('team-b'));
    await sandbox.apply(twoTeams());
    await sandbox.until<ClusterQueueObject>(
      KUEUE_KINDS.clusterQueue,
      'team-b',
      undefined,
      object => isTrue(object.status?.conditions, 'Active'),
    );
    await sandbox.until(KUEUE_KINDS.localQueue, 'team-b', 'team-b', () => true);
  }

  it('builds one queue with everything at its first start', async () => {
    await sandbox.until<KaiwoQueueConfig>(
      KAIWO_KINDS.queueConfig,
      'kaiwo',
      undefined,
      object => object.status?.status === 'READY',
    );
    const created = await sandbox.get<ClusterQueueObject>(
      KUEUE_KINDS.clusterQueue,
      'kaiwo',
    );
    expect(created.spec.cohort).toBe('kaiwo');
    const flavors = await sandbox.list(KUEUE_KINDS.flavor);
    expect(flavors.map(flavor => flavor.metadata.name).sort()).toEqual([
      MI300X_POOL,
      'amd-mi325x-8gpu-230core-2764gi',
      'cpu-only-0gpu-115core-460gi',
    ]);
  });

  it('applies a KaiwoQueueConfig: makes what it lists, deletes what it does not', async () => {
    await sandbox.until(
      KUEUE_KINDS.clusterQueue,
      'kaiwo',
      undefined,
      () => true,
    );
    await applyTwoTeams();
    await sandbox.untilGone(KUEUE_KINDS.clusterQueue, 'kaiwo');
    await sandbox.untilGone(KUEUE_KINDS.flavor, MI300X_POOL);
    const events = await sandbox.untilEvents('kaiwo', 'default', [
      'KaiwoQueueConfigClusterQueueCreated',
      'KaiwoQueueConfigClusterQueueDeleted',
      'KaiwoQueueConfigResourceFlavorDeleted',
      'KaiwoQueueConfigLocalQueueCreated',
      'KaiwoQueueConfigWorkloadPriorityClassCreated',
    ]);
    const messages = events.map(event => event.message);
    expect(messages).toContain('created cluster queue /team-a');
    expect(messages).toContain('created local queue team-a/team-a');
    expect(messages).toContain(
      'deleted resource flavor /cpu-only-0gpu-115core-460gi',
    );
  });

  it('sets a hand edit back', async () => {
    await applyTwoTeams();
    const edited = await sandbox.get<ClusterQueueObject>(
      KUEUE_KINDS.clusterQueue,
      'team-a',
    );
    const spec = JSON.parse(
      JSON.stringify(edited.spec).replace(
        '"nominalQuota":"8"',
        '"nominalQuota":"99"',
      ),
    );
    await sandbox.apply({ ...edited, spec });
    const mended = await sandbox.until<ClusterQueueObject>(
      KUEUE_KINDS.clusterQueue,
      'team-a',
      undefined,
      object => (object.metadata.generation ?? 0) >= 3,
    );
    expect(JSON.stringify(mended.spec)).not.toContain('"99"');
  });

  it('makes a Job of a KaiwoJob, runs it with logs, and completes it', async () => {
    await applyTwoTeams();
    await sandbox.apply(
      kaiwoJob('own-1', 'team-a', { podTemplateSpecLabels: { extra: 'yes' } }),
    );
    const done = await sandbox.until<KaiwoJob>(
      KAIWO_KINDS.job,
      'own-1',
      'team-a',
      object => object.status?.status === 'COMPLETE',
    );
    expect(findCondition(done.status?.conditions, 'Schedulable')).toMatchObject(
      {
        status: 'True',
        message: 'Cluster has sufficient GPU resources',
      },
    );
    expect(findCondition(done.status?.conditions, 'Admitted')).toMatchObject({
      status: 'True',
      message: 'Workload is admitted',
    });
    const job = await sandbox.get<Job>(KINDS.job, 'own-1', 'team-a');
    expect(job.metadata.labels).toEqual({
      'airm.silogen.ai/workload-id': 'run-1',
      'kaiwo.silogen.ai/name': 'own-1',
      'kaiwo.silogen.ai/run-id': done.metadata.uid,
      'kaiwo.silogen.ai/type': 'job',
      'kaiwo.silogen.ai/user': 'dev-example.test',
      'kueue.x-k8s.io/queue-name': 'team-a',
    });
    const { template } = job.spec;
    expect(job.spec).toMatchObject({
      backoffLimit: 0,
      ttlSecondsAfterFinished: 3600,
      suspend: false,
    });
    expect(template.metadata?.labels).toMatchObject({ extra: 'yes' });
    expect(template.spec).toMatchObject({
      schedulerName: 'kaiwo-scheduler',
      securityContext: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
      nodeSelector: {
        'kaiwo/worker': 'true',
        'kaiwo/nodepool': MI300X_POOL,
        'kaiwo/gpu-model': 'mi300x',
      },
    });
    expect(template.spec.containers[0]).toMatchObject({
      name: 'workload',
      command: ['/bin/sh', '-c', 'python train.py'],
      imagePullPolicy: 'Always',
      resources: {
        requests: { 'amd.com/gpu': '8', cpu: '32', memory: '256Gi' },
        limits: { 'amd.com/gpu': '8', cpu: '32', memory: '256Gi' },
      },
      env: [
        { name: 'NUM_GPUS', value: '8' },
        { name: 'NUM_REPLICAS', value: '1' },
        { name: 'NUM_GPUS_PER_REPLICA', value: '8' },
      ],
      volumeMounts: [{ name: 'dshm', mountPath: '/dev/shm' }],
    });
    const events = await sandbox.untilEvents('own-1', 'team-a', [
      'ResourceCreated',
      'WorkloadPending',
      'WorkloadStarting',
      'WorkloadComplete',
    ]);
    expect(events.map(event => event.message)).toEqual(
      expect.arrayContaining([
        'Created batch/v1, Kind=Job: own-1',
        'Workload was admitted, starting',
      ]),
    );
    const [pod] = await sandbox.list<Pod>(KINDS.pod, 'team-a');
    expect(pod.status?.phase).toBe('Succeeded');
    const text = await new Response(
      await sandbox.cluster.client().logs('team-a', pod.metadata.name),
    ).text();
    expect(text.trim().split('\n').at(-1)).toBe('Finished');
    const [workload] = await sandbox.list<WorkloadObject>(
      KUEUE_KINDS.workload,
      'team-a',
    );
    expect(workload.metadata.name).toMatch(/^job-own-1-[0-9a-f]{5}$/);
    expect(isTrue(workload.status?.conditions, 'Finished')).toBe(true);
  });

  describe('reclaim', () => {
    const workloadOf = async (job: string, team: string) => {
      const all = await sandbox.list<WorkloadObject>(
        KUEUE_KINDS.workload,
        team,
      );
      return all.find(item => item.metadata.name.startsWith(`job-${job}-`))!;
    };

    function fineTuning(name: string): KubeObject {
      const job = kaiwoJob(name, 'team-a', {
        image: 'amdenterpriseai/aimft-aimfttk:0.2.2',
        env: [
          {
            name: 'FINETUNING_CONFIG',
            // 1,000 epochs of 26 simulated seconds: it runs until it is interrupted.
            value:
              'training_args: { num_train_epochs: 1000 }\nrun_conf: { model: Llama-3.1-8B }',
          },
        ],
      });
      return job;
    }

    it('suspends the borrower with the reasons of the real Kueue, and resumes it from its checkpoint', async () => {
      await applyTwoTeams();
      // Times are whole seconds: the priority decides which of two runs admitted in one second is the victim.
      const own = kaiwoJob('own-1', 'team-a', { priorityClass: 'high' });
      own.metadata.annotations = { 'sandbox.silogen.ai/duration': '1000000' };
      await sandbox.apply(own);
      await sandbox.until<KaiwoJob>(
        KAIWO_KINDS.job,
        'own-1',
        'team-a',
        job => job.status?.status === 'RUNNING',
      );
      await sandbox.apply(fineTuning('ft-2'));
      await sandbox.until<Job>(KINDS.job, 'ft-2', 'team-a', job =>
        Boolean(
          job.metadata.annotations?.['sandbox.silogen.ai/checkpoint-step'],
        ),
      );
      const borrowing = await sandbox.until<ClusterQueueObject>(
        KUEUE_KINDS.clusterQueue,
        'team-a',
        undefined,
        object => object.status?.admittedWorkloads === 2,
      );
      expect(borrowing.status?.flavorsUsage).toEqual([
        {
          name: 'mi300x',
          resources: [
            { name: 'amd.com/gpu', total: '16', borrowed: '8' },
            { name: 'cpu', total: '64', borrowed: '0' },
            { name: 'memory', total: '512Gi', borrowed: '0' },
          ],
        },
      ]);

      await sandbox.apply(kaiwoJob('owner-3', 'team-b', {}));
      const victim = await workloadOf('ft-2', 'team-a');
      const released = await sandbox.until<WorkloadObject>(
        KUEUE_KINDS.workload,
        victim.metadata.name,
        'team-a',
        object => isTrue(object.status?.conditions, 'Requeued'),
      );
      const preemptor = await workloadOf('owner-3', 'team-b');
      const message = `Preempted to accommodate a workload (UID: ${preemptor.metadata.uid}, JobUID: ${preemptor.metadata.labels?.['kueue.x-k8s.io/job-uid']}) due to reclamation within the cohort`;
      const seen = Object.fromEntries(
        (released.status?.conditions ?? []).map(
          ({ type, status, reason, message: text }) => [
            type,
            [status, reason, text],
          ],
        ),
      );
      expect(seen).toEqual({
        Evicted: ['True', 'Preempted', message],
        Preempted: ['True', 'InCohortReclamation', message],
        Admitted: ['False', 'NoReservation', 'The workload has no reservation'],
        Requeued: ['True', 'Preempted', message],
        QuotaReserved: ['False', 'Pending', message],
      });
      const suspended = await sandbox.get<Job>(KINDS.job, 'ft-2', 'team-a');
      expect(suspended.spec.suspend).toBe(true);
      expect(suspended.spec.template.spec.nodeSelector).toEqual({
        'kaiwo/worker': 'true',
      });
      await sandbox.until<KaiwoJob>(
        KAIWO_KINDS.job,
        'ft-2',
        'team-a',
        job => job.status?.status === 'PENDING',
      );
      await sandbox.untilEvents('ft-2', 'team-a', [
        'Suspended',
        'Stopped',
        'WorkloadPending',
      ]);
      const waiting = await sandbox.untilEvents(
        preemptor.metadata.name,
        'team-b',
        ['Pending', 'Admitted'],
      );
      expect(waiting.find(event => event.reason === 'Pending')?.message).toBe(
        "couldn't assign flavors to pod set main: insufficient unused quota for amd.com/gpu in flavor mi300x, 8 more needed. Pending the preemption of 1 workload(s)",
      );

      // The owner's run ends after its 2,000 simulated seconds, and the borrower comes back by itself.
      const step =
        suspended.metadata.annotations?.['sandbox.silogen.ai/checkpoint-step'];
      await sandbox.until<KaiwoJob>(
        KAIWO_KINDS.job,
        'owner-3',
        'team-b',
        job => job.status?.status === 'COMPLETE',
      );
      await sandbox.until<KaiwoJob>(
        KAIWO_KINDS.job,
        'ft-2',
        'team-a',
        job => job.status?.status === 'RUNNING',
      );
      const again = await sandbox.get<WorkloadObject>(
        KUEUE_KINDS.workload,
        victim.metadata.name,
        'team-a',
      );
      expect(findCondition(again.status?.conditions, 'Evicted')).toMatchObject({
        status: 'False',
        reason: 'QuotaReserved',
        message: `Previously: ${message}`,
      });
      const pods = await sandbox.list<Pod>(KINDS.pod, 'team-a');
      const resumed = pods.find(
        pod => pod.metadata.labels?.['job-name'] === 'ft-2',
      );
      const stream = await sandbox.cluster
        .client()
        .logs('team-a', resumed!.metadata.name, { follow: true });
      await expect(untilText(stream, 'Resuming from')).resolves.toContain(
        `checkpoint-${step}`,
      );
    });

    it('says what is missing, and removes everything when a KaiwoJob is deleted', async () => {
      await applyTwoTeams();
      await sandbox.apply(
        kaiwoJob('big', 'team-a', { gpus: 32, replicas: 4, gpusPerReplica: 8 }),
      );
      const workload = await sandbox
        .until<Job>(KINDS.job, 'big', 'team-a', () => true)
        .then(() =>
          sandbox
            .untilEvents('big', 'team-a', ['CreatedWorkload'])
            .then(() => workloadOf('big', 'team-a')),
        );
      const refused = await sandbox.until<WorkloadObject>(
        KUEUE_KINDS.workload,
        workload.metadata.name,
        'team-a',
        object =>
          findCondition(object.status?.conditions, 'QuotaReserved')?.status ===
          'False',
      );
      expect(
        findCondition(refused.status?.conditions, 'QuotaReserved'),
      ).toMatchObject({
        reason: 'Pending',
        message:
          "couldn't assign flavors to pod set main: insufficient quota for amd.com/gpu in flavor mi300x, request > maximum capacity (32 > 16)",
      });
      const client = sandbox.cluster.client();
      const type = (await client.discover(KAIWO_KINDS.job))!;
      await client.delete(type, 'big', 'team-a');
      await sandbox.untilGone(KINDS.job, 'big', 'team-a');
      await sandbox.untilGone(
        KUEUE_KINDS.workload,
        workload.metadata.name,
        'team-a',
      );
    });
  });

  it('refuses a KaiwoJob that no node can run', async () => {
    await applyTwoTeams();
    await sandbox.apply(kaiwoJob('nvidia', 'team-a', { gpuVendor: 'nvidia' }));
    const refused = await sandbox.until<KaiwoJob>(
      KAIWO_KINDS.job,
      'nvidia',
      'team-a',
      job => job.status?.status === 'ERROR',
    );
    expect(
      findCondition(refused.status?.conditions, 'Schedulable'),
    ).toMatchObject({
      status: 'False',
      reason: 'NoGPUs',
      message: 'Cluster has 0 GPUs (vendor: nvidia)',
    });
    expect(await sandbox.list(KINDS.job, 'team-a')).toEqual([]);
  });

  it('goes on with a running pod after a restart of the controllers, without a second start', async () => {
    await applyTwoTeams();
    await sandbox.apply(kaiwoJob('own-1', 'team-a'));
    await sandbox.until<KaiwoJob>(
      KAIWO_KINDS.job,
      'own-1',
      'team-a',
      job => job.status?.status === 'RUNNING',
    );
    const [before] = await sandbox.list<Pod>(KINDS.pod, 'team-a');
    await sandbox.restartControllers();
    await sandbox.until<KaiwoJob>(
      KAIWO_KINDS.job,
      'own-1',
      'team-a',
      job => job.status?.status === 'COMPLETE',
    );
    const pods = await sandbox.list<Pod>(KINDS.pod, 'team-a');
    expect(pods.map(pod => pod.metadata.uid)).toEqual([before.metadata.uid]);
    const text = await new Response(
      await sandbox.cluster.client().logs('team-a', pods[0].metadata.name),
    ).text();
    const lines = text.trim().split('\n');
    expect(lines.filter(line => line.startsWith('Started'))).toHaveLength(1);
    expect(new Set(lines).size).toBeGreaterThan(90);
    expect(lines.at(-1)).toBe('Finished');
  });
});

async function untilText(
  stream: ReadableStream<Uint8Array>,
  wanted: string,
): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += value ? decoder.decode(value, { stream: true }) : '';
    const line = text.split('\n').find(candidate => candidate.includes(wanted));
    if (line || done) {
      await reader.cancel();
      return line ?? text;
    }
  }
}
