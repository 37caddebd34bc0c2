import { isDeepStrictEqual } from 'node:util';
import type {
  ClusterClient,
  GroupKind,
  KubeObject,
} from '@silogen/cluster-client';
import { ClusterError } from '@silogen/cluster-client';
import { NotFoundError } from '@backstage/errors';
import type { Clock } from './clock';
import { EventRecorder } from './events';
import { Informer, keyOf } from './informer';
import { ReconcileQueue } from './reconcileQueue';

export interface ControllerContextOptions {
  client: ClusterClient;
  clock: Clock;
  /** Simulated seconds per second of wall time. */
  speed: number;
  seed: string;
  onError(error: unknown, where: string): void;
}

/** What every controller of one cluster shares: the client, caches, queues, events and time. */
export class ControllerContext {
  readonly client: ClusterClient;
  readonly clock: Clock;
  readonly speed: number;
  readonly seed: string;
  readonly events: EventRecorder;
  readonly #onError: (error: unknown, where: string) => void;
  readonly #informers = new Map<string, Informer>();
  readonly #queues: ReconcileQueue[] = [];
  readonly #stoppers: (() => Promise<void>)[] = [];

  static create(options: ControllerContextOptions): ControllerContext {
    return new ControllerContext(options);
  }

  private constructor(options: ControllerContextOptions) {
    this.client = options.client;
    this.clock = options.clock;
    this.speed = options.speed;
    this.seed = options.seed;
    this.#onError = options.onError;
    this.events = EventRecorder.create({
      client: options.client,
      clock: options.clock,
      onError: error => this.#onError(error, 'events'),
    });
  }

  /** The cache of a kind that must be served; every caller gets the same one. */
  async informer<T extends KubeObject>(kind: GroupKind): Promise<Informer<T>> {
    const informer = await this.findInformer<T>(kind);
    if (!informer) {
      throw new NotFoundError(
        `${this.client.server} does not serve ${kind.group}/${kind.kind}`,
      );
    }
    return informer;
  }

  async findInformer<T extends KubeObject>(
    kind: GroupKind,
  ): Promise<Informer<T> | undefined> {
    const id = `${kind.group}/${kind.kind}`;
    const known = this.#informers.get(id);
    if (known) {
      return known as unknown as Informer<T>;
    }
    const type = await this.client.discover(kind);
    if (!type) {
      return undefined;
    }
    const existing = this.#informers.get(id);
    if (existing) {
      return existing as unknown as Informer<T>;
    }
    const created = Informer.create<T>({
      client: this.client,
      type,
      onInterrupted: error => this.#onError(error, `watch of ${kind.kind}`),
    });
    this.#informers.set(id, created as unknown as Informer);
    return created;
  }

  queue(
    name: string,
    reconcile: (key: string) => Promise<void>,
    workers?: number,
  ): ReconcileQueue {
    const queue = ReconcileQueue.create({
      name,
      clock: this.clock,
      reconcile,
      workers,
      onError: (error, key) => this.#onError(error, `${name} ${key}`),
    });
    this.#queues.push(queue);
    return queue;
  }

  /** Wall milliseconds that a simulated duration takes. */
  wallMs(simulatedMs: number): number {
    return simulatedMs / this.speed;
  }

  onStop(stop: () => Promise<void>): void {
    this.#stoppers.push(stop);
  }

  /** After every controller has said what it listens to: fills the caches, then lets the controllers work. */
  async start(): Promise<void> {
    const informers = [...this.#informers.values()];
    informers.forEach(informer => informer.start());
    await Promise.all(informers.map(informer => informer.synced));
    this.#queues.forEach(queue => queue.start());
  }

  async create<T extends KubeObject>(
    informer: Informer<T>,
    object: T,
  ): Promise<T> {
    const created = await this.client.create<T>(informer.type, object);
    informer.accept(created);
    return created;
  }

  /** `undefined`: an object of that name is there already. */
  async createUnlessThere<T extends KubeObject>(
    informer: Informer<T>,
    object: T,
  ): Promise<T | undefined> {
    try {
      return await this.create(informer, object);
    } catch (error) {
      if (error instanceof ClusterError && error.reason === 'AlreadyExists') {
        return undefined;
      }
      throw error;
    }
  }

  async replace<T extends KubeObject>(
    informer: Informer<T>,
    object: T,
  ): Promise<T> {
    const replaced = await this.client.replace<T>(informer.type, object);
    informer.accept(replaced);
    return replaced;
  }

  /** Writes the status when it differs from the cached one. */
  async replaceStatus<T extends KubeObject & { status?: unknown }>(
    informer: Informer<T>,
    object: T,
    status: T['status'],
  ): Promise<T> {
    const current = informer.get(keyOf(object)) ?? object;
    if (isDeepStrictEqual(plain(current.status), plain(status))) {
      return current;
    }
    const replaced = await this.client.replaceStatus<T>(informer.type, {
      ...object,
      status,
    });
    informer.accept(replaced);
    return replaced;
  }

  /** Merge patch of metadata or spec. */
  async merge<T extends KubeObject>(
    informer: Informer<T>,
    object: T,
    body: unknown,
  ): Promise<T> {
    const { name, namespace } = object.metadata;
    const patched = await this.client.patch<T>(informer.type, name, namespace, {
      type: 'merge',
      body,
    });
    informer.accept(patched);
    return patched;
  }

  /** Deletes this very object, not a later one of the same name. */
  async remove<T extends KubeObject>(
    informer: Informer<T>,
    object: T,
    options: { gracePeriodSeconds?: number } = {},
  ): Promise<void> {
    const { name, namespace, uid } = object.metadata;
    try {
      await this.client.delete(informer.type, name, namespace, {
        propagationPolicy: 'Background',
        ...options,
        ...(uid ? { preconditions: { uid } } : {}),
      });
    } catch (error) {
      if (!(error instanceof ClusterError && error.reason === 'Conflict')) {
        throw error;
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#queues.map(queue => queue.stop()));
    await Promise.all(this.#stoppers.map(stop => stop()));
    await Promise.all(
      [...this.#informers.values()].map(informer => informer.stop()),
    );
    await this.events.flush();
  }
}

/** As it would look after a trip over the wire: no undefined fields. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? {}));
}
