import type { ClusterClient, KubeObject } from '@silogen/cluster-client';
import { typeOf } from '../apply';
import { waitFor } from '../waitFor';

const KUEUE = 'kueue.x-k8s.io/v1beta1';

export interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
}

/** Queues of a cohort, of so many GPUs each, with the preemption that cluster-forge sets. */
export function cohortOf(
  cohort: string,
  gpusByTeam: Record<string, number>,
): KubeObject[] {
  const kueue = (
    kind: string,
    name: string,
    spec: object,
    namespace?: string,
  ) => ({
    apiVersion: KUEUE,
    kind,
    metadata: { name, namespace },
    spec,
  });
  const queues = Object.entries(gpusByTeam).flatMap(([team, gpus]) => [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: team, labels: { 'kueue-managed': 'true' } },
    },
    kueue('ClusterQueue', team, {
      cohort,
      namespaceSelector: {},
      preemption: {
        reclaimWithinCohort: 'Any',
        borrowWithinCohort: { policy: 'Never' },
        withinClusterQueue: 'LowerPriority',
      },
      resourceGroups: [
        {
          coveredResources: ['memory', 'cpu', 'amd.com/gpu'],
          flavors: [
            {
              name: cohort,
              resources: [
                { name: 'memory', nominalQuota: `${gpus * 32}Gi` },
                { name: 'cpu', nominalQuota: String(gpus * 4) },
                { name: 'amd.com/gpu', nominalQuota: String(gpus) },
              ],
            },
          ],
        },
      ],
    }),
    kueue('LocalQueue', team, { clusterQueue: team }, team),
  ]);
  const nodeLabels = { 'kubernetes.io/os': 'linux' };
  return [kueue('ResourceFlavor', cohort, { nodeLabels }), ...queues];
}

/** A Job of one pod with eight GPUs, four CPUs and 32 GiB each, in its namespace's queue. */
export function gpuJob(
  namespace: string,
  name: string,
  annotations: Record<string, string> = {},
): KubeObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      labels: { 'kueue.x-k8s.io/queue-name': namespace },
    },
    spec: {
      backoffLimit: 0,
      template: {
        metadata: { annotations },
        spec: {
          restartPolicy: 'Never',
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
  };
}

/** Reads Kueue's objects and the events about them. */
export class Kueue {
  readonly client: ClusterClient;

  static of(client: ClusterClient): Kueue {
    return new Kueue(client);
  }

  private constructor(client: ClusterClient) {
    this.client = client;
  }

  async submit(object: KubeObject): Promise<KubeObject> {
    return this.client.create(await typeOf(this.client, object), object);
  }

  /** The workload that Kueue made for an object, once it is as wanted. */
  async workloadOf(
    owner: KubeObject,
    wanted: (conditions: Record<string, Condition>) => boolean = () => true,
  ): Promise<{ workload: KubeObject; conditions: Record<string, Condition> }> {
    const type = await typeOf(this.client, {
      apiVersion: KUEUE,
      kind: 'Workload',
    });
    const { name, namespace, uid } = owner.metadata;
    let found: KubeObject | undefined;
    await waitFor({
      what: `the workload of ${namespace}/${name}`,
      timeoutMs: 60_000,
      check: async () => {
        const { items } = await this.client.list(type, { namespace });
        found = items.find(({ metadata }) =>
          metadata.ownerReferences?.some(reference => reference.uid === uid),
        );
        return found !== undefined && wanted(conditionsOf(found));
      },
    });
    return { workload: found!, conditions: conditionsOf(found!) };
  }

  async eventsOf({
    metadata,
  }: KubeObject): Promise<{ reason: string; message: string }[]> {
    const type = await typeOf(this.client, { apiVersion: 'v1', kind: 'Event' });
    const { name, namespace } = metadata;
    const { items } = await this.client.list(type, {
      namespace,
      fieldSelector: `involvedObject.name=${name}`,
    });
    return items as unknown as { reason: string; message: string }[];
  }

  /** An event of this object whose message ends so. */
  async untilEvent(object: KubeObject, message: RegExp): Promise<void> {
    await waitFor({
      what: `an event like ${message}`,
      timeoutMs: 60_000,
      check: async () =>
        (
          await this.eventsOf(object)
        ).some(event => message.test(event.message)),
    });
  }

  /** Sets the nominal GPUs of a queue by hand. */
  async setGpus(queue: string, gpus: number): Promise<void> {
    const target = { apiVersion: KUEUE, kind: 'ClusterQueue' };
    const path = '/spec/resourceGroups/0/flavors/0/resources';
    const each = [`${gpus * 32}Gi`, gpus * 4, gpus];
    await this.client.patch(
      await typeOf(this.client, target),
      queue,
      undefined,
      {
        type: 'json',
        body: each.map((value, at) => ({
          op: 'replace',
          path: `${path}/${at}/nominalQuota`,
          value: String(value),
        })),
      },
    );
  }

  async queue(name: string): Promise<KubeObject> {
    const target = { apiVersion: KUEUE, kind: 'ClusterQueue' };
    return this.client.get(await typeOf(this.client, target), name);
  }
}

export function conditionsOf({
  status,
}: KubeObject): Record<string, Condition> {
  const { conditions = [] } = (status ?? {}) as { conditions?: Condition[] };
  return Object.fromEntries(conditions.map(each => [each.type, each]));
}

export function isTrue(type: string) {
  return (conditions: Record<string, Condition>) =>
    conditions[type]?.status === 'True';
}
