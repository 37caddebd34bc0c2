const BASE_MS = 1_000;
const MAX_MS = 30_000;

/** Exponential back-off with full jitter: 1 s, 2 s, … 30 s are upper bounds, the delay lies anywhere below. */
export class Backoff {
  readonly #random: () => number;
  #attempt = 0;

  static create(options: { random: () => number }): Backoff {
    return new Backoff(options.random);
  }

  private constructor(random: () => number) {
    this.#random = random;
  }

  /** @param atLeastMs - What the server asked for (`Retry-After`). */
  next(atLeastMs = 0): number {
    const bound = Math.min(MAX_MS, BASE_MS * 2 ** this.#attempt);
    this.#attempt = Math.min(this.#attempt + 1, 10);
    return Math.max(atLeastMs, Math.round(this.#random() * bound));
  }

  reset(): void {
    this.#attempt = 0;
  }
}

/** Waits, or returns early when the signal fires. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish);
    function finish() {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
  });
}
