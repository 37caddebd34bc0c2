import { InputError } from '@backstage/errors';
import { ClusterError } from './ClusterError';
import { Discovery } from './Discovery';
import type { KubeTransport, TransportRequest } from './KubeTransport';
import { ListWatch } from './ListWatch';
import { openWatch } from './openWatch';
import { collectionPath, objectPath, scopeQuery, servicePath } from './paths';
import type {
  AccessQuestion,
  ClusterClient,
  DeleteOptions,
  GroupKind,
  KubeObject,
  ListOptions,
  ListWatchHandle,
  ListWatchHandlers,
  ListWatchOptions,
  LogOptions,
  ObjectList,
  PatchType,
  ResourceType,
  Scope,
  ServicePort,
  ServiceProxyAddress,
  WatchEvent,
  WriteOptions,
} from './types';

const PAGE_SIZE = 500;
const LIST_RESTARTS = 3;
const PATCH_CONTENT_TYPE: Record<PatchType, string> = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  // JSON is YAML.
  apply: 'application/apply-patch+yaml',
};

interface ClientSettings {
  transport: KubeTransport;
  random: () => number;
  now: () => number;
  stallTimeoutMs: number;
  watchSeconds: number;
  delay?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** `ClusterClient` over HTTP. */
export class DefaultClusterClient implements ClusterClient {
  readonly server: string;
  readonly #settings: ClientSettings;
  readonly #transport: KubeTransport;
  readonly #discovery: Discovery;

  static create(settings: ClientSettings): DefaultClusterClient {
    return new DefaultClusterClient(settings);
  }

  private constructor(settings: ClientSettings) {
    this.#settings = settings;
    this.#transport = settings.transport;
    this.server = settings.transport.server;
    this.#discovery = Discovery.create({
      transport: settings.transport,
      now: settings.now,
    });
  }

  version(): Promise<{ gitVersion: string }> {
    return this.#transport.json({ method: 'GET', path: '/version' });
  }

  async ready(): Promise<void> {
    try {
      const answer = await this.#transport.stream({
        method: 'GET',
        path: '/readyz',
      });
      await new Response(answer).text();
    } catch (error) {
      const isAnswered = error instanceof ClusterError;
      if (!isAnswered || ![403, 404].includes(error.code)) throw error;
    }
  }

  discover(
    kind: GroupKind,
    options?: { refresh?: boolean },
  ): Promise<ResourceType | undefined> {
    return this.#discovery.discover(kind, options?.refresh ?? false);
  }

  list<T extends KubeObject>(
    type: ResourceType,
    options?: ListOptions,
  ): Promise<ObjectList<T>> {
    return this.#list(type, options);
  }

  async *listAll<T extends KubeObject>(
    type: ResourceType,
    scope?: Scope,
  ): AsyncIterable<T> {
    const handedOut = new Set<string>();
    let next: string | undefined;
    let restarts = 0;
    do {
      let page: ObjectList<T>;
      try {
        page = await this.#list<T>(type, {
          ...scope,
          limit: PAGE_SIZE,
          continue: next,
        });
      } catch (error) {
        const expired =
          next !== undefined &&
          error instanceof ClusterError &&
          error.code === 410;
        restarts += 1;
        if (!expired || restarts > LIST_RESTARTS) {
          throw error;
        }
        next = undefined;
        continue;
      }
      for (const object of page.items) {
        // After a restart the list begins anew; the caller gets each object once.
        const key = `${object.metadata.namespace ?? ''}/${
          object.metadata.name
        }`;
        if (!handedOut.has(key)) {
          handedOut.add(key);
          yield object;
        }
      }
      next = page.metadata.continue || undefined;
      if (!next) {
        return;
      }
    } while (true);
  }

  get<T extends KubeObject>(
    type: ResourceType,
    name: string,
    namespace?: string,
  ): Promise<T> {
    return this.#json(() => ({
      method: 'GET',
      path: objectPath(type, name, namespace),
    }));
  }

  async find<T extends KubeObject>(
    type: ResourceType,
    name: string,
    namespace?: string,
  ): Promise<T | undefined> {
    try {
      return await this.get<T>(type, name, namespace);
    } catch (error) {
      if (error instanceof ClusterError && error.code === 404) {
        return undefined;
      }
      throw error;
    }
  }

  create<T extends KubeObject>(
    type: ResourceType,
    object: T,
    options?: WriteOptions,
  ): Promise<T> {
    return this.#json(() => {
      const { namespace } = object.metadata;
      if (type.namespaced && !namespace) {
        throw new InputError(
          `metadata.namespace: ${type.kind} is namespaced, set its namespace`,
        );
      }
      const path = collectionPath(type, namespace);
      return { method: 'POST', path, query: writeQuery(options), body: object };
    });
  }

  replace<T extends KubeObject>(
    type: ResourceType,
    object: T,
    options?: WriteOptions,
  ): Promise<T> {
    return this.#put(type, object, undefined, options);
  }

  replaceStatus<T extends KubeObject>(
    type: ResourceType,
    object: T,
    options?: WriteOptions,
  ): Promise<T> {
    return this.#put(type, object, 'status', options);
  }

  patch<T extends KubeObject>(
    type: ResourceType,
    name: string,
    namespace: string | undefined,
    patch: {
      type: PatchType;
      body: unknown;
      subresource?: 'status';
      force?: boolean;
    },
    options?: WriteOptions,
  ): Promise<T> {
    return this.#json(() => {
      if (patch.type === 'apply' && !options?.fieldManager) {
        throw new InputError(
          'fieldManager: a server-side apply needs one, name it in the options',
        );
      }
      return {
        method: 'PATCH',
        path: objectPath(type, name, namespace, patch.subresource),
        query: {
          ...writeQuery(options),
          force: patch.type === 'apply' && patch.force ? true : undefined,
        },
        contentType: PATCH_CONTENT_TYPE[patch.type],
        body: patch.body,
      };
    });
  }

  async delete(
    type: ResourceType,
    name: string,
    namespace?: string,
    options?: DeleteOptions,
  ): Promise<{ gone: boolean }> {
    const { dryRun, ...rest } = options ?? {};
    try {
      await this.#json(() => ({
        method: 'DELETE',
        path: objectPath(type, name, namespace),
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          ...rest,
          ...(dryRun ? { dryRun: ['All'] } : {}),
        },
      }));
      return { gone: false };
    } catch (error) {
      if (error instanceof ClusterError && error.code === 404) {
        return { gone: true };
      }
      throw error;
    }
  }

  watch<T extends KubeObject>(
    type: ResourceType,
    options: Scope & {
      resourceVersion: string;
      timeoutSeconds?: number;
      signal?: AbortSignal;
    },
  ): AsyncIterable<WatchEvent<T>> {
    const { stallTimeoutMs } = this.#settings;
    return openWatch<T>(this.#transport, type, { ...options, stallTimeoutMs });
  }

  listWatch<T extends KubeObject>(
    type: ResourceType,
    handlers: ListWatchHandlers<T>,
    options: ListWatchOptions = {},
  ): ListWatchHandle {
    const { random, now, delay, stallTimeoutMs, watchSeconds } = this.#settings;
    return ListWatch.start<T>({
      handlers,
      options,
      dependencies: {
        list: (page, signal) => this.#list<T>(type, page, signal),
        watch: watch =>
          openWatch<T>(this.#transport, type, { ...watch, stallTimeoutMs }),
        watchSeconds,
        random,
        now,
        delay,
      },
    });
  }

  async logs(
    namespace: string,
    pod: string,
    options: LogOptions = {},
  ): Promise<ReadableStream<Uint8Array>> {
    const { signal, ...query } = options;
    const pods: ResourceType = {
      group: '',
      version: 'v1',
      kind: 'Pod',
      plural: 'pods',
      namespaced: true,
      subresources: ['log'],
    };
    const path = objectPath(pods, pod, namespace, 'log');
    return this.#transport.stream({ method: 'GET', path, query, signal });
  }

  async serviceProxy(service: ServicePort): Promise<ServiceProxyAddress> {
    const url = `${this.server}${servicePath(service)}`;
    return { url, ...(await this.#transport.authorize()) };
  }

  async canI(question: AccessQuestion): Promise<boolean> {
    const review = await this.#transport.json<{
      status?: { allowed?: boolean };
    }>({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: question },
      },
    });
    return review.status?.allowed === true;
  }

  async #list<T extends KubeObject>(
    type: ResourceType,
    options?: ListOptions,
    signal?: AbortSignal,
  ): Promise<ObjectList<T>> {
    const list = await this.#json<ObjectList<T>>(() => ({
      method: 'GET',
      path: collectionPath(type, options?.namespace),
      query: {
        ...scopeQuery(options),
        limit: options?.limit,
        continue: options?.continue,
      },
      signal,
    }));
    // Real servers leave apiVersion and kind out of list items of built-in kinds, and send null for none.
    const apiVersion = type.group
      ? `${type.group}/${type.version}`
      : type.version;
    const items = (list.items ?? []).map(item => ({
      ...item,
      apiVersion,
      kind: type.kind,
    }));
    return { items, metadata: list.metadata };
  }

  #put<T extends KubeObject>(
    type: ResourceType,
    object: T,
    subresource: string | undefined,
    options: WriteOptions | undefined,
  ): Promise<T> {
    return this.#json(() => {
      const { name, namespace } = object.metadata;
      const path = objectPath(type, name, namespace, subresource);
      return { method: 'PUT', path, query: writeQuery(options), body: object };
    });
  }

  /** Async, so that a bad argument rejects as every other failure does. */
  async #json<T>(build: () => TransportRequest): Promise<T> {
    return this.#transport.json<T>(build());
  }
}

function writeQuery(options: WriteOptions | undefined) {
  return {
    dryRun: options?.dryRun ? 'All' : undefined,
    fieldManager: options?.fieldManager,
  };
}
