import type {
  ClusterClient,
  KubeObject,
  ListWatchHandle,
  ResourceType,
} from '@silogen/cluster-client';

const REMEMBERED_GONE = 2000;

export type ChangeListener<T> = (
  object: T,
  previous: T | undefined,
  deleted: boolean,
) => void;

export function keyOf(object: {
  metadata: { name: string; namespace?: string };
}): string {
  const { namespace, name } = object.metadata;
  return namespace ? `${namespace}/${name}` : name;
}

export function splitKey(key: string): { namespace?: string; name: string } {
  const slash = key.indexOf('/');
  return slash < 0
    ? { name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/**
 * All objects of one kind in memory, kept up to date by one list+watch, with an index by owner.
 *
 * Objects handed out are shared: never change them.
 */
export class Informer<T extends KubeObject = KubeObject> {
  readonly type: ResourceType;
  readonly #client: ClusterClient;
  readonly #onInterrupted: (error: Error) => void;
  readonly #objects = new Map<string, T>();
  readonly #byOwner = new Map<string, Map<string, T>>();
  readonly #listeners: ChangeListener<T>[] = [];
  /** Uids of objects that are gone, so that the late answer to a write does not bring one back. */
  readonly #gone = new Set<string>();
  #handle: ListWatchHandle | undefined;
  #markSynced: () => void = () => {};
  /** Resolves when the first list is complete. */
  readonly synced: Promise<void>;

  static create<T extends KubeObject>(options: {
    client: ClusterClient;
    type: ResourceType;
    onInterrupted(error: Error): void;
  }): Informer<T> {
    return new Informer<T>(options.client, options.type, options.onInterrupted);
  }

  private constructor(
    client: ClusterClient,
    type: ResourceType,
    onInterrupted: (e: Error) => void,
  ) {
    this.#client = client;
    this.type = type;
    this.#onInterrupted = onInterrupted;
    this.synced = new Promise(resolve => {
      this.#markSynced = resolve;
    });
  }

  start(): void {
    this.#handle = this.#client.listWatch<T>(this.type, {
      onSynced: objects => {
        const keys = new Set(objects.map(keyOf));
        objects.forEach(object => this.accept(object));
        [...this.#objects.entries()]
          .filter(([key]) => !keys.has(key))
          .forEach(([, object]) => this.#remove(object));
        this.#markSynced();
      },
      onUpserted: object => this.accept(object),
      onDeleted: object => this.#remove(object),
      onInterrupted: error => this.#onInterrupted(error),
    });
  }

  onChange(listener: ChangeListener<T>): void {
    this.#listeners.push(listener);
  }

  get(key: string): T | undefined {
    return this.#objects.get(key);
  }

  list(): T[] {
    return [...this.#objects.values()];
  }

  ownedBy(uid: string | undefined): T[] {
    return uid ? [...(this.#byOwner.get(uid)?.values() ?? [])] : [];
  }

  /**
   * Takes in a state, from the watch or from the answer to a write of ours, so that the next step does not see the
   * world as it was before. A state older than the known one is ignored; resource versions of one object may be
   * compared by number (Kubernetes promises it since 1.35, etcd and the sandbox always did it).
   */
  accept(object: T): void {
    if (this.#gone.has(object.metadata.uid ?? '')) {
      return;
    }
    const key = keyOf(object);
    const previous = this.#objects.get(key);
    if (previous && previous.metadata.uid === object.metadata.uid) {
      const known = Number(previous.metadata.resourceVersion);
      const offered = Number(object.metadata.resourceVersion);
      if (known >= offered) {
        return;
      }
    }
    if (previous) {
      this.#unindex(key, previous);
    }
    this.#objects.set(key, object);
    for (const owner of object.metadata.ownerReferences ?? []) {
      const owned = this.#byOwner.get(owner.uid) ?? new Map<string, T>();
      owned.set(key, object);
      this.#byOwner.set(owner.uid, owned);
    }
    this.#listeners.forEach(listener => listener(object, previous, false));
  }

  async stop(): Promise<void> {
    await this.#handle?.stop();
  }

  #remove(object: T): void {
    const key = keyOf(object);
    this.#bury(object.metadata.uid);
    const known = this.#objects.get(key);
    if (!known || known.metadata.uid !== object.metadata.uid) {
      return;
    }
    this.#objects.delete(key);
    this.#unindex(key, known);
    this.#listeners.forEach(listener => listener(known, known, true));
  }

  #bury(uid: string | undefined): void {
    if (!uid) {
      return;
    }
    this.#gone.add(uid);
    if (this.#gone.size > REMEMBERED_GONE) {
      const [oldest] = this.#gone;
      this.#gone.delete(oldest);
    }
  }

  #unindex(key: string, object: T): void {
    for (const owner of object.metadata.ownerReferences ?? []) {
      const owned = this.#byOwner.get(owner.uid);
      owned?.delete(key);
      if (owned?.size === 0) {
        this.#byOwner.delete(owner.uid);
      }
    }
  }
}
