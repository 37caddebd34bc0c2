import type { KubeObject } from '@silogen/cluster-client';
import type { StoredResource } from '../store/ObjectStore';
import type { KindDefinition, KindVersion } from './types';

/** A kind in the version of one request. */
export interface ServedKind {
  kind: KindDefinition;
  version: KindVersion;
  /** `v1`, `batch/v1` */
  apiVersion: string;
  resource: StoredResource;
}

/** The kinds of one cluster, and the way between their versions. */
export class KindRegistry {
  readonly kinds: readonly KindDefinition[];
  readonly #byPath = new Map<string, ServedKind>();
  readonly #byPlural = new Map<string, KindDefinition>();

  static create(options: { kinds: readonly KindDefinition[] }): KindRegistry {
    return new KindRegistry(options.kinds);
  }

  private constructor(kinds: readonly KindDefinition[]) {
    this.kinds = kinds;
    for (const kind of kinds) {
      const resource = { group: kind.group, plural: kind.plural };
      this.#byPlural.set(`${kind.group}/${kind.plural}`, kind);
      for (const version of kind.versions) {
        const apiVersion = kind.group
          ? `${kind.group}/${version.name}`
          : version.name;
        this.#byPath.set(`${apiVersion}/${kind.plural}`, {
          kind,
          version,
          apiVersion,
          resource,
        });
      }
    }
  }

  find(group: string, version: string, plural: string): ServedKind | undefined {
    return this.#byPath.get(`${group ? `${group}/` : ''}${version}/${plural}`);
  }

  /** The kind in the version in which it is stored. */
  stored(resource: StoredResource): ServedKind {
    const kind = this.#byPlural.get(`${resource.group}/${resource.plural}`)!;
    return this.find(kind.group, storageVersion(kind), kind.plural)!;
  }

  has(resource: StoredResource): boolean {
    return this.#byPlural.has(`${resource.group}/${resource.plural}`);
  }

  toStorage(served: ServedKind, object: KubeObject): KubeObject {
    return convert(served.kind, object, storageVersion(served.kind));
  }

  fromStorage(served: ServedKind, object: KubeObject): KubeObject {
    return convert(served.kind, object, served.version.name);
  }
}

function storageVersion(kind: KindDefinition): string {
  return kind.storageVersion ?? kind.versions[0].name;
}

function convert(
  kind: KindDefinition,
  object: KubeObject,
  toVersion: string,
): KubeObject {
  const apiVersion = kind.group ? `${kind.group}/${toVersion}` : toVersion;
  if (object.apiVersion === apiVersion) {
    return object;
  }
  return {
    ...(kind.convert?.(object, toVersion) ?? object),
    apiVersion,
    kind: kind.kind,
  };
}
