import { randomBytes } from 'node:crypto';
import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import {
  eventually,
  LOCAL_QUEUE,
  typeOf,
  untilLaterSecond,
  type ContractTarget,
} from './context';
import {
  CLUSTER_QUEUE,
  condition,
  gpuJob,
  isTrue,
  KAIWO_JOB,
  KAIWO_QUEUE_CONFIG,
  queueConfigSpec,
  RESOURCE_FLAVOR,
  WORKLOAD,
} from './kaiwoFixtures';

const JOB = { group: 'batch', kind: 'Job' };

/**
 * Kaiwo and Kueue together, as they were seen (reference/observed-kaiwo-kueue.md). Needs two free nodes of 8 GPUs
 * labelled `kaiwo/gpu-model: mi300x`. Replaces the cluster's queues while it runs and puts them back.
 */
export function kaiwoContracts(target: () => ContractTarget): void {
  const suffix = randomBytes(2).toString('hex');
  const teamA = `team-a-${suffix}`;
  const teamB = `team-b-${suffix}`;
  const flavor = `contract-${suffix}`;
  let client: ClusterClient;
  let specBefore: unknown;

  /** Replaces the spec of the one KaiwoQueueConfig, with the resource version as read. */
  async function configure(
    change: (spec: Record<string, unknown>) => unknown,
  ): Promise<KubeObject> {
    const type = await typeOf(client, KAIWO_QUEUE_CONFIG);
    for (;;) {
      const config = await client.get(type, 'kaiwo');
      const spec = change({ ...(config.spec as Record<string, unknown>) });
      try {
        return await client.replace(type, { ...config, spec });
      } catch (error) {
        if ((error as { reason?: string }).reason !== 'Conflict') {
          throw error;
        }
      }
    }
  }

  async function submit(namespace: string, name: string): Promise<KubeObject> {
    return client.create(
      await typeOf(client, KAIWO_JOB),
      gpuJob(namespace, name),
    );
  }

  /** The Kueue workload of a Job, once it is as wanted. */
  async function workloadOf(
    namespace: string,
    job: string,
    wanted: (workload: KubeObject) => boolean,
  ): Promise<KubeObject> {
    const jobs = await typeOf(client, JOB);
    const workloads = await typeOf(client, WORKLOAD);
    const found = await eventually(
      client,
      jobs,
      { name: job, namespace },
      Boolean,
    );
    let name: string | undefined;
    for (let tries = 0; !name; tries += 1) {
      for await (const workload of client.listAll(workloads, { namespace })) {
        const owners = workload.metadata.ownerReferences ?? [];
        if (owners.some(owner => owner.uid === found?.metadata.uid)) {
          name = workload.metadata.name;
        }
      }
      if (!name && tries > 100) {
        throw new Error(
          `no Kueue workload of job ${namespace}/${job} appeared`,
        );
      }
      if (!name) {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
    const address = { name, namespace };
    const seen = await eventually(client, workloads, address, workload =>
      Boolean(workload && wanted(workload)),
    );
    return seen!;
  }

  // In a block of its own, so that its clean-up runs before that of the target.
  describe('Kaiwo and Kueue', () => {
    beforeAll(async () => {
      ({ client } = target());
      const namespaces = await typeOf(client, { group: '', kind: 'Namespace' });
      for (const name of [teamA, teamB]) {
        await client.create(namespaces, {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name, labels: { 'kueue-managed': 'true' } },
        });
      }
      const configs = await typeOf(client, KAIWO_QUEUE_CONFIG);
      const config = await eventually(
        client,
        configs,
        { name: 'kaiwo' },
        object =>
          (object?.status as { status?: string } | undefined)?.status ===
          'READY',
      );
      specBefore = config?.spec;
    });

    afterAll(async () => {
      await configure(() => specBefore);
      const namespaces = await typeOf(client, { group: '', kind: 'Namespace' });
      await client.delete(namespaces, teamA);
      await client.delete(namespaces, teamB);
    });

    it('creates the queues that KaiwoQueueConfig lists, and tells so', async () => {
      await configure(spec => ({
        ...spec,
        ...queueConfigSpec([teamA, teamB, `idle-${suffix}`], flavor),
      }));
      const queues = await typeOf(client, CLUSTER_QUEUE);
      const queue = await eventually(client, queues, { name: teamA }, object =>
        isTrue(object, 'Active'),
      );
      expect(queue?.spec).toMatchObject({
        cohort: 'contract',
        stopPolicy: 'None',
      });
      const localQueues = await typeOf(client, LOCAL_QUEUE);
      const local = await eventually(
        client,
        localQueues,
        { name: teamA, namespace: teamA },
        Boolean,
      );
      expect(local?.spec).toMatchObject({ clusterQueue: teamA });
      await eventually(
        client,
        await typeOf(client, RESOURCE_FLAVOR),
        { name: flavor },
        Boolean,
      );
      const events = await typeOf(client, { group: '', kind: 'Event' });
      const told = await client.list(events, {
        namespace: 'default',
        fieldSelector:
          'involvedObject.kind=KaiwoQueueConfig,involvedObject.name=kaiwo',
      });
      expect(told.items).toContainEqual(
        expect.objectContaining({
          reason: 'KaiwoQueueConfigClusterQueueCreated',
          message: `created cluster queue /${teamA}`,
        }),
      );
    });

    it('deletes the queues that it does not list', async () => {
      const queues = await typeOf(client, CLUSTER_QUEUE);
      await eventually(client, queues, { name: `idle-${suffix}` }, Boolean);
      await configure(spec => ({
        ...spec,
        ...queueConfigSpec([teamA, teamB], flavor),
      }));
      await eventually(
        client,
        queues,
        { name: `idle-${suffix}` },
        object => object === undefined,
      );
      expect(await client.find(queues, teamA)).toBeDefined();
    });

    it('sets a hand edit of a queue back', async () => {
      const queues = await typeOf(client, CLUSTER_QUEUE);
      const edited = await client.patch(queues, teamB, undefined, {
        type: 'merge',
        body: { spec: { stopPolicy: 'Hold' } },
      });
      expect(edited.spec).toMatchObject({ stopPolicy: 'Hold' });
      await eventually(
        client,
        queues,
        { name: teamB },
        object =>
          (object?.spec as { stopPolicy?: string })?.stopPolicy === 'None',
      );
    });

    it('makes a Job of a KaiwoJob, and Kueue admits it', async () => {
      await submit(teamA, 'own-1');
      const workload = await workloadOf(teamA, 'own-1', object =>
        isTrue(object, 'Admitted'),
      );
      expect(workload.metadata.name).toMatch(/^job-own-1-[0-9a-f]{5}$/);
      expect(condition(workload, 'QuotaReserved')).toMatchObject({
        reason: 'QuotaReserved',
        message: `Quota reserved in ClusterQueue ${teamA}`,
      });
      expect(condition(workload, 'Admitted')).toMatchObject({
        reason: 'Admitted',
        message: 'The workload is admitted',
      });
      const jobs = await typeOf(client, JOB);
      const job = await eventually(
        client,
        jobs,
        { name: 'own-1', namespace: teamA },
        object => (object?.spec as { suspend?: boolean })?.suspend === false,
      );
      expect(job).toMatchObject({
        metadata: {
          labels: {
            'contract.test/run': 'own-1',
            'kaiwo.silogen.ai/user': 'dev-example.test',
            'kueue.x-k8s.io/queue-name': teamA,
          },
          ownerReferences: [
            expect.objectContaining({ kind: 'KaiwoJob', name: 'own-1' }),
          ],
        },
        spec: {
          backoffLimit: 0,
          ttlSecondsAfterFinished: 3600,
          template: {
            spec: {
              nodeSelector: { 'kaiwo/gpu-model': 'mi300x' },
              containers: [
                expect.objectContaining({
                  name: 'workload',
                  resources: expect.objectContaining({
                    limits: { 'amd.com/gpu': '8', cpu: '32', memory: '256Gi' },
                  }),
                }),
              ],
            },
          },
        },
      });
    });

    it('lets a queue borrow, and shows what it borrowed', async () => {
      const first = await workloadOf(teamA, 'own-1', object =>
        isTrue(object, 'Admitted'),
      );
      await untilLaterSecond(
        condition(first, 'QuotaReserved')!.lastTransitionTime,
      );
      await submit(teamA, 'own-2');
      await workloadOf(teamA, 'own-2', object => isTrue(object, 'Admitted'));
      const queues = await typeOf(client, CLUSTER_QUEUE);
      interface Usage {
        flavorsReservation?: {
          name: string;
          resources: { name: string; total: string; borrowed: string }[];
        }[];
      }
      const queue = await eventually(client, queues, { name: teamA }, object =>
        JSON.stringify(
          (object?.status as Usage)?.flavorsReservation ?? '',
        ).includes('"16"'),
      );
      const [usage] = (queue?.status as Usage).flavorsReservation!;
      expect(usage.name).toBe(flavor);
      expect(usage.resources).toContainEqual({
        name: 'amd.com/gpu',
        total: '16',
        borrowed: '8',
      });
      expect(usage.resources.map(resource => resource.name)).toEqual([
        'amd.com/gpu',
        'cpu',
        'memory',
      ]);
    });

    it('keeps waiting what does not fit, and says what is missing', async () => {
      await submit(teamA, 'own-3');
      const workload = await workloadOf(teamA, 'own-3', object =>
        Boolean(
          condition(object, 'QuotaReserved')?.message.includes('more needed'),
        ),
      );
      expect(condition(workload, 'QuotaReserved')).toMatchObject({
        status: 'False',
        reason: 'Pending',
        message: expect.stringMatching(
          new RegExp(
            `insufficient unused quota for amd.com/gpu in flavor ${flavor}, 8 more needed`,
          ),
        ),
      });
      const jobs = await typeOf(client, JOB);
      expect(await client.get(jobs, 'own-3', teamA)).toMatchObject({
        spec: { suspend: true },
      });
      await client.delete(await typeOf(client, KAIWO_JOB), 'own-3', teamA);
      await eventually(
        client,
        jobs,
        { name: 'own-3', namespace: teamA },
        job => job === undefined,
      );
    });

    it('takes a guarantee back from the borrower: suspended, pods deleted, and told why', async () => {
      await submit(teamB, 'owner-1');
      await workloadOf(teamB, 'owner-1', object => isTrue(object, 'Admitted'));
      const victim = await workloadOf(teamA, 'own-2', object =>
        isTrue(object, 'Preempted'),
      );
      expect(condition(victim, 'Evicted')).toMatchObject({
        status: 'True',
        reason: 'Preempted',
      });
      expect(condition(victim, 'Preempted')).toMatchObject({
        reason: 'InCohortReclamation',
        message: expect.stringMatching(
          /^Preempted to accommodate a workload \(UID: .+, JobUID: .+\) due to reclamation within the cohort/,
        ),
      });
      const jobs = await typeOf(client, JOB);
      await eventually(
        client,
        jobs,
        { name: 'own-2', namespace: teamA },
        object => (object?.spec as { suspend?: boolean })?.suspend === true,
      );
      const pods = await typeOf(client, { group: '', kind: 'Pod' });
      const scope = {
        namespace: teamA,
        labelSelector: 'batch.kubernetes.io/job-name=own-2',
      };
      const left = await client.list(pods, scope);
      for (const pod of left.items) {
        await eventually(
          client,
          pods,
          { name: pod.metadata.name, namespace: teamA },
          gone => gone === undefined,
        );
      }
      expect(
        isTrue(await workloadOf(teamA, 'own-1', Boolean), 'Admitted'),
      ).toBe(true);
      const kaiwoJobs = await typeOf(client, KAIWO_JOB);
      await eventually(
        client,
        kaiwoJobs,
        { name: 'own-2', namespace: teamA },
        object => (object?.status as { status?: string })?.status === 'PENDING',
      );
    });

    it('resumes what was suspended once there is room again', async () => {
      await client.delete(await typeOf(client, KAIWO_JOB), 'owner-1', teamB);
      await workloadOf(teamA, 'own-2', object => isTrue(object, 'Admitted'));
      const jobs = await typeOf(client, JOB);
      await eventually(
        client,
        jobs,
        { name: 'own-2', namespace: teamA },
        object => (object?.spec as { suspend?: boolean })?.suspend === false,
      );
    });

    it('deletes Job and Kueue workload with their KaiwoJob', async () => {
      const kaiwoJobs = await typeOf(client, KAIWO_JOB);
      const jobs = await typeOf(client, JOB);
      const workloads = await typeOf(client, WORKLOAD);
      const workload = await workloadOf(teamA, 'own-1', Boolean);
      await client.delete(kaiwoJobs, 'own-1', teamA);
      for (const [type, name] of [
        [kaiwoJobs, 'own-1'],
        [jobs, 'own-1'],
        [workloads, workload.metadata.name],
      ] as const) {
        await eventually(
          client,
          type,
          { name, namespace: teamA },
          object => object === undefined,
        );
      }
    });
  });
}
