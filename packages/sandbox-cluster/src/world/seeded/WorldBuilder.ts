import type { KubeObject } from '@silogen/cluster-client';
import type { KindDefinition, StoredObject } from './storage';
import { kubeTime } from '../../controllers/runtime/clock';
import { NotFoundError } from '@backstage/errors';
import { uidOf } from './ids';

/** Gives objects what the API server would give them at their creation. */
export class WorldBuilder {
  readonly #seed: string | number;
  readonly #cluster: string;
  readonly #kinds: readonly KindDefinition[];
  readonly #objects: StoredObject[] = [];

  static create(options: {
    seed: string | number;
    cluster: string;
    kinds: readonly KindDefinition[];
  }): WorldBuilder {
    return new WorldBuilder(options);
  }

  private constructor(options: Parameters<typeof WorldBuilder.create>[0]) {
    this.#seed = options.seed;
    this.#cluster = options.cluster;
    this.#kinds = options.kinds;
  }

  get objects(): readonly StoredObject[] {
    return this.#objects;
  }

  /** `<group>/<version>` in which objects of a kind are stored. */
  apiVersion(kind: string): string {
    const definition = this.#definition(kind);
    const version = definition.storageVersion ?? definition.versions[0].name;
    return definition.group ? `${definition.group}/${version}` : version;
  }

  uid(kind: string, name: string, namespace = ''): string {
    return uidOf(this.#seed, this.#cluster, kind, namespace, name);
  }

  /** The object as it was right after somebody created it: identity, times, defaults. */
  born<T extends KubeObject>(object: T, atMs: number): T {
    const { kind } = object;
    const { name, namespace } = object.metadata;
    // Defaults are written into the object; nothing of what is given may change.
    const copy: T = JSON.parse(JSON.stringify(object));
    copy.metadata = {
      ...copy.metadata,
      uid: this.uid(kind, name, namespace),
      creationTimestamp: kubeTime(atMs),
      ...(copy.spec ? { generation: 1 } : {}),
    };
    this.#definition(kind).prepare?.(copy, {
      operation: 'CREATE',
      now: new Date(atMs),
    });
    return copy;
  }

  /** Keeps an object for the snapshot, as it is now. */
  keep<T extends KubeObject>(object: T): T {
    const { group, plural } = this.#definition(object.kind);
    this.#objects.push({ resource: { group, plural }, object });
    return object;
  }

  #definition(kind: string): KindDefinition {
    const found = this.#kinds.find(candidate => candidate.kind === kind);
    if (!found) {
      throw new NotFoundError(`Cluster ${this.#cluster} serves no ${kind}`);
    }
    return found;
  }
}
