import { BadQueryError } from '../promql/errors';
import { parseDurationMs } from '../promql/literals';

/** Seconds since the epoch or RFC 3339, to whole milliseconds. */
export function timeParameter(
  parameters: URLSearchParams,
  name: string,
  fallbackMs?: number,
): number {
  const text = parameters.get(name) ?? '';
  if (text === '' && fallbackMs !== undefined) {
    return fallbackMs;
  }
  const timeMs = /^-?[\d.]+(e\d+)?$/i.test(text)
    ? Number(text) * 1000
    : Date.parse(text);
  if (!Number.isFinite(timeMs)) {
    throw new BadQueryError(
      `invalid parameter "${name}": cannot parse "${text}" to a valid timestamp`,
    );
  }
  return Math.round(timeMs);
}

/** Seconds or a duration, to milliseconds. */
export function durationParameter(
  parameters: URLSearchParams,
  name: string,
): number {
  const text = parameters.get(name) ?? '';
  const durationMs = /^-?[\d.]+(e[+-]?\d+)?$/i.test(text)
    ? Number(text) * 1000
    : parseDurationMs(text);
  if (durationMs === undefined || !Number.isFinite(durationMs)) {
    throw new BadQueryError(
      `invalid parameter "${name}": cannot parse "${text}" to a valid duration`,
    );
  }
  return Math.round(durationMs);
}

export function requiredParameter(
  parameters: URLSearchParams,
  name: string,
): string {
  const text = parameters.get(name);
  if (!text) {
    throw new BadQueryError(`invalid parameter "${name}": it is required`);
  }
  return text;
}
