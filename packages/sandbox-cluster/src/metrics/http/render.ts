import type { Point, QueryResult } from '../promql/engine';
import { formatNumber } from '../promql/literals';

function pointOf([timeMs, value]: Point): [number, string] {
  return [timeMs / 1000, formatNumber(value)];
}

/** `data` of an answer to a query. */
export function renderResult(result: QueryResult): {
  resultType: string;
  result: unknown;
} {
  switch (result.type) {
    case 'scalar':
      return { resultType: 'scalar', result: pointOf(result.point) };
    case 'string':
      return {
        resultType: 'string',
        result: [result.timeMs / 1000, result.value],
      };
    case 'vector':
      return {
        resultType: 'vector',
        result: result.series.map(({ labels, point }) => ({
          metric: labels,
          value: pointOf(point),
        })),
      };
    default:
      return {
        resultType: 'matrix',
        result: result.series
          .filter(({ points }) => points.length > 0)
          .map(({ labels, points }) => ({
            metric: labels,
            values: points.map(pointOf),
          })),
      };
  }
}
