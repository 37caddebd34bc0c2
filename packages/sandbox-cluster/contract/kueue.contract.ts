import { randomBytes } from 'node:crypto';
import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import type { KueueRelease } from '@silogen/kueue-admission';
import {
  eventually,
  LOCAL_QUEUE,
  typeOf,
  type ContractTarget,
} from './context';
import {
  CLUSTER_QUEUE,
  isTrue,
  RESOURCE_FLAVOR,
  WORKLOAD,
} from './kaiwoFixtures';
import {
  evictionComplete,
  gpuWorkload,
  heldPod,
  queueOfGpus,
} from './kueueFixtures';

const NAMESPACE = { group: '', kind: 'Namespace' };
const POD = { group: '', kind: 'Pod' };

const GATES: Record<KueueRelease, string[]> = {
  '0.12': ['kueue.x-k8s.io/admission'],
  '0.19': ['kueue.x-k8s.io/admission', 'kueue.x-k8s.io/topology'],
};

/** Who gets the room of a victim: in 0.12 whoever comes first in the queue by then. */
const ROOM_GOES_TO: Record<KueueRelease, string> = {
  '0.12': 'urgent',
  '0.19': 'preemptor',
};

/** The release shows in what it serves: v1beta2 came with 0.15. */
async function releaseOf(client: ClusterClient): Promise<KueueRelease> {
  const newer = { ...WORKLOAD, versions: ['v1beta2'] };
  // What the client knows may be from a moment when this cluster was just being set up.
  const found = await client.discover(newer, { refresh: true });
  return found ? '0.19' : '0.12';
}

/**
 * Kueue where its releases differ, or a job's controller would hide what it does. Without Kaiwo, which would delete the
 * queues of these contracts.
 */
export function kueueContracts(target: () => ContractTarget): void {
  const suffix = randomBytes(2).toString('hex');
  const namespace = `kueue-${suffix}`;
  const lender = `lender-${suffix}`;
  const borrower = `borrower-${suffix}`;
  const pods = `pods-${suffix}`;
  let client: ClusterClient;
  let release: KueueRelease;

  const workload = (name: string, queue: string, priority: number) =>
    gpuWorkload({ namespace, name, queue, priority });

  async function submit(object: KubeObject): Promise<KubeObject> {
    return client.create(await typeOf(client, WORKLOAD), object);
  }

  async function untilWorkload(
    name: string,
    wanted: (workload: KubeObject | undefined) => boolean,
  ): Promise<void> {
    const workloads = await typeOf(client, WORKLOAD);
    await eventually(client, workloads, { name, namespace }, wanted);
  }

  // In a block of its own, so that its clean-up runs before that of the target.
  describe('Kueue', () => {
    beforeAll(async () => {
      ({ client } = target());
      release = await releaseOf(client);
      await client.create(await typeOf(client, NAMESPACE), {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, labels: { 'kueue-managed': 'true' } },
      });
      await client.create(await typeOf(client, RESOURCE_FLAVOR), {
        apiVersion: 'kueue.x-k8s.io/v1beta1',
        kind: 'ResourceFlavor',
        metadata: { name: namespace },
        spec: { nodeLabels: { 'kubernetes.io/os': 'linux' } },
      });
      const queues = await typeOf(client, CLUSTER_QUEUE);
      const localQueues = await typeOf(client, LOCAL_QUEUE);
      const options = { flavor: namespace, namespace };
      for (const [name, gpus, cohort] of [
        [lender, 8, namespace],
        [borrower, 0, namespace],
        [pods, 8, undefined],
      ] as const) {
        const made = queueOfGpus({ ...options, name, gpus, cohort });
        await client.create(queues, made.clusterQueue);
        await client.create(localQueues, made.localQueue);
        await eventually(client, queues, { name }, object =>
          isTrue(object, 'Active'),
        );
      }
    });

    afterAll(async () => {
      await client.delete(await typeOf(client, NAMESPACE), namespace);
      const queues = await typeOf(client, CLUSTER_QUEUE);
      for (const name of [lender, borrower, pods]) {
        await client.delete(queues, name);
      }
      await client.delete(await typeOf(client, RESOURCE_FLAVOR), namespace);
    });

    it('holds a pod of a queue behind gates until there is quota', async () => {
      const type = await typeOf(client, POD);
      const gatesOf = (pod: KubeObject | undefined) =>
        (pod?.spec as { schedulingGates?: { name: string }[] }).schedulingGates;
      const held = GATES[release].map(name => ({ name }));
      const options = { namespace, queue: pods };
      await client.create(type, heldPod({ ...options, name: 'first' }));
      await eventually(
        client,
        type,
        { name: 'first', namespace },
        pod => gatesOf(pod) === undefined,
      );
      const next = heldPod({ ...options, name: 'next' });
      expect(gatesOf(await client.create(type, next))).toEqual(held);
    });

    it('gives the room of those evicted to who comes first by then', async () => {
      await submit(workload('victim', borrower, 0));
      await untilWorkload('victim', object => isTrue(object, 'Admitted'));
      await submit(workload('preemptor', lender, 0));
      await untilWorkload('victim', object => isTrue(object, 'Evicted'));
      await submit(workload('urgent', lender, 100));
      const queues = await typeOf(client, CLUSTER_QUEUE);
      const { status } = (await eventually(
        client,
        queues,
        { name: lender },
        object =>
          (object?.status as { pendingWorkloads?: number })
            ?.pendingWorkloads === 2,
      ))!;
      expect(status).toMatchObject({ admittedWorkloads: 0 });

      const workloads = await typeOf(client, WORKLOAD);
      const victim = await client.get(workloads, 'victim', namespace);
      // The quota is the victim's until its pods are gone, which its job's controller would say.
      expect(isTrue(victim, 'QuotaReserved')).toBe(true);
      await client.patch(workloads, 'victim', namespace, {
        type: 'merge',
        body: { status: evictionComplete(victim, new Date()) },
        subresource: 'status',
      });
      await untilWorkload(ROOM_GOES_TO[release], object =>
        isTrue(object, 'Admitted'),
      );
    });
  });
}
