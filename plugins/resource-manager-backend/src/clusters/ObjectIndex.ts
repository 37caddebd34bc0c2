import type { KubeObject } from '@silogen/cluster-client';

const NONE: ReadonlyMap<string, KubeObject> = new Map();

export function objectKey(name: string, namespace?: string): string {
  return `${namespace ?? ''}/${name}`;
}

function keyOf(object: KubeObject): string {
  return objectKey(object.metadata.name, object.metadata.namespace);
}

/** The objects of one kind, by name, namespace, uid and owner. */
export class ObjectIndex {
  readonly #byKey = new Map<string, KubeObject>();
  readonly #byUid = new Map<string, KubeObject>();
  readonly #byNamespace = new Map<string, Map<string, KubeObject>>();
  readonly #byOwner = new Map<string, Map<string, KubeObject>>();

  all(): Iterable<KubeObject> {
    return this.#byKey.values();
  }

  get(name: string, namespace?: string): KubeObject | undefined {
    return this.#byKey.get(objectKey(name, namespace));
  }

  byUid(uid: string): KubeObject | undefined {
    return this.#byUid.get(uid);
  }

  inNamespace(namespace: string): Iterable<KubeObject> {
    return (this.#byNamespace.get(namespace) ?? NONE).values();
  }

  ownedBy(uid: string): Iterable<KubeObject> {
    return (this.#byOwner.get(uid) ?? NONE).values();
  }

  put(object: KubeObject): void {
    this.remove(object.metadata.name, object.metadata.namespace);
    const key = keyOf(object);
    const { uid, namespace, ownerReferences } = object.metadata;
    this.#byKey.set(key, object);
    if (uid) this.#byUid.set(uid, object);
    if (namespace) addTo(this.#byNamespace, namespace, key, object);
    for (const owner of ownerReferences ?? [])
      addTo(this.#byOwner, owner.uid, key, object);
  }

  remove(name: string, namespace?: string): KubeObject | undefined {
    const key = objectKey(name, namespace);
    const object = this.#byKey.get(key);
    if (!object) return undefined;
    this.#byKey.delete(key);
    if (object.metadata.uid) this.#byUid.delete(object.metadata.uid);
    if (object.metadata.namespace)
      removeFrom(this.#byNamespace, object.metadata.namespace, key);
    for (const owner of object.metadata.ownerReferences ?? []) {
      removeFrom(this.#byOwner, owner.uid, key);
    }
    return object;
  }

  /** Makes the contents exactly these objects. */
  reset(objects: readonly KubeObject[]): void {
    const present = new Set(objects.map(keyOf));
    for (const object of [...this.#byKey.values()]) {
      if (!present.has(keyOf(object)))
        this.remove(object.metadata.name, object.metadata.namespace);
    }
    for (const object of objects) this.put(object);
  }
}

function addTo(
  index: Map<string, Map<string, KubeObject>>,
  group: string,
  key: string,
  object: KubeObject,
): void {
  const found = index.get(group);
  if (found) found.set(key, object);
  else index.set(group, new Map([[key, object]]));
}

function removeFrom(
  index: Map<string, Map<string, KubeObject>>,
  group: string,
  key: string,
): void {
  const found = index.get(group);
  found?.delete(key);
  if (found?.size === 0) index.delete(group);
}
