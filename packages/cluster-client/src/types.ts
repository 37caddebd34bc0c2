import type { Agent } from 'node:http';

/** A kind to look for on a cluster; its served version is discovered, never assumed. */
export interface GroupKind {
  /** API group; the empty string is the core group. */
  group: string;
  kind: string;
  /** Versions this caller understands, best first. Left out: the version the server prefers. */
  versions?: readonly string[];
}

/** A kind as one cluster serves it. */
export interface ResourceType {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  /** Subresources that discovery lists for it, such as `status` or `log`. */
  subresources: readonly string[];
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  /** Opaque; never compare for order. */
  resourceVersion?: string;
  generation?: number;
  /** RFC 3339, whole seconds. */
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: unknown[];
}

/** Any Kubernetes object. Callers narrow `spec` and `status` with their own types. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

export interface Scope {
  /** Left out: all namespaces, or a cluster-scoped kind. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

export interface ListOptions extends Scope {
  limit?: number;
  continue?: string;
}

export interface ObjectList<T extends KubeObject = KubeObject> {
  items: T[];
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
}

export interface WriteOptions {
  /** `All`: the server runs admission and returns the object without storing it. */
  dryRun?: boolean;
  fieldManager?: string;
}

export interface DeleteOptions {
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  preconditions?: { uid?: string; resourceVersion?: string };
  gracePeriodSeconds?: number;
  dryRun?: boolean;
}

export type PatchType = 'json' | 'merge' | 'strategic' | 'apply';

export type WatchEvent<T extends KubeObject = KubeObject> =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: T }
  | { type: 'BOOKMARK'; resourceVersion: string };

export interface LogOptions {
  container?: string;
  follow?: boolean;
  previous?: boolean;
  tailLines?: number;
  sinceSeconds?: number;
  limitBytes?: number;
  timestamps?: boolean;
  signal?: AbortSignal;
}

/** A Service, and which of its ports. */
export interface ServicePort {
  namespace: string;
  name: string;
  /** Name or number of the port. */
  port: string | number;
}

/** Where and how a Service is reached through the API server. Holds credentials: never hand it to a browser. */
export interface ServiceProxyAddress {
  /** Base URL of `services/proxy`, without a trailing slash; paths of the Service go behind it. */
  url: string;
  /** The credentials' headers. */
  headers: Record<string, string>;
  /** Carries the cluster's certificate authority, client certificate and proxy. */
  agent: Agent;
}

export interface AccessQuestion {
  group?: string;
  resource: string;
  subresource?: string;
  verb: string;
  namespace?: string;
  name?: string;
}

/**
 * Called for every change of a `ListWatch`, one after the other. When one throws, `onInterrupted` gets its error and
 * everything is listed again, since a change may have been missed.
 */
export interface ListWatchHandlers<T extends KubeObject = KubeObject> {
  /** The complete contents, after each (re)list. What is not in it is gone. */
  onSynced(objects: readonly T[]): void | Promise<void>;
  onUpserted(object: T): void | Promise<void>;
  onDeleted(object: T): void | Promise<void>;
  /** The stream was cut or refused; `retryInMs` is the back-off before the next attempt. */
  onInterrupted?(error: Error, retryInMs: number): void;
  /** Data flow again after an interruption (also called after the first sync). */
  onResumed?(): void;
}

export interface ListWatchOptions extends Scope {
  /** Page size of the initial list, 500 when left out. */
  pageSize?: number;
  signal?: AbortSignal;
}

/** Running list+watch; `stop()` resolves when nothing of it is left. */
export interface ListWatchHandle {
  stop(): Promise<void>;
}

/**
 * The one narrow way by which this suite talks to a Kubernetes API.
 *
 * Every method rejects with a `ClusterError`: `code` is the HTTP status (0 when no answer came),
 * `reason` the Kubernetes `Status.reason` (`NotFound`, `Conflict`, `AlreadyExists`, `Expired`, `Invalid`,
 * `Forbidden`, …) or `Unreachable`, `details` the causes of an `Invalid` answer.
 */
export interface ClusterClient {
  /** Base URL of the API server, for messages. */
  readonly server: string;
  /** `GET /version`. */
  version(): Promise<{ gitVersion: string }>;
  /**
   * `GET /readyz`: rejects where the API server answers, but cannot do its work, as when its store is away. Resolves too
   * where nobody may ask.
   */
  ready(): Promise<void>;
  /** How this cluster serves a kind; `undefined` when it does not. Cached; `refresh` asks again. */
  discover(
    kind: GroupKind,
    options?: { refresh?: boolean },
  ): Promise<ResourceType | undefined>;
  /** One page. */
  list<T extends KubeObject>(
    type: ResourceType,
    options?: ListOptions,
  ): Promise<ObjectList<T>>;
  /** All pages, object by object, 500 a page; a continue token that expired restarts the list. */
  listAll<T extends KubeObject>(
    type: ResourceType,
    scope?: Scope,
  ): AsyncIterable<T>;
  get<T extends KubeObject>(
    type: ResourceType,
    name: string,
    namespace?: string,
  ): Promise<T>;
  /** As `get`, but `undefined` on 404. */
  find<T extends KubeObject>(
    type: ResourceType,
    name: string,
    namespace?: string,
  ): Promise<T | undefined>;
  create<T extends KubeObject>(
    type: ResourceType,
    object: T,
    options?: WriteOptions,
  ): Promise<T>;
  /** PUT; `metadata.resourceVersion` in the object makes it conditional (409 `Conflict`). */
  replace<T extends KubeObject>(
    type: ResourceType,
    object: T,
    options?: WriteOptions,
  ): Promise<T>;
  replaceStatus<T extends KubeObject>(
    type: ResourceType,
    object: T,
    options?: WriteOptions,
  ): Promise<T>;
  patch<T extends KubeObject>(
    type: ResourceType,
    name: string,
    namespace: string | undefined,
    patch: {
      type: PatchType;
      body: unknown;
      subresource?: 'status';
      force?: boolean;
    },
    options?: WriteOptions,
  ): Promise<T>;
  /** Resolves also when the object is already gone (`gone: true`). */
  delete(
    type: ResourceType,
    name: string,
    namespace?: string,
    options?: DeleteOptions,
  ): Promise<{ gone: boolean }>;
  /**
   * One watch request. Ends when the server ends it; throws `ClusterError` with code 410 when the
   * resource version is too old. Most callers want `listWatch`.
   */
  watch<T extends KubeObject>(
    type: ResourceType,
    options: Scope & {
      resourceVersion: string;
      timeoutSeconds?: number;
      signal?: AbortSignal;
    },
  ): AsyncIterable<WatchEvent<T>>;
  /** List, then watch for ever: pages, bookmarks, 410 → relist, back-off with jitter, resume after a cut. */
  listWatch<T extends KubeObject>(
    type: ResourceType,
    handlers: ListWatchHandlers<T>,
    options?: ListWatchOptions,
  ): ListWatchHandle;
  /** Raw log bytes of one container, as the server sends them. */
  logs(
    namespace: string,
    pod: string,
    options?: LogOptions,
  ): Promise<ReadableStream<Uint8Array>>;
  /** For a proxy: the address of a Service behind the API server, with credentials that are valid now. */
  serviceProxy(service: ServicePort): Promise<ServiceProxyAddress>;
  /** SelfSubjectAccessReview. */
  canI(question: AccessQuestion): Promise<boolean>;
}
