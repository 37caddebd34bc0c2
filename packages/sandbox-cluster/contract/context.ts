import type {
  ClusterClient,
  GroupKind,
  KubeObject,
  ResourceType,
  Scope,
  WatchEvent,
} from '@silogen/cluster-client';

/** What the contracts run against: the sandbox, or any cluster that a kubeconfig names. */
export interface ContractTarget {
  client: ClusterClient;
  /** A client that may only read; contracts about access are left out without it. */
  readOnlyClient?: ClusterClient;
  /** Makes the server forget its history, where that can be asked for. */
  expireHistory?: () => void | Promise<void>;
  /** Writes lines into a container's log, where no kubelet does. */
  writeLog?: (
    pod: string,
    namespace: string,
    container: string,
    lines: string[],
  ) => void;
}

/** Which of the optional parts a target has; known before it runs, so that tests are skipped in the open. */
export type Abilities = readonly (
  | 'readOnlyClient'
  | 'expireHistory'
  | 'writeLog'
)[];

/** Asked for when a test runs: the target exists only after `beforeAll`. */
export interface ContractContext extends ContractTarget {
  /** Of this suite alone; created before and deleted after it. */
  namespace: string;
}

export const CONFIG_MAP: GroupKind = { group: '', kind: 'ConfigMap' };
export const LOCAL_QUEUE: GroupKind = {
  group: 'kueue.x-k8s.io',
  kind: 'LocalQueue',
  versions: ['v1beta1', 'v1beta2'],
};

export async function typeOf(
  client: ClusterClient,
  kind: GroupKind,
): Promise<ResourceType> {
  const type = await client.discover(kind);
  if (!type) {
    throw new Error(
      `${client.server} does not serve ${kind.group}/${kind.kind}`,
    );
  }
  return type;
}

export function configMap(
  namespace: string,
  name: string,
  more: {
    data?: Record<string, string>;
    metadata?: Partial<KubeObject['metadata']>;
  } = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ...more.metadata },
    data: more.data ?? { key: 'value' },
  };
}

export function localQueue(
  type: ResourceType,
  namespace: string,
  name: string,
): KubeObject {
  return {
    apiVersion: `${type.group}/${type.version}`,
    kind: type.kind,
    metadata: { name, namespace },
    spec: { clusterQueue: 'no-such-queue' },
  };
}

/** Describes events in a form that is easy to compare. */
export function eventText(event: WatchEvent): string {
  return event.type === 'BOOKMARK'
    ? 'BOOKMARK'
    : `${event.type} ${event.object.metadata.name}`;
}

/** Watches until so many changes came; bookmarks are not counted. */
export async function takeEvents(
  client: ClusterClient,
  type: ResourceType,
  options: Scope & { resourceVersion: string },
  count: number,
): Promise<Exclude<WatchEvent, { type: 'BOOKMARK' }>[]> {
  const events: Exclude<WatchEvent, { type: 'BOOKMARK' }>[] = [];
  for await (const event of client.watch(type, {
    ...options,
    timeoutSeconds: 20,
  })) {
    if (event.type !== 'BOOKMARK') {
      events.push(event);
    }
    if (events.length >= count) {
      break;
    }
  }
  return events;
}

/** Watches one object until it is as wanted (or gone, when `wanted` takes `undefined`). */
export async function eventually<T extends KubeObject>(
  client: ClusterClient,
  type: ResourceType,
  target: { name: string; namespace?: string },
  wanted: (object: T | undefined) => boolean,
  timeoutSeconds = 30,
): Promise<T | undefined> {
  const scope = {
    namespace: target.namespace,
    fieldSelector: `metadata.name=${target.name}`,
  };
  const list = await client.list<T>(type, scope);
  let last: T | undefined = list.items[0];
  if (wanted(last)) {
    return last;
  }
  const { resourceVersion } = list.metadata;
  for await (const event of client.watch<T>(type, {
    ...scope,
    resourceVersion,
    timeoutSeconds,
  })) {
    if (event.type === 'BOOKMARK') {
      continue;
    }
    last = event.type === 'DELETED' ? undefined : event.object;
    if (wanted(last)) {
      return last;
    }
  }
  throw new Error(
    `${type.kind} ${
      target.name
    } was not as expected within ${timeoutSeconds} s; last seen: ${JSON.stringify(
      last,
    )}`,
  );
}

/**
 * Kubernetes' times are whole seconds, and Kueue preempts the latest first: two that were admitted within one second
 * have no order. Resolves once the clock shows a later second than this one.
 */
export async function untilLaterSecond(time: string): Promise<void> {
  const nextMs = Date.parse(time) + 1000;
  await new Promise(resolve =>
    setTimeout(resolve, Math.max(0, nextMs - Date.now())),
  );
}
