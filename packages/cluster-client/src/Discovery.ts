import { ClusterError } from './ClusterError';
import type { KubeTransport } from './KubeTransport';
import { groupVersionPath } from './paths';
import type { GroupKind, ResourceType } from './types';

interface ApiResource {
  name: string;
  kind: string;
  namespaced: boolean;
}

/** Served kinds change when an operator is installed or upgraded: rarely, but without notice. */
const FOUND_TTL_MS = 10 * 60_000;
const MISSING_TTL_MS = 30_000;

/** Asks a cluster how it serves kinds, and remembers the answers per document. */
export class Discovery {
  readonly #transport: KubeTransport;
  readonly #now: () => number;
  readonly #documents = new Map<
    string,
    { expiresAt: number; value: Promise<unknown> }
  >();

  static create(options: {
    transport: KubeTransport;
    now: () => number;
  }): Discovery {
    return new Discovery(options);
  }

  private constructor(options: {
    transport: KubeTransport;
    now: () => number;
  }) {
    this.#transport = options.transport;
    this.#now = options.now;
  }

  async discover(
    wanted: GroupKind,
    refresh: boolean,
  ): Promise<ResourceType | undefined> {
    const served = await this.#servedVersions(wanted.group, refresh);
    const versions =
      wanted.versions?.filter(version => served.includes(version)) ?? served;
    for (const version of versions) {
      const resources = await this.#resources(wanted.group, version, refresh);
      const resource = resources.find(
        candidate =>
          candidate.kind === wanted.kind && !candidate.name.includes('/'),
      );
      if (resource) {
        return {
          group: wanted.group,
          version,
          kind: wanted.kind,
          plural: resource.name,
          namespaced: resource.namespaced,
          subresources: resources
            .filter(candidate => candidate.name.startsWith(`${resource.name}/`))
            .map(candidate => candidate.name.slice(resource.name.length + 1)),
        };
      }
    }
    return undefined;
  }

  /** Preferred version first. */
  async #servedVersions(group: string, refresh: boolean): Promise<string[]> {
    if (group === '') {
      return ['v1'];
    }
    const document = await this.#document<{
      preferredVersion?: { version: string };
      versions?: { version: string }[];
    }>(`/apis/${group}`, refresh);
    const preferred = document?.preferredVersion?.version;
    const others = (document?.versions ?? []).map(entry => entry.version);
    return preferred
      ? [preferred, ...others.filter(version => version !== preferred)]
      : others;
  }

  async #resources(
    group: string,
    version: string,
    refresh: boolean,
  ): Promise<ApiResource[]> {
    const document = await this.#document<{ resources?: ApiResource[] }>(
      groupVersionPath(group, version),
      refresh,
    );
    return document?.resources ?? [];
  }

  /** `undefined` when the server has no such document. Callers that ask at the same time share one request. */
  #document<T>(path: string, refresh: boolean): Promise<T | undefined> {
    const known = this.#documents.get(path);
    if (known && !refresh && known.expiresAt > this.#now()) {
      return known.value as Promise<T | undefined>;
    }
    const entry: { expiresAt: number; value: Promise<unknown> } = {
      expiresAt: this.#now() + FOUND_TTL_MS,
      value: Promise.resolve(),
    };
    const value: Promise<T | undefined> = this.#transport
      .json<T>({ method: 'GET', path })
      .catch((error: unknown) => {
        if (error instanceof ClusterError && error.code === 404) {
          entry.expiresAt = this.#now() + MISSING_TTL_MS;
          return undefined;
        }
        if (this.#documents.get(path) === entry) {
          this.#documents.delete(path);
        }
        throw error;
      });
    entry.value = value;
    this.#documents.set(path, entry);
    return value;
  }
}
