import type { KubeObject } from '@silogen/cluster-client';
import { objectKey } from './EventLog';
import type { StoredResource } from './ObjectStore';

interface Entry {
  resource: StoredResource;
  object: KubeObject;
}

/** All objects of a cluster by resource, by uid and by owner. */
export class ObjectIndex {
  readonly #byResource = new Map<string, Map<string, KubeObject>>();
  readonly #byUid = new Map<string, Entry>();
  readonly #byOwner = new Map<string, Set<string>>();

  static create(): ObjectIndex {
    return new ObjectIndex();
  }

  private constructor() {}

  all(resource: StoredResource): Map<string, KubeObject> {
    const key = `${resource.group}/${resource.plural}`;
    const known = this.#byResource.get(key);
    if (known) {
      return known;
    }
    const created = new Map<string, KubeObject>();
    this.#byResource.set(key, created);
    return created;
  }

  get(resource: StoredResource, key: string): KubeObject | undefined {
    return this.all(resource).get(key);
  }

  set(resource: StoredResource, object: KubeObject): void {
    this.delete(resource, object);
    this.all(resource).set(
      objectKey(object.metadata.namespace, object.metadata.name),
      object,
    );
    const uid = object.metadata.uid!;
    this.#byUid.set(uid, { resource, object });
    for (const owner of object.metadata.ownerReferences ?? []) {
      const uids = this.#byOwner.get(owner.uid) ?? new Set();
      this.#byOwner.set(owner.uid, uids.add(uid));
    }
  }

  delete(resource: StoredResource, object: KubeObject): void {
    const key = objectKey(object.metadata.namespace, object.metadata.name);
    const known = this.get(resource, key);
    if (!known) {
      return;
    }
    this.all(resource).delete(key);
    this.#byUid.delete(known.metadata.uid!);
    for (const owner of known.metadata.ownerReferences ?? []) {
      const uids = this.#byOwner.get(owner.uid);
      uids?.delete(known.metadata.uid!);
      if (uids?.size === 0) {
        this.#byOwner.delete(owner.uid);
      }
    }
  }

  byUid(uid: string): Entry | undefined {
    return this.#byUid.get(uid);
  }

  dependents(uid: string): Entry[] {
    return [...(this.#byOwner.get(uid) ?? [])].map(
      dependent => this.#byUid.get(dependent)!,
    );
  }
}
