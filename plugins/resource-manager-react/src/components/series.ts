/** A named line of a chart. */
export interface ChartSeries {
  name: string;
  /** A point without a value is a gap. */
  points: readonly { x: number; y: number | null }[];
  /** One of the meanings that colours have; left out, the chart picks. */
  tone?: ChartTone;
}

/** What a colour of a chart means. */
export type ChartTone =
  | 'accent'
  | 'warning'
  | 'announcement'
  | 'positive'
  | 'negative'
  | 'quiet'
  | 'unknown';

/** A row of the chart's data: the place on the x axis, and the value of each series there. */
export type ChartRow = { x: number } & Record<string, number>;

/** More points than pixels make a chart slow and no truer. */
const MAX_POINTS = 600;

/** One row for every x that any series has, in order. Values stand under the series' index, names may repeat. */
export function rowsOf(series: readonly ChartSeries[]): ChartRow[] {
  const rows = new Map<number, ChartRow>();
  series.forEach(({ points }, index) => {
    for (const { x, y } of points) {
      const row = rows.get(x) ?? { x };
      if (y !== null) row[`y${index}`] = y;
      rows.set(x, row);
    }
  });
  const sorted = [...rows.values()].sort((a, b) => a.x - b.x);
  const step = Math.ceil(sorted.length / MAX_POINTS);
  // The last point is what people look for.
  return sorted.filter(
    (_, index) => index % step === 0 || index === sorted.length - 1,
  );
}

/** What a series does, for a sentence; undefined when it has no points. */
export function summaryOf(
  series: ChartSeries,
):
  | { first: number; last: number; lowest: number; highest: number }
  | undefined {
  const values = [...series.points]
    .sort((a, b) => a.x - b.x)
    .flatMap(({ y }) => (y === null ? [] : [y]));
  if (values.length === 0) {
    return undefined;
  }
  let [lowest, highest] = [Infinity, -Infinity];
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return { first: values[0], last: values[values.length - 1], lowest, highest };
}
