import type { Place } from './types';

interface Booking {
  fromMs: number;
  toMs: number;
  gpus: readonly number[];
}

/** Which GPU of a pool's nodes is held when: what is booked never overlaps. */
export class PoolCalendar {
  readonly #nodes: Map<string, Booking[]>;
  readonly #gpusPerNode: number;
  readonly #broken: ReadonlySet<string>;

  static create(options: {
    nodes: readonly string[];
    gpusPerNode: number;
    /** `<node>/<index>` of GPUs that cannot be given out. */
    broken?: readonly string[];
  }): PoolCalendar {
    return new PoolCalendar(options);
  }

  private constructor(options: Parameters<typeof PoolCalendar.create>[0]) {
    this.#nodes = new Map(options.nodes.map(node => [node, []]));
    this.#gpusPerNode = options.gpusPerNode;
    this.#broken = new Set(options.broken);
  }

  book(place: Place, fromMs: number, toMs: number): void {
    this.#nodes.get(place.node)?.push({ fromMs, toMs, gpus: place.gpus });
  }

  /** The fullest node that has so many GPUs free all the while, so that whole nodes stay free. */
  find(gpus: number, fromMs: number, toMs: number): Place | undefined {
    let best: Place | undefined;
    let fewest = Infinity;
    for (const node of this.#nodes.keys()) {
      const free = this.#freeOn(node, fromMs, toMs);
      if (free.length >= gpus && free.length < fewest) {
        best = { node, gpus: free.slice(0, gpus) };
        fewest = free.length;
      }
    }
    return best;
  }

  /** The first moment, not later than `latestMs`, from which a run of this length has its GPUs. */
  earliest(options: {
    gpus: number;
    notBeforeMs: number;
    latestMs: number;
    durationMs: number;
  }): { place: Place; fromMs: number } | undefined {
    const { gpus, notBeforeMs, latestMs, durationMs } = options;
    const ends = [...this.#nodes.values()]
      .flat()
      .map(({ toMs }) => toMs)
      .filter(toMs => toMs > notBeforeMs && toMs <= latestMs)
      .sort((a, b) => a - b);
    for (const fromMs of [notBeforeMs, ...ends]) {
      const place = this.find(gpus, fromMs, fromMs + durationMs);
      if (place) {
        return { place, fromMs };
      }
    }
    return undefined;
  }

  #freeOn(node: string, fromMs: number, toMs: number): number[] {
    const held = new Set(
      (this.#nodes.get(node) ?? [])
        .filter(booking => booking.fromMs < toMs && booking.toMs > fromMs)
        .flatMap(booking => booking.gpus),
    );
    return Array.from(
      { length: this.#gpusPerNode },
      (_, index) => index,
    ).filter(
      index => !held.has(index) && !this.#broken.has(`${node}/${index}`),
    );
  }
}
