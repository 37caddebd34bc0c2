import { ClusterError } from '@silogen/cluster-client';
import type { Clock } from './clock';

const FIRST_RETRY_MS = 20;
const MAX_RETRY_MS = 30_000;
const TOLERATED_STALE_STEPS = 10;

export interface ReconcileQueueOptions {
  name: string;
  clock: Clock;
  /** One idempotent step towards the wanted state of one object. */
  reconcile(key: string): Promise<void>;
  /** Told about every failed step that is not a mere conflict of versions. */
  onError(error: unknown, key: string): void;
  /** How many keys are worked on at once; 4 when left out. */
  workers?: number;
}

/**
 * Level-triggered work queue: a key is worked on by one worker at a time, and a key that is added while it is being
 * worked on comes again. A failed step is repeated with growing delay.
 */
export class ReconcileQueue {
  readonly #options: ReconcileQueueOptions;
  readonly #workers: number;
  readonly #waiting = new Set<string>();
  readonly #running = new Set<string>();
  readonly #again = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #timers = new Map<string, { atMs: number; cancel: () => void }>();
  #started = false;
  #stopped = false;
  #drained: (() => void) | undefined;

  static create(options: ReconcileQueueOptions): ReconcileQueue {
    return new ReconcileQueue(options);
  }

  private constructor(options: ReconcileQueueOptions) {
    this.#options = options;
    this.#workers = options.workers ?? 4;
  }

  add(key: string): void {
    if (this.#stopped) {
      return;
    }
    if (this.#running.has(key)) {
      this.#again.add(key);
      return;
    }
    this.#waiting.add(key);
    this.#work();
  }

  /** Before this nothing is worked on: steps that see half of the world would do the wrong thing. */
  start(): void {
    this.#started = true;
    this.#work();
  }

  /** The earlier of two delayed requests for a key wins. */
  addAfter(key: string, delayMs: number): void {
    if (this.#stopped) {
      return;
    }
    const atMs = this.#options.clock.now() + delayMs;
    const known = this.#timers.get(key);
    if (known && known.atMs <= atMs) {
      return;
    }
    known?.cancel();
    const cancel = this.#options.clock.after(delayMs, () => {
      this.#timers.delete(key);
      this.add(key);
    });
    this.#timers.set(key, { atMs, cancel });
  }

  /** Resolves when no step is being worked on any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    this.#again.clear();
    this.#timers.forEach(timer => timer.cancel());
    this.#timers.clear();
    if (this.#running.size > 0) {
      await new Promise<void>(resolve => {
        this.#drained = resolve;
      });
    }
  }

  #work(): void {
    while (
      this.#started &&
      this.#running.size < this.#workers &&
      this.#waiting.size > 0
    ) {
      const [key] = this.#waiting;
      this.#waiting.delete(key);
      this.#running.add(key);
      this.#step(key).catch(error => this.#options.onError(error, key));
    }
  }

  async #step(key: string): Promise<void> {
    try {
      await this.#options.reconcile(key);
      this.#failures.delete(key);
    } catch (error) {
      this.#retryLater(key, error);
    } finally {
      this.#running.delete(key);
      if (this.#again.delete(key)) {
        this.#waiting.add(key);
      }
      if (this.#stopped) {
        if (this.#running.size === 0) {
          this.#drained?.();
        }
      } else {
        this.#work();
      }
    }
  }

  #retryLater(key: string, error: unknown): void {
    if (this.#stopped) {
      return;
    }
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    // Somebody was quicker, which is everyday: the cache was a moment old. Worth a word only when it does not end.
    const isStale =
      error instanceof ClusterError &&
      ['Conflict', 'NotFound'].includes(error.reason);
    if (!isStale || failures > TOLERATED_STALE_STEPS) {
      this.#options.onError(error, key);
    }
    this.addAfter(
      key,
      Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 16), MAX_RETRY_MS),
    );
  }
}
