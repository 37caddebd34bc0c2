import type {
  AffectedRun,
  QuotaPreview,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject } from '@silogen/cluster-client';
import {
  affectedBy,
  type AdmissionWorkload,
  type AdmissionWorld,
  type SnapshotOptions,
} from '@silogen/kueue-admission';
import { toQueueSpec } from '../clusters/admissionWorld';
import { isGpuResource, toCount } from '../clusters/amounts';
import type { ClusterConnection } from '../clusters/types';
import type { QuotaCheck } from './checkQuota';
import type { ClusterPlan } from './ClusterPlanner';
import { queueSpec } from './queueShape';

const RUN_ID_LABEL = 'airm.silogen.ai/workload-id';

/** What Kueue would do because of a quota: the runs that it would suspend, and the waiting ones that it would start. */
export function affectedRuns(options: {
  connection: ClusterConnection;
  check: QuotaCheck;
  nowMs: number;
}): Pick<QuotaPreview, 'suspended' | 'started'> {
  const { connection, check, nowMs } = options;
  const world = connection.admissionWorld();
  // Against what is wanted already, so that what is still on its way to the cluster is not blamed on this change.
  const affected = affectedBy(
    withQueues(world, check.before),
    withQueues(world, check.after),
    {
      ...kueueRules(connection),
      nowMs,
    },
  );
  const workloads = new Map(
    world.workloads.map(workload => [workload.key, workload]),
  );
  const describe = (keys: readonly string[]) =>
    keys.flatMap(key => {
      const workload = workloads.get(key);
      return workload ? [describeRun(connection, workload)] : [];
    });
  return {
    suspended: describe(affected.suspended.map(({ key }) => key)),
    started: describe(affected.started),
  };
}

/** v1beta2 came with Kueue 0.15; what an admission needs to know of releases changed with it. */
function kueueRules(connection: ClusterConnection): SnapshotOptions {
  return {
    messages:
      connection.served('Workload')?.version === 'v1beta2' ? '0.19' : '0.12',
  };
}

/** The world in which the plan's queues are as wanted; queues that are not ours stay. */
function withQueues(
  world: AdmissionWorld,
  { desired, written }: ClusterPlan,
): AdmissionWorld {
  const foreign = world.clusterQueues.filter(
    ({ name }) =>
      !written.ClusterQueue.has(name) &&
      !desired.clusterQueues.some(queue => queue.name === name),
  );
  const flavors = new Map(
    [...world.flavors, ...desired.flavors].map(
      flavor => [flavor.name, flavor] as const,
    ),
  );
  return {
    ...world,
    clusterQueues: [
      ...foreign,
      ...desired.clusterQueues.map(queue =>
        toQueueSpec(queue.name, queueSpec(queue, 'v1beta1')),
      ),
    ],
    flavors: [...flavors.values()],
  };
}

/** The Kueue workload's job and what owns that: a KaiwoJob owns a Job. */
function owners(connection: ClusterConnection, uid: string): KubeObject[] {
  const chain: KubeObject[] = [];
  let next = connection.view.byUid(uid);
  while (next && !chain.includes(next)) {
    chain.push(next);
    const { ownerReferences = [] } = next.metadata;
    const owner =
      ownerReferences.find(({ controller }) => controller) ??
      ownerReferences[0];
    next = owner && connection.view.byUid(owner.uid);
  }
  return chain;
}

function describeRun(
  connection: ClusterConnection,
  workload: AdmissionWorkload,
): AffectedRun {
  const chain = owners(connection, workload.uid);
  const [namespace, name] = workload.key.split('/');
  const gpus = workload.podSets.reduce(
    (sum, { count, requests }) =>
      Object.entries(requests).reduce(
        (total, [resource, amount]) =>
          total + (isGpuResource(resource) ? toCount(amount) * count : 0),
        sum,
      ),
    0,
  );
  return {
    runId: chain
      .map(({ metadata }) => metadata.labels?.[RUN_ID_LABEL])
      .find(Boolean),
    name: chain.length ? chain[chain.length - 1].metadata.name : name,
    project: namespace,
    gpus,
  };
}
