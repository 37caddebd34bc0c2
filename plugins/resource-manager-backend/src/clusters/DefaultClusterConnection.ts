import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterClient,
  ListWatchHandle,
  ResourceType,
} from '@silogen/cluster-client';
import type { AdmissionWorld } from '@silogen/kueue-admission';
import { problem } from '../problems';
import { toAdmissionWorld } from './admissionWorld';
import {
  READ_KINDS,
  WATCHED_KIND_NAMES,
  WATCHED_KINDS,
  type ReadKind,
} from './kinds';
import { LiveClusterView } from './LiveClusterView';
import type { ClusterConnection, Reachability, WatchedKind } from './types';

/** Set on namespace kube-system by a simulated cluster. */
const SIMULATED_ANNOTATION = 'sandbox.silogen.ai/simulated';
const SPEED_ANNOTATION = 'sandbox.silogen.ai/speed';

function isEmpty(objects: Iterable<unknown>): boolean {
  return objects[Symbol.iterator]().next().done === true;
}

/** The credentials do not allow it: no retry will help until somebody changes that. */
function isRefusal(error: Error): boolean {
  const { code } = error as { code?: number };
  return code === 401 || code === 403;
}

/** Kinds whose operator may be installed later are looked for again this often. */
const REDISCOVER_AFTER_MS = 60_000;

export interface ClusterConnectionOptions {
  name: string;
  title: string;
  /** Makes the client; fails while the kubeconfig cannot be read, and is then tried again. */
  connect: () => ClusterClient;
  logger: LoggerService;
  now: () => Date;
  /** Time between two checks that the cluster answers. */
  probeIntervalMs?: number;
}

/** Keeps the view of one cluster live, from the moment that the cluster can be reached. */
export class DefaultClusterConnection implements ClusterConnection {
  readonly name: string;
  readonly title: string;
  readonly view: LiveClusterView;
  readonly #options: ClusterConnectionOptions;
  readonly #types = new Map<WatchedKind | ReadKind, ResourceType>();
  readonly #watches = new Map<WatchedKind, ListWatchHandle>();
  readonly #interrupted = new Set<WatchedKind>();
  readonly #listeners = new Set<(now: Reachability) => void>();
  #client?: ClusterClient;
  #reachability: Reachability;
  #kubernetesVersion?: string;
  #discoveredAtMs = -Infinity;
  #timer?: NodeJS.Timeout;
  #probing?: Promise<void>;
  #stopped = false;
  #world?: { revision: number; world: AdmissionWorld };

  private constructor(options: ClusterConnectionOptions) {
    this.#options = options;
    this.name = options.name;
    this.title = options.title;
    this.#reachability = {
      reachable: false,
      since: options.now(),
      problem: 'No contact with it since this portal started',
    };
    this.view = LiveClusterView.create({
      cluster: options.name,
      now: options.now,
      onListenerError: error =>
        options.logger.error(
          `Cluster ${options.name}: a change could not be handled: ${error}`,
        ),
    });
  }

  static create(options: ClusterConnectionOptions): DefaultClusterConnection {
    return new DefaultClusterConnection(options);
  }

  get server(): string {
    return this.#client?.server ?? '';
  }

  get client(): ClusterClient {
    if (!this.#client) {
      throw problem(
        'unavailable',
        'cluster.unreachable',
        `Cluster ${this.name} cannot be reached: ${this.#reachability.problem}`,
      );
    }
    return this.#client;
  }

  uid(): string | undefined {
    return this.view.get('Namespace', 'kube-system')?.metadata.uid;
  }

  reachability(): Reachability {
    return this.#reachability;
  }

  onReachability(listener: (now: Reachability) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  served(kind: WatchedKind | ReadKind): ResourceType | undefined {
    return this.#types.get(kind);
  }

  kubernetesVersion(): string | undefined {
    return this.#kubernetesVersion;
  }

  simulation(): { simulated: boolean; speed?: number } {
    const annotations = this.view.get('Namespace', 'kube-system')?.metadata
      .annotations;
    if (annotations?.[SIMULATED_ANNOTATION] !== 'true')
      return { simulated: false };
    const speed = Number(annotations[SPEED_ANNOTATION]);
    return { simulated: true, ...(speed > 0 && { speed }) };
  }

  writer(): 'kaiwo' | 'kueue' | 'none' {
    if (this.served('KaiwoQueueConfig')) return 'kaiwo';
    return this.served('ClusterQueue') ? 'kueue' : 'none';
  }

  admissionWorld(): AdmissionWorld {
    const { revision } = this.view;
    if (this.#world?.revision !== revision) {
      this.#world = { revision, world: toAdmissionWorld(this.view) };
    }
    return this.#world.world;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#probing;
    await Promise.all([...this.#watches.values()].map(watch => watch.stop()));
  }

  /** Checks now, and from then on regularly, whether the cluster answers; when it does, it is watched. Never rejects. */
  async probe(): Promise<void> {
    clearTimeout(this.#timer);
    this.#probing ??= this.#probeOnce().finally(() => {
      this.#probing = undefined;
      if (this.#stopped) return;
      this.#timer = setTimeout(
        () => void this.probe(),
        this.#options.probeIntervalMs ?? 10_000,
      );
      this.#timer.unref();
    });
    await this.#probing;
  }

  async #probeOnce(): Promise<void> {
    try {
      const { client, version } = await this.#contact();
      this.#kubernetesVersion = version;
      // Without its store an API server goes on telling its version and keeps watches open on which nothing comes.
      await client.ready();
      await this.#discover(client);
      if (this.#interrupted.size === 0 && this.view.allSynced) {
        this.view.touch();
      }
      this.#setReachable();
    } catch (error) {
      this.#setUnreachable(error);
    }
  }

  async #contact(): Promise<{ client: ClusterClient; version: string }> {
    const client = this.#client ?? this.#options.connect();
    this.#client = client;
    try {
      return { client, version: (await client.version()).gitVersion };
    } catch (error) {
      // The address or the credentials may have been replaced since the client was made.
      const fresh = await this.#reconnect();
      if (!fresh) throw error;
      return fresh;
    }
  }

  async #reconnect(): Promise<
    { client: ClusterClient; version: string } | undefined
  > {
    try {
      const client = this.#options.connect();
      const version = (await client.version()).gitVersion;
      const watches = [...this.#watches.values()];
      this.#watches.clear();
      this.#types.clear();
      this.#interrupted.clear();
      this.#discoveredAtMs = -Infinity;
      this.#client = client;
      await Promise.all(watches.map(watch => watch.stop()));
      return { client, version };
    } catch {
      // The first failure tells more: it is of what worked before.
      return undefined;
    }
  }

  async #discover(client: ClusterClient): Promise<void> {
    const now = this.#options.now().getTime();
    const complete = WATCHED_KIND_NAMES.every(kind => this.#types.has(kind));
    if (complete || now - this.#discoveredAtMs < REDISCOVER_AFTER_MS) return;
    let refresh = true;
    for (const [kind, groupKind] of Object.entries({
      ...READ_KINDS,
      ...WATCHED_KINDS,
    })) {
      const name = kind as WatchedKind | ReadKind;
      if (this.#types.has(name)) continue;
      const type = await client.discover(groupKind, { refresh });
      refresh = false;
      if (type) this.#types.set(name, type);
      if (name in WATCHED_KINDS) this.#watch(client, name as WatchedKind, type);
    }
    this.#discoveredAtMs = now;
  }

  #watch(
    client: ClusterClient,
    kind: WatchedKind,
    type: ResourceType | undefined,
  ): void {
    if (this.#stopped || this.#watches.has(kind)) return;
    if (!type) {
      if (!this.view.synced(kind) || !isEmpty(this.view.all(kind)))
        this.view.reset(kind, [], { served: false });
      return;
    }
    const watch = client.listWatch(type, {
      onSynced: objects => this.view.reset(kind, objects),
      onUpserted: object => this.view.upsert(kind, object),
      onDeleted: object => this.view.remove(kind, object),
      onInterrupted: (error, retryInMs) => {
        this.#interrupted.add(kind);
        const text = `Cluster ${this.name}: watch of ${kind} was interrupted, next try in ${retryInMs} ms: ${error.message}`;
        if (isRefusal(error)) this.#options.logger.warn(text);
        else this.#options.logger.debug(text);
        void this.probe();
      },
      onResumed: () => {
        this.#interrupted.delete(kind);
        // It is back: launches need not be refused until the next regular look.
        if (!this.#reachability.reachable) void this.probe();
      },
    });
    this.#watches.set(kind, watch);
  }

  #setReachable(): void {
    if (this.#reachability.reachable) return;
    this.#options.logger.info(
      `Cluster ${this.name} can be reached (${this.server})`,
    );
    this.#changeReachability({ reachable: true, since: this.#options.now() });
  }

  #setUnreachable(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const { reachable, since, problem: known } = this.#reachability;
    if (!reachable && known === message) return;
    if (reachable || this.#discoveredAtMs === -Infinity) {
      this.#options.logger.warn(
        `Cluster ${this.name} cannot be reached: ${message}`,
      );
    }
    this.#changeReachability({
      reachable: false,
      since: reachable ? this.#options.now() : since,
      problem: message,
    });
  }

  #changeReachability(now: Reachability): void {
    this.#reachability = now;
    for (const listener of this.#listeners) {
      try {
        listener(now);
      } catch (error) {
        this.#options.logger.error(
          `Cluster ${this.name}: a change of its reachability could not be handled: ${error}`,
        );
      }
    }
  }
}
