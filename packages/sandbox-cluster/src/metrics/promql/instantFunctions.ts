/** Functions of one value; scalar arguments come as they are at the step. `undefined`: no value. */
export type InstantFunction = (
  value: number,
  ...parameters: number[]
) => number | undefined;

/** The numeric ones; all drop the metric's name. */
export const INSTANT_FUNCTIONS: Readonly<Record<string, InstantFunction>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  clamp: (value, min, max) =>
    max < min ? undefined : clampMax(clampMin(value, min), max),
  clamp_max: clampMax,
  clamp_min: clampMin,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  // Halves go up, also below zero; computed with the inverse so that 0.1 divides exactly.
  round: (value, nearest = 1) => {
    const inverse = 1 / nearest;
    return Math.floor(value * inverse + 0.5) / inverse;
  },
  sgn: Math.sign,
  sqrt: Math.sqrt,
};

function clampMin(value: number, min: number): number {
  return Number.isNaN(value) || Number.isNaN(min) ? NaN : Math.max(value, min);
}

function clampMax(value: number, max: number): number {
  return Number.isNaN(value) || Number.isNaN(max) ? NaN : Math.min(value, max);
}

const DAY_MS = 86_400_000;

/** Parts of a UTC time given in seconds since the epoch. */
export const TIME_FUNCTIONS: Readonly<Record<string, InstantFunction>> = {
  minute: ofDate(date => date.getUTCMinutes()),
  hour: ofDate(date => date.getUTCHours()),
  day_of_week: ofDate(date => date.getUTCDay()),
  day_of_month: ofDate(date => date.getUTCDate()),
  day_of_year: ofDate(
    date =>
      Math.floor(
        (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS,
      ) + 1,
  ),
  days_in_month: ofDate(date =>
    new Date(
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0),
    ).getUTCDate(),
  ),
  month: ofDate(date => date.getUTCMonth() + 1),
  year: ofDate(date => date.getUTCFullYear()),
};

function ofDate(part: (date: Date) => number): InstantFunction {
  return seconds => part(new Date(Math.trunc(seconds) * 1000));
}
