/** Sum with Neumaier's compensation, so that long windows lose no digits. */
export function sumOf(
  values: ArrayLike<number>,
  from = 0,
  to = values.length,
): number {
  let sum = 0;
  let lost = 0;
  for (let at = from; at < to; at += 1) {
    const value = values[at];
    const next = sum + value;
    if (Number.isFinite(next)) {
      lost +=
        Math.abs(sum) >= Math.abs(value)
          ? sum - next + value
          : value - next + sum;
    }
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

/** Population variance, by Welford. */
export function varianceOf(
  values: ArrayLike<number>,
  from = 0,
  to = values.length,
): number {
  let mean = 0;
  let squares = 0;
  for (let at = from; at < to; at += 1) {
    const delta = values[at] - mean;
    mean += delta / (at - from + 1);
    squares += delta * (values[at] - mean);
  }
  return squares / (to - from);
}

/** Quantile with linear interpolation between neighbours; NaN sorts first. */
export function quantileOf(phi: number, values: ArrayLike<number>): number {
  if (values.length === 0 || Number.isNaN(phi)) {
    return NaN;
  }
  if (phi < 0) {
    return -Infinity;
  }
  if (phi > 1) {
    return Infinity;
  }
  const sorted = Array.from(values).sort((a, b) => {
    if (Number.isNaN(a) || Number.isNaN(b)) {
      return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
    }
    return a - b;
  });
  const rank = phi * (sorted.length - 1);
  const lower = Math.floor(rank);
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - lower;
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}
