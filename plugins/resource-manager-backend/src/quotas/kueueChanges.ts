import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import { isDeepStrictEqual } from 'node:util';
import { toResourceGroups } from '../clusters/admissionWorld';
import { minAmount, quantityText } from '../clusters/amounts';
import type {
  ClusterQueueObject,
  ClusterQueueSpecObject,
  LocalQueueObject,
  ResourceFlavorObject,
} from '../clusters/kubeTypes';
import type { ClusterConnection } from '../clusters/types';
import type { DesiredQueues } from './desiredQueues';
import type { WrittenKind, WrittenObjects } from './OwnershipStore';
import { queueDifferences } from './queueDiff';
import { queueSpec, type QueueVersion } from './queueShape';

export type KueueKind = Exclude<WrittenKind, 'Namespace'>;

/** One write, in the order in which it is listed. */
export interface KueueChange {
  action: 'create' | 'replace' | 'delete';
  kind: KueueKind;
  object: KubeObject;
}

/**
 * The writes that make plain Kueue's objects as wanted. What is guaranteed less shrinks before anything grows, so that at
 * no moment more is guaranteed than there is.
 */
export function kueueChanges(options: {
  desired: DesiredQueues;
  written: WrittenObjects;
  view: ClusterConnection['view'];
  typeOf: (kind: KueueKind) => ResourceType | undefined;
}): KueueChange[] {
  const { desired, written, view, typeOf } = options;
  const queues = queueChanges(options);
  const apiVersion = (kind: KueueKind) => {
    const type = typeOf(kind);
    return type && `${type.group}/${type.version}`;
  };
  const ensure = (
    kind: KueueKind,
    name: string,
    content: Record<string, unknown>,
    namespace?: string,
  ): KueueChange[] => {
    const version = apiVersion(kind);
    if (!version) return [];
    const present = view.get(kind, name, namespace);
    const object = {
      apiVersion: version,
      kind,
      metadata: { ...present?.metadata, name, namespace },
      ...content,
    };
    if (!present) return [{ action: 'create', kind, object }];
    const key = namespace ? `${namespace}/${name}` : name;
    if (!written[kind].has(key) || hasContent(present, content)) return [];
    return [{ action: 'replace', kind, object: { ...present, ...content } }];
  };
  const gone = (kind: KueueKind, wanted: readonly string[]): KueueChange[] =>
    [...written[kind]]
      .filter(name => !wanted.includes(name))
      .flatMap(key => {
        const [name, namespace] = key.split('/').reverse();
        const object = view.get(kind, name, namespace);
        return object && !object.metadata.deletionTimestamp
          ? [{ action: 'delete' as const, kind, object }]
          : [];
      });
  return [
    ...desired.flavors.flatMap(({ name, nodeLabels }) =>
      ensure('ResourceFlavor', name, { spec: { nodeLabels } }),
    ),
    ...desired.priorityClasses.flatMap(({ name, value, description }) =>
      ensure('WorkloadPriorityClass', name, { value, description }),
    ),
    ...desired.cohorts.flatMap(({ name }) =>
      view.get('Cohort', name) ? [] : ensure('Cohort', name, { spec: {} }),
    ),
    ...queues,
    ...desired.localQueues.flatMap(({ namespace, name, clusterQueue }) => {
      const present = view.get<LocalQueueObject>('LocalQueue', name, namespace);
      // A LocalQueue's queue is immutable; one of this name that points elsewhere is not ours to change.
      return present
        ? []
        : ensure('LocalQueue', name, { spec: { clusterQueue } }, namespace);
    }),
    ...gone(
      'LocalQueue',
      desired.localQueues.map(({ namespace, name }) => `${namespace}/${name}`),
    ),
    ...gone(
      'ClusterQueue',
      desired.clusterQueues.map(({ name }) => name),
    ),
    ...gone(
      'ResourceFlavor',
      desired.flavors.map(({ name }) => name),
    ),
  ];
}

function hasContent(
  present: KubeObject,
  content: Record<string, unknown>,
): boolean {
  if ('nodeLabels' in ((content.spec as object | undefined) ?? {})) {
    const { spec } = present as ResourceFlavorObject;
    return isDeepStrictEqual(
      spec?.nodeLabels ?? {},
      (content.spec as ResourceFlavorObject['spec'])?.nodeLabels,
    );
  }
  return Object.entries(content).every(([field, value]) =>
    isDeepStrictEqual(present[field], value),
  );
}

function queueChanges(options: {
  desired: DesiredQueues;
  written: WrittenObjects;
  view: ClusterConnection['view'];
  typeOf: (kind: KueueKind) => ResourceType | undefined;
}): KueueChange[] {
  const { desired, written, view, typeOf } = options;
  const type = typeOf('ClusterQueue');
  if (!type) return [];
  const shrink: KueueChange[] = [];
  const grow: KueueChange[] = [];
  for (const queue of desired.clusterQueues) {
    const spec = queueSpec(queue, type.version as QueueVersion);
    const present = view.get<ClusterQueueObject>('ClusterQueue', queue.name);
    if (!present) {
      const metadata = { name: queue.name };
      const apiVersion = `${type.group}/${type.version}`;
      grow.push({
        action: 'create',
        kind: 'ClusterQueue',
        object: { apiVersion, kind: 'ClusterQueue', metadata, spec },
      });
      continue;
    }
    if (!written.ClusterQueue.has(queue.name)) continue;
    if (queueDifferences(spec, present.spec).length === 0) continue;
    const smaller = shrunk(present.spec, spec);
    if (smaller)
      shrink.push({
        action: 'replace',
        kind: 'ClusterQueue',
        object: { ...present, spec: smaller },
      });
    if (queueDifferences(spec, smaller ?? present.spec).length > 0) {
      grow.push({
        action: 'replace',
        kind: 'ClusterQueue',
        object: { ...present, spec },
      });
    }
  }
  const wanted = new Set(desired.clusterQueues.map(({ name }) => name));
  for (const name of written.ClusterQueue) {
    const present = view.get<ClusterQueueObject>('ClusterQueue', name);
    if (wanted.has(name) || !present || present.metadata.deletionTimestamp)
      continue;
    const smaller = shrunk(present.spec, undefined);
    if (smaller)
      shrink.push({
        action: 'replace',
        kind: 'ClusterQueue',
        object: { ...present, spec: smaller },
      });
  }
  return [...shrink, ...grow];
}

/** The present queue with every guarantee cut to what is wanted; undefined when none is above it. */
function shrunk(
  present: ClusterQueueSpecObject | undefined,
  wanted: ClusterQueueSpecObject | undefined,
): ClusterQueueSpecObject | undefined {
  const target = new Map(
    toResourceGroups(wanted?.resourceGroups).flatMap(group =>
      group.flavors.flatMap(({ flavor, resources }) =>
        Object.entries(resources).map(
          ([resource, { nominal }]) =>
            [`${flavor}/${resource}`, nominal] as const,
        ),
      ),
    ),
  );
  let cut = false;
  const groups = toResourceGroups(present?.resourceGroups).map(group => ({
    coveredResources: group.coveredResources,
    flavors: group.flavors.map(({ flavor, resources }) => ({
      name: flavor,
      resources: Object.entries(resources).map(([name, quota]) => {
        const nominal = minAmount(
          quota.nominal,
          target.get(`${flavor}/${name}`) ?? 0n,
        );
        if (nominal < quota.nominal) cut = true;
        // A lending limit may not exceed the guarantee.
        const lending =
          quota.lendingLimit === undefined
            ? undefined
            : minAmount(quota.lendingLimit, nominal);
        return {
          name,
          nominalQuota: quantityText(name, nominal),
          ...(quota.borrowingLimit !== undefined && {
            borrowingLimit: quantityText(name, quota.borrowingLimit),
          }),
          ...(lending !== undefined && {
            lendingLimit: quantityText(name, lending),
          }),
        };
      }),
    })),
  }));
  return cut ? { ...present, resourceGroups: groups } : undefined;
}
