import type { TimeRange } from './PrometheusClient';

/** How far back a page looks. */
export const RANGES = ['1h', '24h', '7d', '14d'] as const;

export type RangeName = (typeof RANGES)[number];

const HOUR = 3600;
const DAY = 24 * HOUR;

/** At most 337 points: more than a screen shows, less than a source minds. Seconds. */
const SHAPES: Record<RangeName, { length: number; step: number }> = {
  '1h': { length: HOUR, step: 60 },
  '24h': { length: DAY, step: 300 },
  '7d': { length: 7 * DAY, step: HOUR },
  '14d': { length: 14 * DAY, step: HOUR },
};

/** Activity is averaged over at least this, since one scrape says little. */
const SHORTEST_WINDOW = 300;

export function timeRange(name: RangeName, now: Date): TimeRange {
  const { length, step } = SHAPES[name];
  const end = Math.floor(now.getTime() / 1000 / step) * step;
  return { start: end - length, end, step };
}

/** Over which each point averages activity; leaves no gap between points. Seconds. */
export function activityWindow({ step }: TimeRange): number {
  return Math.max(step, SHORTEST_WINDOW);
}

/** Seconds since the epoch of every point. */
export function timesOf({ start, end, step }: TimeRange): number[] {
  const times: number[] = [];
  for (let at = start; at <= end; at += step) times.push(at);
  return times;
}
