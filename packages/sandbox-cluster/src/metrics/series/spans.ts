import type { Span } from './LazySeries';

/** The parts of `spans` that lie within `bounds`. */
export function clipSpans(
  spans: readonly Span[],
  bounds: readonly Span[],
): Span[] {
  return bounds.flatMap(bound =>
    spans
      .map(span => ({
        fromMs: Math.max(span.fromMs, bound.fromMs),
        toMs: Math.min(span.toMs, bound.toMs),
      }))
      .filter(({ fromMs, toMs }) => toMs > fromMs),
  );
}
