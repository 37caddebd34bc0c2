import type { Matcher } from './ast';
import type { Labels } from './labels';
import { matchesAll } from './matchers';
import type { SampleSeries, SampleSource } from './samples';

/** A sample; the value `stale` marks the end of a series. */
export type GivenSample = readonly [timeMs: number, value: number | 'stale'];

/** For tests: series whose samples are given. */
export function arraySource(
  given: readonly { labels: Labels; samples: readonly GivenSample[] }[],
): SampleSource {
  const series = given.map(({ labels, samples }): SampleSeries => {
    const values = new Map(samples);
    return {
      labels,
      sampleTime: (tMs, lookbackMs) => {
        const before = samples.filter(([timeMs]) => timeMs <= tMs);
        const last = before[before.length - 1];
        return last && last[1] !== 'stale' && tMs - last[0] < lookbackMs
          ? last[0]
          : undefined;
      },
      sampleTimes: (fromMs, toMs) =>
        samples
          .filter(
            ([timeMs, value]) =>
              value !== 'stale' && timeMs > fromMs && timeMs <= toMs,
          )
          .map(([timeMs]) => timeMs),
      value: timeMs => values.get(timeMs) as number,
    };
  });
  return {
    select: (matchers: readonly Matcher[]) =>
      series.filter(({ labels }) => matchesAll(labels, matchers)),
  };
}

/**
 * Samples in the short form of promtool's tests, one a minute from the epoch on: `0+10x3` is 0 10 20 30, `_` none,
 * `stale` the end.
 */
export function expandSamples(text: string, stepMs = 60_000): GivenSample[] {
  const samples: GivenSample[] = [];
  let at = 0;
  for (const word of text.trim().split(/\s+/)) {
    const [, first, sign, delta, times] =
      /^(-?[\d.]+)([+-])([\d.]+)x(\d+)$/.exec(word) ??
      /^(-?[\d.]+)(x)()(\d+)$/.exec(word) ??
      [];
    if (first !== undefined) {
      const step = sign === 'x' ? 0 : Number(`${sign}${delta}`);
      for (let count = 0; count <= Number(times); count += 1) {
        samples.push([at * stepMs, Number(first) + count * step]);
        at += 1;
      }
    } else {
      if (word !== '_') {
        samples.push([at * stepMs, word === 'stale' ? 'stale' : Number(word)]);
      }
      at += 1;
    }
  }
  return samples;
}
