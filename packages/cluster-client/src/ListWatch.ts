import { Backoff, sleep } from './backoff';
import { ClusterError } from './ClusterError';
import type { OpenWatchOptions } from './openWatch';
import type {
  KubeObject,
  ListOptions,
  ListWatchHandle,
  ListWatchHandlers,
  ListWatchOptions,
  ObjectList,
  WatchEvent,
} from './types';

/** Spreads the ends of watches, so that many do not end together. */
const WATCH_JITTER = 0.07;
/** A watch that the server ends sooner than this without an event counts as a failure, or it would be a busy loop. */
const SHORTEST_WATCH_MS = 1_000;
const PAGE_SIZE = 500;
/** A list that keeps losing its continue token is too slow for this cluster; then back-off applies. */
const LIST_RESTARTS = 3;

export interface ListWatchDependencies<T extends KubeObject> {
  list(options: ListOptions, signal: AbortSignal): Promise<ObjectList<T>>;
  watch(
    options: Omit<OpenWatchOptions, 'stallTimeoutMs'>,
  ): AsyncIterable<WatchEvent<T>>;
  /** The server is asked to end a watch after about this time. */
  watchSeconds: number;
  random: () => number;
  now: () => number;
  /** Waits between attempts; returns early when the signal fires. */
  delay?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What a failed attempt means for the next one. */
type Recovery = 'resume' | 'relist';

/** A handler threw: it may have missed a change, so everything is handed to it again. */
class HandlerError extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
    this.name = 'HandlerError';
  }
}

/**
 * Lists, then watches for ever. The position (`#resourceVersion`) survives clean ends and cuts; it is given up only
 * when the server no longer knows it, or when a handler failed and may have missed a change.
 */
export class ListWatch<T extends KubeObject> implements ListWatchHandle {
  readonly #dependencies: ListWatchDependencies<T>;
  readonly #handlers: ListWatchHandlers<T>;
  readonly #options: ListWatchOptions;
  readonly #abort = new AbortController();
  readonly #backoff: Backoff;
  readonly #finished: Promise<void>;
  #resourceVersion: string | undefined;
  #interrupted = true;
  /** Expiries and stalls are mended at once the first time, and only then. */
  #freeRetryUsed = false;

  static start<T extends KubeObject>(options: {
    dependencies: ListWatchDependencies<T>;
    handlers: ListWatchHandlers<T>;
    options: ListWatchOptions;
  }): ListWatch<T> {
    return new ListWatch(
      options.dependencies,
      options.handlers,
      options.options,
    );
  }

  private constructor(
    dependencies: ListWatchDependencies<T>,
    handlers: ListWatchHandlers<T>,
    options: ListWatchOptions,
  ) {
    this.#dependencies = dependencies;
    this.#handlers = handlers;
    this.#options = options;
    this.#backoff = Backoff.create({ random: dependencies.random });
    this.#finished = this.#run();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#finished;
  }

  async #run(): Promise<void> {
    const { signal } = this.#options;
    const onAbort = () => this.#abort.abort();
    if (signal?.aborted) {
      onAbort();
    }
    signal?.addEventListener('abort', onAbort);
    try {
      while (!this.#abort.signal.aborted) {
        try {
          if (this.#resourceVersion === undefined) {
            await this.#sync();
          } else {
            await this.#follow(this.#resourceVersion);
          }
        } catch (error) {
          await this.#recover(error);
        }
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async #sync(): Promise<void> {
    const { objects, resourceVersion } = await this.#listEverything();
    this.#throwIfStopped();
    await this.#handle(() => this.#handlers.onSynced(objects));
    this.#resourceVersion = resourceVersion;
    this.#resumed();
  }

  async #listEverything(): Promise<{ objects: T[]; resourceVersion: string }> {
    for (let restart = 0; ; restart += 1) {
      const objects: T[] = [];
      let next: string | undefined;
      try {
        for (;;) {
          const page = await this.#dependencies.list(
            {
              ...this.#scope(),
              limit: this.#options.pageSize ?? PAGE_SIZE,
              continue: next,
            },
            this.#abort.signal,
          );
          objects.push(...page.items);
          next = page.metadata.continue || undefined;
          if (!next) {
            return { objects, resourceVersion: page.metadata.resourceVersion };
          }
        }
      } catch (error) {
        const expired =
          next !== undefined &&
          error instanceof ClusterError &&
          error.code === 410;
        if (!expired || restart >= LIST_RESTARTS) {
          throw error;
        }
      }
    }
  }

  async #follow(resourceVersion: string): Promise<void> {
    const { now, random, watchSeconds } = this.#dependencies;
    const startedAt = now();
    let events = 0;
    const stream = this.#dependencies.watch({
      ...this.#scope(),
      resourceVersion,
      timeoutSeconds: Math.round(
        watchSeconds * (1 + (random() * 2 - 1) * WATCH_JITTER),
      ),
      signal: this.#abort.signal,
      onOpen: () => this.#resumed(),
    });
    for await (const event of stream) {
      this.#throwIfStopped();
      events += 1;
      this.#backoff.reset();
      this.#freeRetryUsed = false;
      await this.#apply(event);
    }
    if (events === 0 && now() - startedAt < SHORTEST_WATCH_MS) {
      throw new Error('the server ended the watch at once');
    }
    this.#backoff.reset();
  }

  async #apply(event: WatchEvent<T>): Promise<void> {
    if (event.type === 'BOOKMARK') {
      this.#resourceVersion = event.resourceVersion || this.#resourceVersion;
      return;
    }
    const { object } = event;
    await this.#handle(() =>
      event.type === 'DELETED'
        ? this.#handlers.onDeleted(object)
        : this.#handlers.onUpserted(object),
    );
    this.#resourceVersion =
      object.metadata.resourceVersion ?? this.#resourceVersion;
  }

  async #recover(error: unknown): Promise<void> {
    if (this.#abort.signal.aborted) {
      return;
    }
    const failure = error instanceof Error ? error : new Error(String(error));
    const watching = this.#resourceVersion !== undefined;
    const mendable =
      watching &&
      failure instanceof ClusterError &&
      (failure.code === 410 || failure.reason === 'Stalled');
    if (recoveryFor(failure) === 'relist') {
      this.#resourceVersion = undefined;
    }
    if (mendable && !this.#freeRetryUsed) {
      this.#freeRetryUsed = true;
      return;
    }
    const retryAfterMs =
      failure instanceof ClusterError ? failure.retryAfterMs : undefined;
    const delayMs = this.#backoff.next(retryAfterMs);
    this.#interrupted = true;
    this.#handlers.onInterrupted?.(
      failure instanceof HandlerError ? (failure.cause as Error) : failure,
      delayMs,
    );
    await (this.#dependencies.delay ?? sleep)(delayMs, this.#abort.signal);
  }

  #resumed(): void {
    if (this.#interrupted && !this.#abort.signal.aborted) {
      this.#interrupted = false;
      this.#handlers.onResumed?.();
    }
  }

  async #handle(call: () => void | Promise<void>): Promise<void> {
    try {
      await call();
    } catch (cause) {
      throw new HandlerError(
        cause instanceof Error ? cause : new Error(String(cause)),
      );
    }
  }

  #throwIfStopped(): void {
    if (this.#abort.signal.aborted) {
      throw new Error('stopped');
    }
  }

  #scope() {
    const { namespace, labelSelector, fieldSelector } = this.#options;
    return { namespace, labelSelector, fieldSelector };
  }
}

function recoveryFor(error: Error): Recovery {
  if (error instanceof HandlerError) {
    return 'relist';
  }
  // 4xx other than "too many requests": the resource was removed, or access to it; its old position means nothing.
  const refused =
    error instanceof ClusterError && error.code >= 400 && error.code < 500;
  return refused && error.code !== 429 ? 'relist' : 'resume';
}
