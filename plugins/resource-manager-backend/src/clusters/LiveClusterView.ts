import type { KubeObject } from '@silogen/cluster-client';
import { WATCHED_KIND_NAMES } from './kinds';
import { ObjectIndex } from './ObjectIndex';
import type { ClusterView, ViewChange, WatchedKind } from './types';

/** The view of one cluster; whoever watches the cluster feeds it. */
export class LiveClusterView implements ClusterView {
  readonly #cluster: string;
  readonly #now: () => Date;
  readonly #onListenerError: (error: unknown) => void;
  readonly #indexes = new Map<WatchedKind, ObjectIndex>();
  readonly #synced = new Set<WatchedKind>();
  readonly #listeners = new Set<(change: ViewChange) => void>();
  readonly #waiting = new Set<() => void>();
  #observedAt?: Date;
  #revision = 0;

  private constructor(options: LiveClusterViewOptions) {
    this.#cluster = options.cluster;
    this.#now = options.now;
    this.#onListenerError = options.onListenerError;
    for (const kind of WATCHED_KIND_NAMES)
      this.#indexes.set(kind, new ObjectIndex());
  }

  static create(options: LiveClusterViewOptions): LiveClusterView {
    return new LiveClusterView(options);
  }

  /** Grows with every change; lets callers keep what they derived. */
  get revision(): number {
    return this.#revision;
  }

  all<T extends KubeObject>(kind: WatchedKind): Iterable<T> {
    return this.#index(kind).all() as Iterable<T>;
  }

  inNamespace<T extends KubeObject>(
    kind: WatchedKind,
    namespace: string,
  ): Iterable<T> {
    return this.#index(kind).inNamespace(namespace) as Iterable<T>;
  }

  get<T extends KubeObject>(
    kind: WatchedKind,
    name: string,
    namespace?: string,
  ): T | undefined {
    return this.#index(kind).get(name, namespace) as T | undefined;
  }

  byUid<T extends KubeObject>(uid: string): T | undefined {
    for (const index of this.#indexes.values()) {
      const found = index.byUid(uid);
      if (found) return found as T;
    }
    return undefined;
  }

  ownedBy<T extends KubeObject>(kind: WatchedKind, uid: string): Iterable<T> {
    return this.#index(kind).ownedBy(uid) as Iterable<T>;
  }

  synced(kind: WatchedKind): boolean {
    return this.#synced.has(kind);
  }

  get allSynced(): boolean {
    return this.#synced.size === WATCHED_KIND_NAMES.length;
  }

  async untilSynced(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.allSynced) return;
    await new Promise<void>((resolve, reject) => {
      const aborted = () => {
        this.#waiting.delete(resolve);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', aborted, { once: true });
      this.#waiting.add(resolve);
    });
  }

  observedAt(): Date | undefined {
    return this.#observedAt;
  }

  onChange(listener: (change: ViewChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** News that the view is current although nothing changed. */
  touch(): void {
    this.#observedAt = this.#now();
  }

  /** The whole contents of a kind; an empty list for one that the cluster does not serve. */
  reset(
    kind: WatchedKind,
    objects: readonly KubeObject[],
    options?: { served: boolean },
  ): void {
    this.#index(kind).reset(objects);
    this.#synced.add(kind);
    if (options?.served !== false) this.touch();
    this.#changed({ cluster: this.#cluster, kind, type: 'synced' });
    if (this.allSynced) {
      for (const resolve of this.#waiting) resolve();
      this.#waiting.clear();
    }
  }

  upsert(kind: WatchedKind, object: KubeObject): void {
    this.#index(kind).put(object);
    this.touch();
    this.#changed({ cluster: this.#cluster, kind, type: 'upserted', object });
  }

  remove(kind: WatchedKind, object: KubeObject): void {
    this.#index(kind).remove(object.metadata.name, object.metadata.namespace);
    this.touch();
    this.#changed({ cluster: this.#cluster, kind, type: 'deleted', object });
  }

  #index(kind: WatchedKind): ObjectIndex {
    const index = this.#indexes.get(kind);
    if (!index) throw new Error(`Kind ${kind} is not watched`);
    return index;
  }

  #changed(change: ViewChange): void {
    this.#revision += 1;
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }
}

export interface LiveClusterViewOptions {
  cluster: string;
  now: () => Date;
  /** A listener that throws must not stop the watch or the other listeners. */
  onListenerError: (error: unknown) => void;
}
