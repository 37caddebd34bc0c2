import { quantileOf, sumOf, varianceOf } from './statistics';
import type { Window } from './windows';

/** Over the samples of one window; `undefined`: no value at this step. Never called with an empty window. */
export type RangeFunction = (
  window: Window,
  parameter: number,
) => number | undefined;

function reduce(
  window: Window,
  initial: number,
  next: (result: number, value: number, previous: number) => number,
): number {
  let result = initial;
  for (let at = window.from + 1; at < window.to; at += 1) {
    result = next(result, window.values[at], window.values[at - 1]);
  }
  return result;
}

function count({ from, to }: Window): number {
  return to - from;
}

function first({ values, from }: Window): number {
  return values[from];
}

function last({ values, to }: Window): number {
  return values[to - 1];
}

/** NaN loses against any number, as in Prometheus. */
function greatest(a: number, b: number): number {
  return b > a || Number.isNaN(a) ? b : a;
}

function least(a: number, b: number): number {
  return b < a || Number.isNaN(a) ? b : a;
}

/**
 * Growth over the whole range, extrapolated to its ends when the samples come close to them, else by half a sample
 * interval; a counter is never extrapolated below zero. After Prometheus 3.
 */
function extrapolated(
  window: Window,
  kind: { counter: boolean; rate: boolean },
): number | undefined {
  if (count(window) < 2) {
    return undefined;
  }
  const { times, from, to, startMs, endMs } = window;
  const resets = kind.counter
    ? reduce(window, 0, (sum, value, previous) =>
        value < previous ? sum + previous : sum,
      )
    : 0;
  const growth = last(window) - first(window) + resets;
  const sampled = (times[to - 1] - times[from]) / 1000;
  const mean = sampled / (count(window) - 1);
  const near = mean * 1.1;
  let toStart = (times[from] - startMs) / 1000;
  let toEnd = (endMs - times[to - 1]) / 1000;
  if (toStart >= near) {
    toStart = mean / 2;
  }
  if (kind.counter && growth > 0 && first(window) >= 0) {
    toStart = Math.min(toStart, sampled * (first(window) / growth));
  }
  if (toEnd >= near) {
    toEnd = mean / 2;
  }
  const whole = growth * ((sampled + toStart + toEnd) / sampled);
  return kind.rate ? whole / ((endMs - startMs) / 1000) : whole;
}

/** The newest two samples only. */
function instant(
  window: Window,
  kind: { counter: boolean; rate: boolean },
): number | undefined {
  if (count(window) < 2) {
    return undefined;
  }
  const { times, values, to } = window;
  const [previous, value] = [values[to - 2], values[to - 1]];
  const growth = kind.counter && value < previous ? value : value - previous;
  return kind.rate ? growth / ((times[to - 1] - times[to - 2]) / 1000) : growth;
}

export const RANGE_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  avg_over_time: ({ values, from, to }) =>
    sumOf(values, from, to) / (to - from),
  changes: window =>
    reduce(window, 0, (sum, value, previous) =>
      Object.is(value, previous) || value === previous ? sum : sum + 1,
    ),
  count_over_time: count,
  delta: window => extrapolated(window, { counter: false, rate: false }),
  first_over_time: first,
  idelta: window => instant(window, { counter: false, rate: false }),
  increase: window => extrapolated(window, { counter: true, rate: false }),
  irate: window => instant(window, { counter: true, rate: true }),
  last_over_time: last,
  max_over_time: window => reduce(window, first(window), greatest),
  min_over_time: window => reduce(window, first(window), least),
  present_over_time: () => 1,
  quantile_over_time: ({ values, from, to }, parameter) =>
    quantileOf(parameter, values.slice(from, to)),
  rate: window => extrapolated(window, { counter: true, rate: true }),
  resets: window =>
    reduce(window, 0, (sum, value, previous) =>
      value < previous ? sum + 1 : sum,
    ),
  stddev_over_time: ({ values, from, to }) =>
    Math.sqrt(varianceOf(values, from, to)),
  stdvar_over_time: ({ values, from, to }) => varianceOf(values, from, to),
  sum_over_time: ({ values, from, to }) => sumOf(values, from, to),
};

/** Functions after which a series keeps its name: they hand on samples as they are. */
export const KEEPS_NAME: ReadonlySet<string> = new Set([
  'first_over_time',
  'last_over_time',
]);
