const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;
const RESYNC_MS = 60_000;

export interface RoundTimerOptions {
  /** One round; rejects when it has to be tried again. */
  round: () => Promise<void>;
  onError: (error: unknown) => void;
  now: () => Date;
  random: () => number;
  /** Wishes within this time are met in one round. */
  coalesceMs: number;
}

/** Runs rounds one after the other: soon after a wish, later and later after failures, and every minute anyway. */
export class RoundTimer {
  readonly #options: RoundTimerOptions;
  #timer?: NodeJS.Timeout;
  #dueMs = Infinity;
  #running?: Promise<void>;
  #failures = 0;
  #stopped = false;

  private constructor(options: RoundTimerOptions) {
    this.#options = options;
  }

  static create(options: RoundTimerOptions): RoundTimer {
    return new RoundTimer(options);
  }

  /** The last round failed, and the next one waits its time. */
  get backingOff(): boolean {
    return this.#failures > 0;
  }

  wake(): void {
    this.#schedule(this.#options.coalesceMs);
  }

  /** Resolves when no round runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(delayMs: number): void {
    const dueMs = this.#options.now().getTime() + delayMs;
    if (this.#stopped || dueMs >= this.#dueMs) return;
    clearTimeout(this.#timer);
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => void this.#run(), delayMs);
    this.#timer.unref();
  }

  async #run(): Promise<void> {
    this.#dueMs = Infinity;
    if (this.#running) {
      // The round under way may have read what has changed since.
      await this.#running;
      this.wake();
      return;
    }
    this.#running = this.#once();
    await this.#running;
    this.#running = undefined;
  }

  async #once(): Promise<void> {
    try {
      await this.#options.round();
      this.#failures = 0;
      this.#schedule(RESYNC_MS);
    } catch (error) {
      const retryMs = Math.min(
        MAX_RETRY_MS,
        FIRST_RETRY_MS * 2 ** this.#failures,
      );
      this.#failures += 1;
      this.#options.onError(error);
      this.#schedule(retryMs * (0.75 + this.#options.random() / 2));
    }
  }
}
