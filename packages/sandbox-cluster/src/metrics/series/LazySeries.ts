import type { Labels } from '../promql/labels';
import type { SampleSeries } from '../promql/samples';

/** Every target is scraped at whole multiples of this. */
export const SCRAPE_MS = 15_000;

/** From the first millisecond up to, not with, the last. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** A series whose samples are computed when they are asked for. After a span it is stale from the next scrape on. */
export class LazySeries implements SampleSeries {
  readonly labels: Labels;
  readonly #spans: readonly Span[];
  readonly #value: (timeMs: number) => number;
  readonly #nowMs: number;

  /** `spans` in order of time and without overlap. */
  static create(options: {
    labels: Labels;
    spans: readonly Span[];
    /** No sample is newer. */
    nowMs: number;
    value(timeMs: number): number;
  }): LazySeries {
    return new LazySeries(options);
  }

  private constructor(options: Parameters<typeof LazySeries.create>[0]) {
    this.labels = options.labels;
    this.#spans = options.spans;
    this.#nowMs = options.nowMs;
    this.#value = options.value;
  }

  overlaps(fromMs: number, toMs: number): boolean {
    return (
      fromMs < this.#nowMs &&
      this.#spans.some(span => span.fromMs <= toMs && span.toMs > fromMs)
    );
  }

  sampleTime(tMs: number, lookbackMs: number): number | undefined {
    const scrapeMs = floorTo(Math.min(tMs, this.#nowMs));
    if (tMs - scrapeMs >= lookbackMs) {
      return undefined;
    }
    const inside = this.#spans.some(
      ({ fromMs, toMs }) => scrapeMs >= fromMs && scrapeMs < toMs,
    );
    return inside ? scrapeMs : undefined;
  }

  sampleTimes(fromMs: number, toMs: number): Float64Array {
    const lastMs = Math.min(toMs, this.#nowMs);
    const runs = this.#spans
      .map(span => {
        // The window is open at its start, the span at its end.
        const firstMs = Math.max(
          floorTo(fromMs) + SCRAPE_MS,
          ceilTo(span.fromMs),
        );
        const endMs = Math.min(floorTo(lastMs) + SCRAPE_MS, ceilTo(span.toMs));
        return { firstMs, count: (endMs - firstMs) / SCRAPE_MS };
      })
      .filter(({ count }) => count > 0);
    const times = new Float64Array(
      runs.reduce((sum, { count }) => sum + count, 0),
    );
    let write = 0;
    for (const { firstMs, count } of runs) {
      for (let at = 0; at < count; at += 1) {
        times[write] = firstMs + at * SCRAPE_MS;
        write += 1;
      }
    }
    return times;
  }

  value(sampleTimeMs: number): number {
    return this.#value(sampleTimeMs);
  }
}

function floorTo(timeMs: number): number {
  return Math.floor(timeMs / SCRAPE_MS) * SCRAPE_MS;
}

function ceilTo(timeMs: number): number {
  return Math.ceil(timeMs / SCRAPE_MS) * SCRAPE_MS;
}
