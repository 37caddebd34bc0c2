import type { ClusterEvent } from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject } from '@silogen/cluster-client';
import type { ClusterConnection } from '../clusters/types';
import { problem } from '../problems';
import { isStatus } from './clusterErrors';
import { maskSecrets } from './maskSecrets';
import { gather } from './observe/gather';
import { timeOf, type RunObject } from './observe/kube';
import type { LogQuery } from './RunService';
import type { RunPodRecord, RunRecord } from './types';

/** An object with many pods would mean as many requests; the first of them tell enough. */
const MAX_EVENT_SUBJECTS = 12;
const MAX_EVENTS = 200;

interface EventObject extends KubeObject {
  type?: string;
  reason?: string;
  message?: string;
  count?: number;
  firstTimestamp?: string;
  lastTimestamp?: string;
  eventTime?: string;
  series?: { count?: number; lastObservedTime?: string };
  involvedObject?: { kind?: string; name?: string };
}

/** The run's objects as the cluster's view has them now: root, what was made of it, Kueue workloads, pods. */
export function liveObjects(
  connection: ClusterConnection,
  run: RunRecord,
): KubeObject[] {
  const root = run.object.uid
    ? connection.view.byUid<RunObject>(run.object.uid)
    : undefined;
  if (!root) return [];
  const { inner, workloads, pods } = gather(connection.view, root);
  return [
    root,
    ...(inner && inner !== root ? [inner] : []),
    ...workloads,
    ...pods,
  ];
}

export function shownObjects(
  connection: ClusterConnection,
  run: RunRecord,
): KubeObject[] {
  return liveObjects(connection, run).map(maskSecrets);
}

function toClusterEvent(event: EventObject): ClusterEvent {
  const { involvedObject, series } = event;
  return {
    at:
      timeOf(
        series?.lastObservedTime ??
          event.lastTimestamp ??
          event.eventTime ??
          event.firstTimestamp,
      ) ??
      timeOf(event.metadata.creationTimestamp) ??
      new Date(0).toISOString(),
    type: event.type ?? 'Normal',
    reason: event.reason ?? '',
    message: event.message ?? '',
    object: `${involvedObject?.kind ?? 'Object'}/${involvedObject?.name ?? ''}`,
    count: series?.count ?? event.count,
  };
}

/** Kubernetes' events about the run's objects, oldest first. */
export async function clusterEvents(
  connection: ClusterConnection,
  run: RunRecord,
): Promise<ClusterEvent[]> {
  const type = connection.served('Event');
  if (!type) return [];
  const subjects = liveObjects(connection, run).slice(0, MAX_EVENT_SUBJECTS);
  const uids = new Set(subjects.map(({ metadata }) => metadata.uid ?? ''));
  if (run.object.uid) uids.add(run.object.uid);
  const lists = await Promise.all(
    [...uids].filter(Boolean).map(uid =>
      connection.client.list<EventObject>(type, {
        namespace: run.object.namespace,
        fieldSelector: `involvedObject.uid=${uid}`,
        limit: MAX_EVENTS,
      }),
    ),
  );
  return lists
    .flatMap(({ items }) => items.map(toClusterEvent))
    .sort((a, b) => a.at.localeCompare(b.at))
    .slice(-MAX_EVENTS);
}

/** The pod whose log is meant: the named one if it is this run's, else the newest. */
function podOf(
  pods: readonly RunPodRecord[],
  name: string | undefined,
): RunPodRecord {
  const found =
    name === undefined
      ? pods.find(({ present }) => present) ?? pods[0]
      : pods.find(pod => pod.name === name);
  if (found) return found;
  throw problem(
    'notFound',
    'notFound',
    name ? `The run has no pod ${name}` : 'The run has no pod yet',
    [
      {
        field: 'pod',
        problem: 'is not a pod of this run',
        remedy: 'Choose one of its pods, or wait until it has one.',
      },
    ],
  );
}

/** Opens a pod's log on its cluster. */
export async function openLog(options: {
  connection: ClusterConnection;
  pods: readonly RunPodRecord[];
  query: LogQuery & { signal: AbortSignal };
}): Promise<ReadableStream<Uint8Array>> {
  const { connection, pods, query } = options;
  const { pod: name, container, ...how } = query;
  const pod = podOf(pods, name);
  if (
    container !== undefined &&
    pod.containers.length > 0 &&
    !pod.containers.some(each => each.name === container)
  ) {
    throw problem(
      'notFound',
      'notFound',
      `Pod ${pod.name} has no container ${container}`,
      [
        {
          field: 'container',
          problem: 'is not a container of this pod',
          remedy: 'Choose one of its containers.',
        },
      ],
    );
  }
  try {
    return await connection.client.logs(pod.namespace, pod.name, {
      ...how,
      container:
        container ??
        (pod.containers.length > 1 ? pod.containers[0].name : undefined),
    });
  } catch (error) {
    if (isStatus(error, 404)) {
      throw problem(
        'notFound',
        'notFound',
        `Pod ${pod.name} is gone from its cluster, and its log with it`,
      );
    }
    if (isStatus(error, 400)) {
      throw problem('notFound', 'notFound', `Pod ${pod.name} has no log yet`);
    }
    throw error;
  }
}
