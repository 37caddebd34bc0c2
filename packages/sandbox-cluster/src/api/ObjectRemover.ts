import type { DeleteOptions, KubeObject } from '@silogen/cluster-client';
import type { ObjectStore } from '../store/ObjectStore';
import { ApiError, successStatus, type StatusObject } from './ApiError';
import type { ServedKind } from './KindRegistry';
import { hasGeneration, kubeTime, type DeletingMeta } from './metadata';
import { sameJson } from './sameJson';

export const FOREGROUND_FINALIZER = 'foregroundDeletion';
/** Namespaces are emptied before they go; the real server keeps this in `spec.finalizers`. */
const NAMESPACE_FINALIZER = 'kubernetes';
const PERMANENT_NAMESPACES = new Set(['default', 'kube-system', 'kube-public']);

/** Deletes: preconditions, finalizers, a pod's grace period, and what becomes of the dependents. */
export class ObjectRemover {
  readonly #store: ObjectStore;
  readonly #now: () => number;

  static create(options: {
    store: ObjectStore;
    now: () => number;
  }): ObjectRemover {
    return new ObjectRemover(options);
  }

  private constructor(options: { store: ObjectStore; now: () => number }) {
    this.#store = options.store;
    this.#now = options.now;
  }

  /** @returns The object while something still holds it, a `Status` once it is gone. */
  remove(request: {
    served: ServedKind;
    namespace: string | undefined;
    name: string;
    options: Omit<DeleteOptions, 'dryRun'>;
    dryRun: boolean;
  }): KubeObject | StatusObject {
    const { served, namespace, name, options } = request;
    const { kind, resource } = served;
    const object = this.#store.get(resource, namespace, name);
    if (!object) {
      throw ApiError.notFound(kind, name);
    }
    this.#checkPreconditions(served, object, options);
    if (kind.kind === 'Namespace' && PERMANENT_NAMESPACES.has(name)) {
      throw ApiError.forbidden(
        `namespaces "${name}" is forbidden: this namespace may not be deleted`,
        { name, kind: 'namespaces' },
      );
    }
    const gone = successStatus({
      name,
      group: kind.group || undefined,
      kind: kind.plural,
      uid: object.metadata.uid,
    });
    if (request.dryRun) {
      return gone;
    }
    if (options.propagationPolicy === 'Orphan') {
      this.#orphan(object);
    }
    const marked = this.#mark(served, object, options);
    if (isHeld(kind.kind, marked, this.#now())) {
      return sameJson(marked, object)
        ? object
        : this.#store.put(resource, marked);
    }
    this.#store.remove(resource, namespace, name);
    return gone;
  }

  /** The last finalizer of an object under deletion is gone, or its grace is over. */
  finish(served: ServedKind, object: KubeObject): KubeObject {
    const { namespace, name } = object.metadata;
    if (isHeld(served.kind.kind, object, this.#now())) {
      return this.#store.put(served.resource, object);
    }
    return this.#store.remove(served.resource, namespace, name) ?? object;
  }

  #checkPreconditions(
    served: ServedKind,
    object: KubeObject,
    { preconditions }: Omit<DeleteOptions, 'dryRun'>,
  ): void {
    const { name, uid, resourceVersion } = object.metadata;
    if (preconditions?.uid && preconditions.uid !== uid) {
      throw ApiError.conflict(
        served.kind,
        name,
        `Precondition failed: UID in precondition: ${preconditions.uid}, UID in object meta: ${uid}`,
      );
    }
    if (
      preconditions?.resourceVersion &&
      preconditions.resourceVersion !== resourceVersion
    ) {
      throw ApiError.conflict(
        served.kind,
        name,
        `Precondition failed: ResourceVersion in precondition: ${preconditions.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`,
      );
    }
  }

  #mark(
    served: ServedKind,
    object: KubeObject,
    options: Omit<DeleteOptions, 'dryRun'>,
  ): KubeObject {
    const metadata: DeletingMeta = { ...object.metadata };
    const graceSeconds = graceOf(
      served.kind.kind,
      object,
      options.gracePeriodSeconds,
    );
    const shortens =
      graceSeconds < (metadata.deletionGracePeriodSeconds ?? Infinity);
    if (!metadata.deletionTimestamp || shortens) {
      metadata.deletionTimestamp = kubeTime(this.#now() + graceSeconds * 1000);
      metadata.deletionGracePeriodSeconds = graceSeconds;
      if (hasGeneration(served.kind) && !object.metadata.deletionTimestamp) {
        metadata.generation = (metadata.generation ?? 0) + 1;
      }
    }
    const foreground =
      options.propagationPolicy === 'Foreground' &&
      this.#store.dependents(metadata.uid!).length > 0 &&
      !metadata.finalizers?.includes(FOREGROUND_FINALIZER);
    if (foreground) {
      metadata.finalizers = [
        ...(metadata.finalizers ?? []),
        FOREGROUND_FINALIZER,
      ];
    }
    const marked: KubeObject = { ...object, metadata };
    if (served.kind.kind === 'Namespace') {
      marked.status = { ...(object.status as object), phase: 'Terminating' };
    }
    return marked;
  }

  #orphan(owner: KubeObject): void {
    for (const { resource, object } of this.#store.dependents(
      owner.metadata.uid!,
    )) {
      const ownerReferences = object.metadata.ownerReferences?.filter(
        reference => reference.uid !== owner.metadata.uid,
      );
      this.#store.put(resource, {
        ...object,
        metadata: { ...object.metadata, ownerReferences },
      });
    }
  }
}

/** Only a pod that runs somewhere is given time to end. */
function graceOf(
  kind: string,
  object: KubeObject,
  asked: number | undefined,
): number {
  if (kind !== 'Pod') {
    return 0;
  }
  const spec = object.spec as
    | { nodeName?: string; terminationGracePeriodSeconds?: number }
    | undefined;
  const phase = (object.status as { phase?: string } | undefined)?.phase;
  if (!spec?.nodeName || phase === 'Succeeded' || phase === 'Failed') {
    return 0;
  }
  return asked ?? spec.terminationGracePeriodSeconds ?? 30;
}

function isHeld(kind: string, object: KubeObject, nowMs: number): boolean {
  const metadata: DeletingMeta = object.metadata;
  if (metadata.finalizers?.length) {
    return true;
  }
  if (kind === 'Namespace') {
    const { finalizers } = (object.spec ?? {}) as { finalizers?: string[] };
    return finalizers?.includes(NAMESPACE_FINALIZER) ?? false;
  }
  return (
    (metadata.deletionGracePeriodSeconds ?? 0) > 0 &&
    Date.parse(metadata.deletionTimestamp ?? '') > nowMs
  );
}
