import type { KubeObject } from '@silogen/cluster-client';

/** The resource under which objects are stored: group and plural, whatever the served version. */
export interface StoredResource {
  group: string;
  plural: string;
}

export interface StoreEvent {
  resourceVersion: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: StoredResource;
  /** For `DELETED` the last state, under the resource version of the deletion. */
  object: KubeObject;
  /** The state before; `undefined` for `ADDED`. Selectors need it. */
  previous?: KubeObject;
}

export interface StoredList {
  items: readonly KubeObject[];
  resourceVersion: number;
}

/**
 * Objects and their history of one cluster. Objects handed out are shared: never change them.
 * All methods are synchronous and each write is one transaction.
 */
export interface ObjectStore {
  /** Resource version of the last write. */
  readonly resourceVersion: number;
  /** Changes at or below this version are no longer in the log. */
  readonly compactedVersion: number;
  get(
    resource: StoredResource,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined;
  /** Sorted by namespace, then name. `atVersion` rebuilds an earlier state and throws `CompactedError` when too old. */
  list(
    resource: StoredResource,
    options?: { namespace?: string; atVersion?: number },
  ): StoredList;
  /** Writes the object as it is, under the next resource version, and returns what was stored. */
  put(resource: StoredResource, object: KubeObject): KubeObject;
  remove(
    resource: StoredResource,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined;
  /**
   * Writes a prepared history in one transaction: uids, time stamps, status and generation are kept as given
   * (uid and creationTimestamp are made up where absent).
   */
  load(
    objects: readonly { resource: StoredResource; object: KubeObject }[],
  ): void;
  /** Objects whose `ownerReferences` name this uid. */
  dependents(
    uid: string,
  ): readonly { resource: StoredResource; object: KubeObject }[];
  byUid(
    uid: string,
  ): { resource: StoredResource; object: KubeObject } | undefined;
  /** Events after a version, oldest first; throws `CompactedError` when they are no longer known. */
  eventsSince(
    resourceVersion: number,
    resource: StoredResource,
  ): readonly StoreEvent[];
  subscribe(listener: (event: StoreEvent) => void): () => void;
  /** Forgets history beyond the window; also done by itself now and then. */
  compact(): void;
  /** Small values that belong to the cluster and survive a restart. */
  getMeta(key: string): string | undefined;
  setMeta(key: string, value: string): void;
  close(): void;
}

/** The asked-for version lies before the kept history; becomes a 410 `Expired`. */
export class CompactedError extends Error {
  readonly requested: number;
  readonly oldest: number;

  constructor(requested: number, oldest: number) {
    super(`too old resource version: ${requested} (${oldest})`);
    this.name = 'CompactedError';
    this.requested = requested;
    this.oldest = oldest;
  }
}
