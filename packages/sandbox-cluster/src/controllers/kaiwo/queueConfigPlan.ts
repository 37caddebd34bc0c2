import { isDeepStrictEqual } from 'node:util';
import type { KubeObject, OwnerReference } from '@silogen/cluster-client';
import type { ClusterQueueSpecObject } from '../kueue/types';
import type { KaiwoQueueConfig } from './types';

export interface SyncPlan<T extends KubeObject> {
  create: T[];
  update: T[];
  remove: T[];
}

/** What makes the actual objects equal to the wanted ones; `content` is the part that is compared. */
export function planSync<T extends KubeObject>(
  wanted: readonly T[],
  actual: readonly T[],
  content: (object: T) => unknown,
): SyncPlan<T> {
  const byKey = new Map(actual.map(object => [identity(object), object]));
  const keys = new Set(wanted.map(identity));
  const plan: SyncPlan<T> = { create: [], update: [], remove: [] };
  for (const object of wanted) {
    const old = byKey.get(identity(object));
    if (!old) {
      plan.create.push(object);
    } else if (!isDeepStrictEqual(content(old), content(object))) {
      plan.update.push({ ...old, ...object, metadata: { ...old.metadata } });
    }
  }
  plan.remove = actual.filter(
    object => !keys.has(identity(object)) && !object.metadata.deletionTimestamp,
  );
  return plan;
}

function identity(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/** Kaiwo brings the resources of a flavor into the order of coveredResources and drops what is not covered. */
function orderedSpec(spec: ClusterQueueSpecObject): ClusterQueueSpecObject {
  return {
    ...spec,
    resourceGroups: spec.resourceGroups?.map(group => ({
      ...group,
      flavors: group.flavors.map(flavor => ({
        ...flavor,
        resources: group.coveredResources.flatMap(name =>
          flavor.resources.filter(resource => resource.name === name),
        ),
      })),
    })),
  };
}

function ownedBy(owner: KubeObject): OwnerReference[] {
  return [
    {
      apiVersion: owner.apiVersion,
      kind: owner.kind,
      name: owner.metadata.name,
      uid: owner.metadata.uid ?? '',
      controller: true,
      blockOwnerDeletion: true,
    },
  ];
}

/** Kueue's objects as a KaiwoQueueConfig wants them. Taints and tolerations of flavors are dropped, as Kaiwo drops them. */
export function wantedObjects(
  config: KaiwoQueueConfig,
  versionOf: (kind: string) => string,
) {
  const spec = config.spec ?? {};
  const object = (
    kind: string,
    name: string,
    rest: Record<string, unknown>,
  ): KubeObject => ({
    apiVersion: `kueue.x-k8s.io/${versionOf(kind)}`,
    kind,
    metadata: { name, ownerReferences: ownedBy(config) },
    ...rest,
  });
  return {
    topologies: (spec.topologies ?? []).map(topology =>
      object('Topology', topology.metadata?.name ?? '', {
        spec: topology.spec,
      }),
    ),
    flavors: (spec.resourceFlavors ?? []).map(flavor =>
      object('ResourceFlavor', flavor.name, {
        spec: {
          ...(flavor.nodeLabels ? { nodeLabels: flavor.nodeLabels } : {}),
          ...(flavor.topologyName ? { topologyName: flavor.topologyName } : {}),
        },
      }),
    ),
    clusterQueues: (spec.clusterQueues ?? []).map(queue =>
      object('ClusterQueue', queue.name, {
        spec: orderedSpec(queue.spec ?? {}),
      }),
    ),
    priorityClasses: (spec.workloadPriorityClasses ?? []).map(priority =>
      object('WorkloadPriorityClass', priority.metadata.name, {
        value: priority.value,
        ...(priority.description ? { description: priority.description } : {}),
      }),
    ),
  };
}

/** LocalQueues named like their ClusterQueue, one in each listed namespace; `owners` are the ClusterQueues as stored. */
export function wantedLocalQueues(
  config: KaiwoQueueConfig,
  owners: ReadonlyMap<string, KubeObject>,
  version: string,
): KubeObject[] {
  return (config.spec?.clusterQueues ?? []).flatMap(queue => {
    const owner = owners.get(queue.name);
    return (queue.namespaces ?? []).map(namespace => ({
      apiVersion: `kueue.x-k8s.io/${version}`,
      kind: 'LocalQueue',
      metadata: {
        name: queue.name,
        namespace,
        ...(owner ? { ownerReferences: ownedBy(owner) } : {}),
      },
      spec: { clusterQueue: queue.name },
    }));
  });
}

/** Kaiwo's words for what it did, for the Event. */
export function eventOf(
  kind: string,
  verb: 'Created' | 'Updated' | 'Deleted',
  object: KubeObject,
): { reason: string; message: string } {
  const words = kind.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const place = `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
  return {
    reason: `KaiwoQueueConfig${kind}${verb}`,
    message: `${verb.toLowerCase()} ${words} ${place}`,
  };
}
