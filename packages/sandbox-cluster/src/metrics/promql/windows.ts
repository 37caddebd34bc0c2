import type { SampleSeries } from './samples';

/** Samples of one series, oldest first. */
export interface Samples {
  times: Float64Array;
  values: Float64Array;
}

/** What a function over a range sees: samples `from` to `to` (exclusive) of `times` and `values`. */
export interface Window extends Samples {
  from: number;
  to: number;
  /** The range is (startMs, endMs]. */
  startMs: number;
  endMs: number;
}

/**
 * Reads the samples of the windows (end − range, end] once each; `ends` must not fall. Neighbouring windows that overlap
 * are one read, so that a step shorter than the range does not read a sample again.
 */
export function readWindows(
  series: SampleSeries,
  ends: readonly number[],
  rangeMs: number,
): Samples {
  const parts: ArrayLike<number>[] = [];
  let at = 0;
  while (at < ends.length) {
    const from = ends[at] - rangeMs;
    let to = ends[at];
    at += 1;
    while (at < ends.length && ends[at] - rangeMs <= to) {
      to = ends[at];
      at += 1;
    }
    parts.push(series.sampleTimes(from, to));
  }
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const times = new Float64Array(total);
  const values = new Float64Array(total);
  let write = 0;
  for (const part of parts) {
    times.set(part, write);
    write += part.length;
  }
  for (let index = 0; index < total; index += 1) {
    values[index] = series.value(times[index]);
  }
  return { times, values };
}

/** Calls `visit` with the window of each end; the window object is used again. */
export function slideWindows(
  samples: Samples,
  ends: readonly number[],
  rangeMs: number,
  visit: (window: Window, step: number) => void,
): void {
  const { times, values } = samples;
  const window: Window = {
    times,
    values,
    from: 0,
    to: 0,
    startMs: 0,
    endMs: 0,
  };
  ends.forEach((endMs, step) => {
    window.startMs = endMs - rangeMs;
    window.endMs = endMs;
    while (window.to < times.length && times[window.to] <= endMs) {
      window.to += 1;
    }
    while (window.from < window.to && times[window.from] <= window.startMs) {
      window.from += 1;
    }
    visit(window, step);
  });
}
