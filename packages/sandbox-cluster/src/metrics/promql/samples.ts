import type { Matcher } from './ast';
import type { Labels } from './labels';

/** One stored series, read lazily. Times are epoch milliseconds. */
export interface SampleSeries {
  readonly labels: Labels;
  /**
   * Time of the sample that counts at `tMs`: the newest one after `tMs - lookbackMs` and not after `tMs`, unless the
   * series was marked stale since.
   */
  sampleTime(tMs: number, lookbackMs: number): number | undefined;
  /** Times of the samples after `fromMs` and not after `toMs`, oldest first. */
  sampleTimes(fromMs: number, toMs: number): ArrayLike<number>;
  /** Value of the sample at one of its times. */
  value(sampleTimeMs: number): number;
}

/** What queries read from. */
export interface SampleSource {
  /** Series that match and may have samples after `fromMs` and not after `toMs`. */
  select(
    matchers: readonly Matcher[],
    fromMs: number,
    toMs: number,
  ): readonly SampleSeries[];
}

/** A series over the steps of a query. */
export interface Column {
  labels: Labels;
  values: Float64Array;
  /** 1 where the series has a value. */
  present: Uint8Array;
}

/** Evaluation times: `count` steps from `startMs`. */
export interface Grid {
  startMs: number;
  stepMs: number;
  count: number;
}

export function timeOf(grid: Grid, step: number): number {
  return grid.startMs + step * grid.stepMs;
}

export function newColumn(labels: Labels, count: number): Column {
  return {
    labels,
    values: new Float64Array(count),
    present: new Uint8Array(count),
  };
}

export function isEmpty(column: Column): boolean {
  return !column.present.includes(1);
}
