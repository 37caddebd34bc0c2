import { ExecutionError } from './errors';

/** What one query may cost. */
export class Budget {
  #left: number;

  static create(options: { maxSamples: number }): Budget {
    return new Budget(options.maxSamples);
  }

  private constructor(maxSamples: number) {
    this.#left = maxSamples;
  }

  /** Counts samples that were read or made; throws when the query has had its share. */
  take(samples: number): void {
    this.#left -= samples;
    if (this.#left < 0) {
      throw new ExecutionError(
        'query processing would load too many samples into memory in query execution',
      );
    }
  }
}
