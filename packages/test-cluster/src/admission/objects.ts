import type { KubeObject } from '@silogen/cluster-client';
import type {
  CohortSpec,
  ClusterQueueSpec,
  FlavorSpec,
  PodSet,
  Quota,
  ResourceGroup,
} from '@silogen/kueue-admission';
import type { KueueRelease, PlannedWorkload, PlayWorld } from './types';

export const WORLD_LABEL = 'admission-test/world';
export const WORKLOAD_LABEL = 'admission-test/workload';
/** Of the queue that belongs to no world: see `Sentinel`. */
export const SENTINEL = 'sentinel';

/** Releases name the fields of their API differently. */
export function kueueVersion(release: KueueRelease): string {
  return release === '0.12'
    ? 'kueue.x-k8s.io/v1beta1'
    : 'kueue.x-k8s.io/v1beta2';
}

export function cohortVersion(release: KueueRelease): string {
  return release === '0.12' ? 'kueue.x-k8s.io/v1alpha1' : kueueVersion(release);
}

/** Milli-units as a quantity that Kubernetes would write the same way. */
function quantity(milli: bigint): string {
  return milli % 1000n === 0n ? String(milli / 1000n) : `${milli}m`;
}

function quota(name: string, { nominal, borrowingLimit, lendingLimit }: Quota) {
  const limit = (value: bigint | undefined) =>
    value === undefined ? undefined : quantity(value);
  return {
    name,
    nominalQuota: quantity(nominal),
    borrowingLimit: limit(borrowingLimit),
    lendingLimit: limit(lendingLimit),
  };
}

function resourceGroups(groups: readonly ResourceGroup[]) {
  return groups.map(({ coveredResources, flavors }) => ({
    coveredResources,
    flavors: flavors.map(({ flavor, resources }) => ({
      name: flavor,
      resources: coveredResources.map(name => quota(name, resources[name])),
    })),
  }));
}

export function flavorObject(
  { name, nodeLabels, nodeTaints = [] }: FlavorSpec,
  release: KueueRelease,
): KubeObject {
  return {
    apiVersion: kueueVersion(release),
    kind: 'ResourceFlavor',
    metadata: { name },
    spec: { nodeLabels, ...(nodeTaints.length > 0 ? { nodeTaints } : {}) },
  };
}

function cohortObject(
  { name, parent, resourceGroups: groups }: CohortSpec,
  prefix: string,
  release: KueueRelease,
): KubeObject {
  const above = parent && `${prefix}-${parent}`;
  return {
    apiVersion: cohortVersion(release),
    kind: 'Cohort',
    metadata: { name: `${prefix}-${name}` },
    spec: {
      ...(release === '0.12' ? { parent: above } : { parentName: above }),
      resourceGroups: resourceGroups(groups),
    },
  };
}

export function queueObject(
  queue: ClusterQueueSpec,
  prefix: string,
  release: KueueRelease,
): KubeObject {
  const { name, cohort, queueingStrategy, fungibility, preemption } = queue;
  const inCohort = cohort && `${prefix}-${cohort}`;
  const old = release === '0.12';
  const search = (when: 'stop' | 'next', stop: string) =>
    when === 'next' ? 'TryNextFlavor' : stop;
  return {
    apiVersion: kueueVersion(release),
    kind: 'ClusterQueue',
    metadata: { name: `${prefix}-${name}` },
    spec: {
      ...(old ? { cohort: inCohort } : { cohortName: inCohort }),
      namespaceSelector: {},
      queueingStrategy,
      flavorFungibility: {
        whenCanBorrow: search(
          fungibility.whenCanBorrow,
          old ? 'Borrow' : 'MayStopSearch',
        ),
        whenCanPreempt: search(
          fungibility.whenCanPreempt,
          old ? 'Preempt' : 'MayStopSearch',
        ),
      },
      preemption,
      resourceGroups: resourceGroups(queue.resourceGroups),
    },
  };
}

export function localQueueObject(
  name: string,
  namespace: string,
  release: KueueRelease,
): KubeObject {
  return {
    apiVersion: kueueVersion(release),
    kind: 'LocalQueue',
    metadata: { name, namespace },
    spec: { clusterQueue: name },
  };
}

/** Cohorts, queues and the doors to them of one world. */
export function worldObjects(
  { cohorts, queues }: PlayWorld,
  options: { prefix: string; namespace: string; release: KueueRelease },
): KubeObject[] {
  const { prefix, namespace, release } = options;
  return [
    ...cohorts.map(cohort => cohortObject(cohort, prefix, release)),
    ...queues.map(queue => queueObject(queue, prefix, release)),
    ...queues.map(({ name }) =>
      localQueueObject(`${prefix}-${name}`, namespace, release),
    ),
  ];
}

function podSetObject({
  name,
  count,
  requests,
  nodeSelector,
  tolerations,
}: PodSet) {
  return {
    name,
    count,
    template: {
      spec: {
        restartPolicy: 'Never',
        nodeSelector,
        tolerations,
        containers: [
          {
            name: 'main',
            image: 'registry.test/nothing:1',
            resources: {
              requests: Object.fromEntries(
                Object.entries(requests).map(([resource, milli]) => [
                  resource,
                  quantity(milli),
                ]),
              ),
            },
          },
        ],
      },
    },
  };
}

/** A workload without a job: nothing but what Kueue itself looks at. */
export function workloadObject(
  { name, queue, priority, podSets }: PlannedWorkload,
  options: { prefix: string; namespace: string; release: KueueRelease },
): KubeObject {
  const { prefix, namespace, release } = options;
  return {
    apiVersion: kueueVersion(release),
    kind: 'Workload',
    metadata: {
      name: `${prefix}-${name}`,
      namespace,
      labels: { [WORLD_LABEL]: prefix, [WORKLOAD_LABEL]: name },
    },
    spec: {
      queueName: `${prefix}-${queue}`,
      priority,
      podSets: podSets.map(podSetObject),
    },
  };
}
