import { DateTime } from 'luxon';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function two(a: number, unitA: string, b: number, unitB: string): string {
  return b === 0 ? `${a} ${unitA}` : `${a} ${unitA} ${b} ${unitB}`;
}

/** A span of milliseconds in at most two units: `12 s`, `6 min`, `2 h 5 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) {
    return `${Math.floor(span / SECOND)} s`;
  }
  if (span < HOUR) {
    const minutes = Math.floor(span / MINUTE);
    // Seconds matter while people watch something start, and no longer.
    return minutes < 10
      ? two(minutes, 'min', Math.floor((span % MINUTE) / SECOND), 's')
      : `${minutes} min`;
  }
  if (span < DAY) {
    return two(
      Math.floor(span / HOUR),
      'h',
      Math.floor((span % HOUR) / MINUTE),
      'min',
    );
  }
  return two(Math.floor(span / DAY), 'd', Math.floor((span % DAY) / HOUR), 'h');
}

/** How old something is, in one unit: `12 s`, `6 min`, `2 h`, `3 d`. */
export function formatAge(ms: number): string {
  return formatDuration(ms).split(' ').slice(0, 2).join(' ');
}

/** A time as it stands on a clock, with the zone's offset. */
export function formatAbsolute(at: string): string {
  return DateTime.fromISO(at).toLocaleString(
    DateTime.DATETIME_FULL_WITH_SECONDS,
  );
}

/** Milliseconds since the epoch. */
export function millisOf(at: string): number {
  return DateTime.fromISO(at).toMillis();
}
