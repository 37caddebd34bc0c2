import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import type { KueueRelease } from '@silogen/sandbox-cluster';
import { kueueContracts } from '@silogen/sandbox-cluster/contract/kueue.contract';
import { applyAll, typeOf } from '../apply';
import { startTestCluster, type TestCluster } from '../startTestCluster';
import { untilObject } from '../testing/objects';
import { describeOnTestCluster } from '../testing/onTestCluster';
import { waitFor } from '../waitFor';
import { cohortOf, gpuJob, isTrue, Kueue } from './observed';
import { kubernetesFacts } from './observedKubernetes.cases';

jest.setTimeout(240_000);

const GATES: Record<KueueRelease, string[]> = {
  '0.12': ['kueue.x-k8s.io/admission'],
  '0.19': ['kueue.x-k8s.io/admission', 'kueue.x-k8s.io/topology'],
};

const RUN_FOR = 'test-cluster.silogen.ai/run-for';

/** Kubernetes' times are whole seconds; Kueue orders by them. */
async function untilNextSecond(): Promise<void> {
  const second = Math.floor(Date.now() / 1000);
  await waitFor({
    what: 'the next second',
    check: async () => Math.floor(Date.now() / 1000) > second,
  });
}

/** What `reference/observed-kaiwo-kueue.md` says of Kubernetes and Kueue. */
function observations(
  release: KueueRelease,
  clusterOf: () => TestCluster,
): void {
  let client: ClusterClient;
  let kueue: Kueue;

  beforeAll(async () => {
    ({ client } = clusterOf());
    kueue = Kueue.of(client);
  });

  async function jobIs(
    job: KubeObject,
    wanted: (job: Record<string, any>) => boolean,
  ): Promise<KubeObject> {
    const type = await typeOf(client, job);
    const { name, namespace } = job.metadata;
    await waitFor({
      what: `Job ${name}`,
      timeoutMs: 60_000,
      check: async () => wanted(await client.get(type, name, namespace)),
    });
    return client.get(type, name, namespace);
  }

  async function podsOf(namespace: string): Promise<KubeObject[]> {
    const type = await typeOf(client, { apiVersion: 'v1', kind: 'Pod' });
    return (await client.list(type, { namespace })).items;
  }

  async function gpusOf(queue: string) {
    const { status } = await kueue.queue(queue);
    const { flavorsReservation = [] } = (status ?? {}) as {
      flavorsReservation?: {
        resources: { name: string; total: string; borrowed: string }[];
      }[];
    };
    return flavorsReservation[0]?.resources ?? [];
  }

  describe('a Job in a queue', () => {
    const queues = cohortOf('single', { alone: 8 });

    beforeAll(() => applyAll(client, queues));

    it('is suspended at its creation, and gets what Kubernetes adds by default', async () => {
      const job = await kueue.submit(gpuJob('alone', 'own-1'));
      expect(job.spec).toMatchObject({
        suspend: true,
        backoffLimit: 0,
        podReplacementPolicy: 'TerminatingOrFailed',
        completionMode: 'NonIndexed',
      });
      expect(job.spec).not.toHaveProperty('ttlSecondsAfterFinished');
    });

    it('has a Workload job-<job>-<5 hex> of which it is the owner; the messages of its admission', async () => {
      const job = await jobIs(
        gpuJob('alone', 'own-1'),
        ({ spec }) => !spec.suspend,
      );
      const { workload, conditions } = await kueue.workloadOf(
        job,
        isTrue('Admitted'),
      );
      expect(workload.metadata.name).toMatch(/^job-own-1-[0-9a-f]{5}$/);
      expect(conditions).toMatchObject({
        QuotaReserved: {
          status: 'True',
          reason: 'QuotaReserved',
          message: 'Quota reserved in ClusterQueue alone',
        },
        Admitted: {
          status: 'True',
          reason: 'Admitted',
          message: 'The workload is admitted',
        },
      });
    });

    it("puts the flavor's node labels into the pods' nodeSelector", async () => {
      const job = await jobIs(
        gpuJob('alone', 'own-1'),
        ({ spec }) => !spec.suspend,
      );
      expect(job).toMatchObject({
        spec: {
          template: {
            spec: { nodeSelector: { 'kubernetes.io/os': 'linux' } },
          },
        },
      });
    });

    it('waits with Pending and the GPUs that are missing', async () => {
      const job = await kueue.submit(gpuJob('alone', 'own-2'));
      const { conditions } = await kueue.workloadOf(job, ({ QuotaReserved }) =>
        Boolean(QuotaReserved),
      );
      expect(conditions.QuotaReserved).toMatchObject({
        status: 'False',
        reason: 'Pending',
        message: expect.stringMatching(
          /^couldn't assign flavors to pod set main: .*insufficient unused quota for amd\.com\/gpu in flavor single, 8 more needed/,
        ),
      });
      expect(conditions.Admitted).toBeUndefined();
    });

    it('keeps what was admitted while a hand edit stood, after it was set back', async () => {
      const waiting = [gpuJob('alone', 'own-2'), gpuJob('alone', 'own-3')];
      await kueue.submit(waiting[1]);
      await kueue.setGpus('alone', 99);
      for (const job of waiting) {
        await jobIs(job, ({ spec }) => !spec.suspend);
      }
      await kueue.setGpus('alone', 8);
      // Whatever Kueue makes of it, it has made of it once it has judged the next one.
      const next = await kueue.submit(gpuJob('alone', 'own-4'));
      await kueue.workloadOf(next, ({ QuotaReserved }) =>
        Boolean(QuotaReserved),
      );
      for (const job of waiting) {
        const kept = await jobIs(job, () => true);
        expect(kept.spec).toMatchObject({ suspend: false });
      }
      await waitFor({
        what: 'the usage',
        check: async () => (await gpusOf('alone'))[0]?.borrowed === '16',
      });
      expect(await gpusOf('alone')).toEqual([
        // Of nobody: the cohort has no more than its own eight.
        { name: 'amd.com/gpu', total: '24', borrowed: '16' },
        { name: 'cpu', total: '96', borrowed: '64' },
        { name: 'memory', total: '768Gi', borrowed: '512Gi' },
      ]);
    });
  });

  describe('reclaim', () => {
    beforeAll(async () => {
      await applyAll(client, cohortOf('hall', { 'team-a': 8, 'team-b': 8 }));
      for (const name of ['ft-1', 'ft-2']) {
        const job = await kueue.submit(gpuJob('team-a', name));
        await kueue.workloadOf(job, isTrue('Admitted'));
        await untilNextSecond();
      }
    });

    it("names a flavor's resources alphabetically, total and borrowed as quantities", async () => {
      await waitFor({
        what: 'the usage',
        check: async () => (await gpusOf('team-a'))[0]?.total === '16',
      });
      expect(await gpusOf('team-a')).toEqual([
        { name: 'amd.com/gpu', total: '16', borrowed: '8' },
        { name: 'cpu', total: '64', borrowed: '32' },
        { name: 'memory', total: '512Gi', borrowed: '256Gi' },
      ]);
    });

    it('evicts the borrower within the cohort: five conditions, one message', async () => {
      const owner = await kueue.submit(
        gpuJob('team-b', 'own-1', { [RUN_FOR]: '4s' }),
      );
      const victim = await jobIs(
        gpuJob('team-a', 'ft-2'),
        ({ spec }) => spec.suspend,
      );
      const { workload, conditions } = await kueue.workloadOf(
        victim,
        ({ Evicted, Requeued }) => Boolean(Evicted && Requeued),
      );
      const owners = await kueue.workloadOf(owner);
      const message = expect.stringMatching(
        new RegExp(
          `^Preempted to accommodate a workload \\(UID: ${owners.workload.metadata.uid}, JobUID: ${owner.metadata.uid}\\) due to reclamation within the cohort`,
        ),
      );
      expect(conditions).toMatchObject({
        Evicted: { status: 'True', reason: 'Preempted', message },
        Preempted: { status: 'True', reason: 'InCohortReclamation', message },
        Requeued: { status: 'True', reason: 'Preempted', message },
        QuotaReserved: { status: 'False', reason: 'Pending' },
        Admitted: {
          status: 'False',
          reason: 'NoReservation',
          message: 'The workload has no reservation',
        },
      });
      expect(workload.metadata.name).toMatch(/^job-ft-2-[0-9a-f]{5}$/);
      // The owner's wait for its victim is told by an event, not by its condition.
      await kueue.untilEvent(
        owners.workload,
        /\. Pending the preemption of 1 workload\(s\)/,
      );
    });

    it("suspends the borrower's Job, and deletes its pod", async () => {
      const job = gpuJob('team-a', 'ft-2');
      await kueue.untilEvent(job, /^Deleted pod: ft-2-/);
      await kueue.untilEvent(job, /^Preempted to accommodate a workload/);
      const events = await kueue.eventsOf(job);
      expect(events).toContainEqual(
        expect.objectContaining({
          reason: 'Suspended',
          message: 'Job suspended',
        }),
      );
      expect(events).toContainEqual(
        expect.objectContaining({
          reason: 'Stopped',
          message: expect.stringMatching(
            /^Preempted to accommodate a workload/,
          ),
        }),
      );
    });

    it('admits the borrower again by itself when the owner is done', async () => {
      await jobIs(
        gpuJob('team-b', 'own-1'),
        ({ status }) => status.succeeded === 1,
      );
      await jobIs(
        gpuJob('team-a', 'ft-2'),
        ({ spec, status }) => !spec.suspend && status.active === 1,
      );
      await waitFor({
        what: 'the pods of both',
        check: async () =>
          (
            await podsOf('team-a')
          ).filter(
            ({ status }) => (status as { phase: string }).phase === 'Running',
          ).length === 2,
      });
    });
  });

  describe('two heads of a cohort', () => {
    it('say that one no longer fits after the other was taken', async () => {
      await applyAll(client, cohortOf('pair', { left: 0, right: 0 }));
      const [left, right] = [
        await kueue.submit(gpuJob('left', 'head')),
        await kueue.submit(gpuJob('right', 'head')),
      ];
      for (const job of [left, right]) {
        await kueue.workloadOf(job, ({ QuotaReserved }) =>
          Boolean(QuotaReserved),
        );
      }
      await kueue.setGpus('left', 8);
      await kueue.workloadOf(left, isTrue('Admitted'));
      const { workload } = await kueue.workloadOf(right);
      await kueue.untilEvent(
        workload,
        /Workload no longer fits after processing another workload/,
      );
    });
  });

  describe("a Deployment's pods", () => {
    it('have one Workload each, pod-<pod>-<5 hex>, and a gate until it is admitted', async () => {
      await applyAll(client, cohortOf('serving', { serve: 8 }));
      const labels = { app: 'model', 'kueue.x-k8s.io/queue-name': 'serve' };
      const deployment = await kueue.submit({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'model', namespace: 'serve', labels },
        spec: {
          replicas: 2,
          selector: { matchLabels: { app: 'model' } },
          template: {
            metadata: { labels: { app: 'model' } },
            spec: {
              containers: [
                {
                  name: 'main',
                  image: 'registry.test/nothing:1',
                  resources: {
                    limits: { 'amd.com/gpu': '8', cpu: '32', memory: '256Gi' },
                  },
                },
              ],
            },
          },
        },
      });
      await untilObject(
        client,
        deployment,
        ({ availableReplicas }) => availableReplicas === 1,
      );
      const pods = await podsOf('serve');
      expect(pods).toHaveLength(2);
      const gates = pods.map(
        ({ spec }) => (spec as { schedulingGates?: object[] }).schedulingGates,
      );
      expect(gates).toContainEqual(undefined);
      expect(gates).toContainEqual(
        // Kueue 0.19 holds a pod for its place in the topology too, whether its flavor has one or not.
        GATES[release].map(name => ({ name })),
      );
      for (const pod of pods) {
        const { workload } = await kueue.workloadOf(pod);
        expect(workload.metadata.name).toMatch(
          new RegExp(`^pod-${pod.metadata.name}-[0-9a-f]{5}$`),
        );
      }
    });
  });
}

(['0.12', '0.19'] as const).forEach(release =>
  describeOnTestCluster(`test cluster: Kueue ${release}`, () => {
    let cluster: TestCluster;

    beforeAll(async () => {
      cluster = await startTestCluster({
        // Eight GPUs a job, nine jobs at the most.
        nodes: { mi300x: 10 },
        kueue: release,
      });
    });

    afterAll(() => cluster?.stop());

    describe('as observed', () => {
      observations(release, () => cluster);
      kubernetesFacts(release, () => cluster);
    });

    // The clusters of the other contracts have Kaiwo, or its load.
    kueueContracts(() => ({ client: cluster.client }));
  }),
);
