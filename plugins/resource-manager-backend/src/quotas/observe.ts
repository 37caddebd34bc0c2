import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type {
  Difference,
  SyncStatus,
} from '@silogen/backstage-plugin-resource-manager-common';
import type {
  ClusterQueueObject,
  LocalQueueObject,
  ResourceFlavorObject,
} from '../clusters/kubeTypes';
import type { ClusterView } from '../clusters/types';
import type { DesiredQueue, DesiredQueues } from './desiredQueues';
import type { KaiwoQueueConfigObject } from './kaiwoQueueConfig';
import { queueDifferences } from './queueDiff';
import { PROJECT_ID_LABEL, queueSpec } from './queueShape';
import type { SyncKind, SyncRecord } from './SyncStore';

/** One thing whose state is told: what was wanted, and how the cluster differs from it. */
export interface Observation {
  kind: SyncKind;
  name: string;
  /** Changes exactly when what is wanted changes. */
  hash: string;
  differences: Difference[];
}

function hashOf(wanted: unknown): string {
  const text = JSON.stringify(wanted, (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

/** Compares what is wanted with what the cluster shows, a project, a pool and the remainder at a time. */
export function observe(
  desired: DesiredQueues,
  options: {
    view: Pick<ClusterView, 'get'>;
    catchAll: string;
    cluster: string;
    /** Versions of the quotas by project: a quota that is stored again, though the same, is wanted anew. */
    versions?: ReadonlyMap<string, number>;
  },
): Observation[] {
  const { view, catchAll, cluster, versions } = options;
  return [
    ...desired.clusterQueues.map(queue => ({
      kind:
        queue.name === catchAll ? ('cluster' as const) : ('project' as const),
      name: queue.name === catchAll ? cluster : queue.name,
      hash: hashOf([
        queue,
        desired.namespaces.find(({ name }) => name === queue.name),
        versions?.get(queue.name) ?? 0,
      ]),
      differences: [
        ...queueDifferencesSeen(view, queue),
        ...(queue.name === catchAll
          ? []
          : tenancyDifferences(view, desired, queue)),
      ],
    })),
    ...desired.flavors.map(flavor => ({
      kind: 'pool' as const,
      name: flavor.name,
      hash: hashOf(flavor),
      differences: flavorDifferences(view, flavor),
    })),
  ];
}

function queueDifferencesSeen(
  view: Pick<ClusterView, 'get'>,
  queue: DesiredQueue,
): Difference[] {
  const wanted = queueSpec(queue, 'v1beta1');
  const seen = view.get<ClusterQueueObject>('ClusterQueue', queue.name);
  const differences = queueDifferences(wanted, seen?.spec);
  if (differences.length > 0) return differences;
  // Where Kaiwo runs, what it was told counts as well: the queue follows it.
  const config = view.get<KaiwoQueueConfigObject>('KaiwoQueueConfig', 'kaiwo');
  if (!config) return [];
  const entry = config.spec?.clusterQueues?.find(
    ({ name }) => name === queue.name,
  );
  return queueDifferences(wanted, entry?.spec, 'KaiwoQueueConfig ');
}

function tenancyDifferences(
  view: Pick<ClusterView, 'get'>,
  desired: DesiredQueues,
  queue: DesiredQueue,
): Difference[] {
  const differences: Difference[] = [];
  const wanted = desired.namespaces.find(
    ({ name }) => name === queue.name,
  )?.projectId;
  const namespace = view.get('Namespace', queue.name);
  const seen = namespace
    ? namespace.metadata.labels?.[PROJECT_ID_LABEL] ?? 'none'
    : 'not there';
  if (seen !== wanted) {
    differences.push({ field: `namespace ${PROJECT_ID_LABEL}`, wanted, seen });
  }
  const local = view.get<LocalQueueObject>(
    'LocalQueue',
    queue.name,
    queue.name,
  );
  if (local?.spec?.clusterQueue !== queue.name) {
    differences.push({
      field: 'LocalQueue',
      wanted: queue.name,
      seen: local ? local.spec?.clusterQueue ?? 'none' : 'not there',
    });
  }
  return differences;
}

function flavorDifferences(
  view: Pick<ClusterView, 'get'>,
  flavor: DesiredQueues['flavors'][number],
): Difference[] {
  const seen = view.get<ResourceFlavorObject>('ResourceFlavor', flavor.name);
  if (!seen) return [{ field: 'flavor', wanted: 'present', seen: 'not there' }];
  const labels = seen.spec?.nodeLabels ?? {};
  if (isDeepStrictEqual(labels, flavor.nodeLabels)) return [];
  return [
    {
      field: 'node labels',
      wanted: labelText(flavor.nodeLabels),
      seen: labelText(labels),
    },
  ];
}

function labelText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ');
}

/**
 * The state of one thing, from the one before. What differs although nothing new is wanted since it was last seen applied
 * was changed by somebody else: drift.
 */
export function nextStatus(
  before: SyncRecord | undefined,
  now: Observation,
  options: {
    cluster: string;
    at: Date;
    failure?: string;
    /** What a project's queue was changed to stays until somebody puts it back. */
    keepsDrift?: boolean;
  },
): { record: SyncRecord; drifted: boolean } {
  const { cluster, at, failure } = options;
  const wasApplied = before?.appliedHash === now.hash;
  const keepsDrift = options.keepsDrift && now.kind === 'project';
  const status = statusOf({ before, now, wasApplied, at, failure, keepsDrift });
  const drifted =
    status.state === 'drifted' && before?.status.state !== 'drifted';
  return {
    record: {
      cluster,
      kind: now.kind,
      name: now.name,
      status,
      appliedHash: status.state === 'applied' ? now.hash : before?.appliedHash,
    },
    drifted,
  };
}

function statusOf(options: {
  before: SyncRecord | undefined;
  now: Observation;
  wasApplied: boolean;
  at: Date;
  failure?: string;
  keepsDrift?: boolean;
}): SyncStatus {
  const { before, now, wasApplied, at, failure, keepsDrift } = options;
  const appliedAt = before?.status.appliedAt;
  if (now.differences.length === 0) {
    if (!wasApplied) return { state: 'applied', appliedAt: at.toISOString() };
    const message =
      before?.status.state === 'drifted'
        ? `Was changed on the cluster by somebody else, and put back at ${at.toISOString()}`
        : before?.status.message;
    return { state: 'applied', message, appliedAt };
  }
  const { differences } = now;
  if (wasApplied) {
    const outlook = keepsDrift
      ? 'it stays so until somebody puts it back'
      : 'being put back';
    return {
      state: 'drifted',
      message: failure
        ? `Changed on the cluster by somebody else; could not be put back: ${failure}`
        : `Changed on the cluster by somebody else; ${outlook}`,
      differences,
      appliedAt,
    };
  }
  if (failure)
    return { state: 'failed', message: failure, differences, appliedAt };
  return {
    state: 'pending',
    message: 'On its way to the cluster',
    differences,
    appliedAt,
  };
}
