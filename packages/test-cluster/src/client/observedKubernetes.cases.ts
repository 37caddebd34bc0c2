import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import type { KueueRelease } from '@silogen/sandbox-cluster';
import { apply, applyAll, typeOf } from '../apply';
import { pod, untilObject } from '../testing/objects';
import type { ClusterOf } from './clientCases';
import { kueueMetrics, valuesByQueue } from './kueueMetrics';
import { cohortOf, gpuJob, isTrue, Kueue } from './observed';

const labelled = (value: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'labelled',
    namespace: 'default',
    labels: { 'kaiwo.silogen.ai/user': value },
  },
});

const eventOfNode = (namespace: string): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'of-a-node', namespace },
    involvedObject: { apiVersion: 'v1', kind: 'Node', name: 'mi300x-1' },
    reason: 'Seen',
    message: 'seen',
    type: 'Normal',
  } as KubeObject);

/** Kueue 0.19 shows the new word in the old version of its API too. */
const WHEN_CAN_BORROW: Record<KueueRelease, string> = {
  '0.12': 'Borrow',
  '0.19': 'MayStopSearch',
};

/** What the observations take for granted of Kubernetes itself, and of defaults that Kueue fills in. */
export function kubernetesFacts(
  release: KueueRelease,
  clusterOf: ClusterOf,
): void {
  let client: ClusterClient;

  beforeAll(() => {
    ({ client } = clusterOf());
  });

  const create = async (object: KubeObject) =>
    client.create(await typeOf(client, object), object);

  describe('the API server', () => {
    it.each<[string, KubeObject]>([
      [
        'an address as a label, once the @ is a -',
        labelled('dev-example.test'),
      ],
      ['an event of a cluster-scoped object', eventOfNode('default')],
    ])('takes %s', async (_, object) => {
      expect(await create(object)).toHaveProperty('metadata.uid');
    });

    it.each<[string, KubeObject, string]>([
      [
        'an address as a label',
        labelled('dev@example.test'),
        'metadata.labels',
      ],
      [
        'an event of a cluster-scoped object beside namespace default',
        eventOfNode('kueue-system'),
        'involvedObject.namespace',
      ],
    ])('refuses %s', async (_, object, field) => {
      await expect(create(object)).rejects.toMatchObject({
        code: 422,
        reason: 'Invalid',
        details: [expect.objectContaining({ field })],
      });
    });

    it('notes no last configuration of what is applied server-side', async () => {
      const { annotations } = (await apply(client, labelled('dev'))).metadata;
      expect(annotations).toBeUndefined();
    });

    it('takes limits for requests where none are given', async () => {
      const limits = { 'amd.com/gpu': '8', cpu: '32', memory: '256Gi' };
      const limited = pod('limited', { limits });
      const { spec } = await client.create(
        await typeOf(client, limited),
        limited,
        { dryRun: true },
      );
      expect(spec).toMatchObject({
        containers: [{ resources: { limits, requests: limits } }],
      });
    });
  });

  describe('a pod', () => {
    it('waits for the scheduler that it names; nobody else looks at it', async () => {
      const named = (name: string, schedulerName: string): KubeObject => {
        const { spec, ...rest } = pod(name);
        return { ...rest, spec: { ...(spec as object), schedulerName } };
      };
      const alone = await create(named('alone', 'nobody'));
      const placed = await create(named('placed', 'kaiwo-scheduler'));
      await untilObject(client, placed, ({ phase }) => phase === 'Running');
      const { name, namespace } = alone.metadata;
      const type = await typeOf(client, alone);
      expect((await client.get(type, name, namespace)).status).toEqual({
        phase: 'Pending',
        qosClass: 'BestEffort',
      });
    });
  });

  describe('what Kueue adds', () => {
    it('is in a ClusterQueue what it leaves out', async () => {
      const queue = await create({
        apiVersion: 'kueue.x-k8s.io/v1beta1',
        kind: 'ClusterQueue',
        metadata: { name: 'as-it-is' },
        spec: { namespaceSelector: {} },
      });
      expect(queue.spec).toMatchObject({
        namespaceSelector: {},
        queueingStrategy: 'BestEffortFIFO',
        stopPolicy: 'None',
        flavorFungibility: {
          whenCanBorrow: WHEN_CAN_BORROW[release],
          whenCanPreempt: 'TryNextFlavor',
        },
        preemption: {
          borrowWithinCohort: { policy: 'Never' },
          reclaimWithinCohort: 'Never',
          withinClusterQueue: 'Never',
        },
      });
    });

    it("are a flavor's node labels, to a Job's own; an admitted Job stays in its queue", async () => {
      const kueue = Kueue.of(client);
      await applyAll(client, cohortOf('chosen', { choosy: 8 }));
      const wanted = gpuJob('choosy', 'picky');
      const { template } = wanted.spec as { template: { spec: object } };
      Object.assign(template.spec, {
        nodeSelector: { 'kubernetes.io/arch': 'amd64' },
      });
      const job = await kueue.submit(wanted);
      await kueue.workloadOf(job, isTrue('Admitted'));
      await untilObject(client, job, ({ active }) => active === 1);
      const type = await typeOf(client, job);
      const admitted = await client.get(type, 'picky', 'choosy');
      expect(admitted.spec).toMatchObject({
        template: {
          spec: {
            nodeSelector: {
              'kubernetes.io/arch': 'amd64',
              'kubernetes.io/os': 'linux',
            },
          },
        },
      });
      await expect(
        client.patch(type, 'picky', 'choosy', {
          type: 'merge',
          body: {
            metadata: { labels: { 'kueue.x-k8s.io/queue-name': 'another' } },
          },
        }),
      ).rejects.toMatchObject({
        code: 403,
        message: expect.stringMatching(/queue-name.*: field is immutable/),
      });
    });
  });

  describe('the configuration of cluster-forge', () => {
    it('has no metrics of quotas, no shares, and waits for no pods', async () => {
      const kueue = Kueue.of(client);
      await applyAll(client, cohortOf('plain', { plain: 0, other: 8 }));
      const job = await kueue.submit(gpuJob('plain', 'borrower'));
      await kueue.workloadOf(job, isTrue('Admitted'));
      await untilObject(client, job, ({ ready }) => ready === 1);
      // Later releases say and count when pods are ready, whether they wait for them or not.
      const { conditions } = await kueue.workloadOf(
        job,
        ({ PodsReady }) => release === '0.12' || PodsReady?.status === 'True',
      );
      expect('PodsReady' in conditions).toBe(release === '0.19');
      const text = await kueueMetrics(clusterOf());
      const of = (name: string) => valuesByQueue(text, `kueue_${name}`);
      expect(of('reserving_active_workloads')).toMatchObject({ plain: 1 });
      expect(of('cluster_queue_nominal_quota')).toEqual({});
      expect(of('cluster_queue_weighted_share')).toEqual({});
      expect('plain' in of('ready_wait_time_seconds_count')).toBe(
        release === '0.19',
      );
      const { status } = await kueue.queue('plain');
      expect(status).not.toHaveProperty('fairSharing.weightedShare');
    });
  });
}
