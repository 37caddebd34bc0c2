import type { KubeObject } from '@silogen/cluster-client';
import type {
  ObjectStore,
  StoredResource,
  StoreEvent,
} from '../store/ObjectStore';
import type { KindRegistry } from './KindRegistry';
import type { DeletingMeta } from './metadata';
import { FOREGROUND_FINALIZER, type ObjectRemover } from './ObjectRemover';

const NAMESPACES: StoredResource = { group: '', plural: 'namespaces' };
const PODS: StoredResource = { group: '', plural: 'pods' };
const EVENTS: StoredResource = { group: '', plural: 'events' };
/** As `kube-apiserver --event-ttl`. */
const EVENT_TTL_MS = 60 * 60_000;

/**
 * The real cluster's garbage collector, namespace controller and event expiry: deletes dependents of deleted owners,
 * empties namespaces, ends pods whose grace is over when no kubelet did.
 */
export class GarbageCollector {
  readonly #store: ObjectStore;
  readonly #registry: KindRegistry;
  readonly #remover: ObjectRemover;
  readonly #now: () => number;
  readonly #unsubscribe: () => void;
  readonly #queue: (() => void)[] = [];
  #scheduled: NodeJS.Immediate | undefined;

  static start(options: {
    store: ObjectStore;
    registry: KindRegistry;
    remover: ObjectRemover;
    now: () => number;
  }): GarbageCollector {
    return new GarbageCollector(options);
  }

  private constructor(options: Parameters<typeof GarbageCollector.start>[0]) {
    this.#store = options.store;
    this.#registry = options.registry;
    this.#remover = options.remover;
    this.#now = options.now;
    this.#unsubscribe = options.store.subscribe(event => this.#onEvent(event));
    this.#enqueue(() => this.#resume());
  }

  stop(): void {
    this.#unsubscribe();
    this.#queue.length = 0;
    clearImmediate(this.#scheduled);
  }

  /** What only time brings about; the server calls it every second. */
  sweep(): void {
    const nowMs = this.#now();
    for (const pod of this.#store.list(PODS).items) {
      const { deletionTimestamp, finalizers }: DeletingMeta = pod.metadata;
      // Two seconds for a kubelet to come first.
      if (
        deletionTimestamp &&
        !finalizers?.length &&
        Date.parse(deletionTimestamp) + 2_000 < nowMs
      ) {
        this.#store.remove(PODS, pod.metadata.namespace, pod.metadata.name);
      }
    }
    for (const event of this.#store.list(EVENTS).items) {
      const last =
        (event.lastTimestamp as string | undefined) ??
        event.metadata.creationTimestamp;
      if (Date.parse(last ?? '') + EVENT_TTL_MS < nowMs) {
        this.#store.remove(
          EVENTS,
          event.metadata.namespace,
          event.metadata.name,
        );
      }
    }
  }

  /** Deletions that a stop of the server interrupted. */
  #resume(): void {
    for (const kind of this.#registry.kinds) {
      const resource = { group: kind.group, plural: kind.plural };
      for (const object of this.#store.list(resource).items) {
        this.#checkOwners(resource, object);
        this.#checkDeleting(resource, object);
      }
    }
  }

  #onEvent({ type, resource, object }: StoreEvent): void {
    if (type === 'DELETED') {
      const dependents = this.#store.dependents(object.metadata.uid!);
      for (const dependent of dependents) {
        this.#enqueue(() =>
          this.#checkOwners(dependent.resource, dependent.object),
        );
      }
      for (const owner of object.metadata.ownerReferences ?? []) {
        this.#enqueue(() => this.#checkForeground(owner.uid));
      }
      const { namespace } = object.metadata;
      if (namespace !== undefined) {
        this.#enqueue(() => this.#checkNamespace(namespace));
      }
      return;
    }
    if (object.metadata.ownerReferences?.length) {
      this.#enqueue(() => this.#checkOwners(resource, object));
    }
    if (object.metadata.deletionTimestamp) {
      this.#enqueue(() => this.#checkDeleting(resource, object));
    }
  }

  #checkDeleting(resource: StoredResource, object: KubeObject): void {
    if (!object.metadata.deletionTimestamp) {
      return;
    }
    if (resource.group === '' && resource.plural === 'namespaces') {
      this.#checkNamespace(object.metadata.name);
    }
    this.#checkForeground(object.metadata.uid!);
  }

  /** Deletes an object all of whose owners are gone. */
  #checkOwners(resource: StoredResource, seen: KubeObject): void {
    const object = this.#store.byUid(seen.metadata.uid!)?.object;
    const owners = object?.metadata.ownerReferences ?? [];
    if (
      !object ||
      owners.length === 0 ||
      owners.some(owner => this.#store.byUid(owner.uid))
    ) {
      return;
    }
    if (!object.metadata.deletionTimestamp) {
      this.#remove(resource, object, 'Background');
    }
  }

  /** Foreground: the dependents that block go first, then their owner. */
  #checkForeground(uid: string): void {
    const entry = this.#store.byUid(uid);
    if (!entry?.object.metadata.finalizers?.includes(FOREGROUND_FINALIZER)) {
      return;
    }
    const { resource, object } = entry;
    const dependents = this.#store.dependents(uid);
    for (const dependent of dependents) {
      if (!dependent.object.metadata.deletionTimestamp) {
        this.#remove(dependent.resource, dependent.object, 'Foreground');
      }
    }
    const blocked = this.#store
      .dependents(uid)
      .some(({ object: { metadata } }) =>
        metadata.ownerReferences?.some(
          owner => owner.uid === uid && owner.blockOwnerDeletion,
        ),
      );
    if (!blocked) {
      const finalizers = object.metadata.finalizers?.filter(
        name => name !== FOREGROUND_FINALIZER,
      );
      this.#remover.finish(this.#registry.stored(resource), {
        ...object,
        metadata: { ...object.metadata, finalizers },
      });
    }
  }

  #checkNamespace(name: string): void {
    const namespace = this.#store.get(NAMESPACES, undefined, name);
    if (!namespace?.metadata.deletionTimestamp) {
      return;
    }
    let left = 0;
    for (const kind of this.#registry.kinds.filter(
      candidate => candidate.namespaced,
    )) {
      const resource = { group: kind.group, plural: kind.plural };
      for (const object of this.#store.list(resource, { namespace: name })
        .items) {
        if (!object.metadata.deletionTimestamp) {
          this.#remove(resource, object, 'Background');
        }
        left += this.#store.byUid(object.metadata.uid!) ? 1 : 0;
      }
    }
    if (left === 0) {
      const spec = { ...(namespace.spec as object), finalizers: [] };
      this.#remover.finish(this.#registry.stored(NAMESPACES), {
        ...namespace,
        spec,
      });
    }
  }

  #remove(
    resource: StoredResource,
    object: KubeObject,
    propagationPolicy: 'Background' | 'Foreground',
  ): void {
    if (!this.#store.byUid(object.metadata.uid!)) {
      return;
    }
    this.#remover.remove({
      served: this.#registry.stored(resource),
      namespace: object.metadata.namespace,
      name: object.metadata.name,
      options: { propagationPolicy },
      dryRun: false,
    });
  }

  /** Never within the write that caused it: the client's own request is answered first. */
  #enqueue(work: () => void): void {
    this.#queue.push(work);
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      this.#queue.splice(0).forEach(run => run());
    });
  }
}
