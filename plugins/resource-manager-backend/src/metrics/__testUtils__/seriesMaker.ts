import type { WrittenSeries } from '@silogen/test-cluster';

/** Every target is scraped at whole multiples of this. */
export const SCRAPE_MS = 15_000;

/** Twelve minutes. */
const SCRAPES = 48;

export type Labels = Record<string, string>;

/** The value so many scrapes before the end; none ends the series there, `'absent'` is no sample at all. */
export type ValueAt = (scrapesAgo: number) => number | undefined | 'absent';

export type Make = (
  name: string,
  labels: Labels,
  valueAt: ValueAt,
) => WrittenSeries;

export const always =
  (value: number): ValueAt =>
  () =>
    value;

/** Ends with the value. */
export const everyOther =
  (value: number): ValueAt =>
  scrapesAgo =>
    scrapesAgo % 2 === 0 ? value : 0;

/** Makes series whose last sample stands at a time, a multiple of {@link SCRAPE_MS}. */
export function seriesEndingAt(endMs: number): Make {
  return (name, labels, valueAt) => ({
    labels: { __name__: name, ...labels },
    samples: samplesOf(endMs, valueAt),
  });
}

function samplesOf(
  endMs: number,
  valueAt: ValueAt,
): (readonly [number, number | undefined])[] {
  return Array.from({ length: SCRAPES + 1 }, (_, at) => SCRAPES - at).flatMap(
    scrapesAgo => {
      const value = valueAt(scrapesAgo);
      return value === 'absent'
        ? []
        : [[endMs - scrapesAgo * SCRAPE_MS, value] as const];
    },
  );
}
