/** A seeded source of choices: the same seed gives the same choices, on every machine. */
export class Random {
  #state: number;

  private constructor(seed: number) {
    this.#state = seed;
  }

  static create(seed: number): Random {
    // Neighbouring seeds must not give neighbouring worlds.
    return new Random(Math.imul(seed + 1, 0x9e3779b1));
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True in this share of cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.int(0, values.length - 1)];
  }
}
