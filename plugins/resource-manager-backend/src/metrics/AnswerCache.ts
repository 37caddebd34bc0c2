interface Entry<T> {
  answer: Promise<T>;
  /** Undefined while it is under way. */
  until?: number;
}

/**
 * Gives equal questions one answer: those that are under way share it, and later ones get it for a short while. Failures
 * are kept too, for less long, so that many open pages do not beat upon a source that is down.
 */
export class AnswerCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #now: () => number;
  readonly #keepFailureMs: (error: unknown) => number;
  readonly #most: number;

  private constructor(options: AnswerCacheOptions) {
    this.#now = options.now;
    this.#keepFailureMs = options.keepFailureMs;
    this.#most = options.most;
  }

  static create<T>(options: AnswerCacheOptions): AnswerCache<T> {
    return new AnswerCache(options);
  }

  /** `keepMs` is how long a success is kept. */
  get(key: string, keepMs: number, ask: () => Promise<T>): Promise<T> {
    const found = this.#entries.get(key);
    if (found && (found.until === undefined || this.#now() < found.until))
      return found.answer;
    const entry: Entry<T> = { answer: ask() };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const keepFor = (ms: number) => {
      entry.until = this.#now() + ms;
    };
    entry.answer.then(
      () => keepFor(keepMs),
      error => keepFor(this.#keepFailureMs(error)),
    );
    this.#drop();
    return entry.answer;
  }

  /** What is over, and the oldest where there are too many. */
  #drop(): void {
    const now = this.#now();
    for (const [key, { until }] of this.#entries) {
      if (until !== undefined && until <= now) this.#entries.delete(key);
    }
    for (const [key, { until }] of this.#entries) {
      if (this.#entries.size <= this.#most) return;
      if (until !== undefined) this.#entries.delete(key);
    }
  }
}

export interface AnswerCacheOptions {
  /** Milliseconds. */
  now: () => number;
  keepFailureMs: (error: unknown) => number;
  /** Most answers that are kept. */
  most: number;
}
