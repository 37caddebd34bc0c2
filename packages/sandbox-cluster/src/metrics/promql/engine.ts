import type { Expression } from './ast';
import { Budget } from './budget';
import { compare } from './aggregate';
import { BadQueryError } from './errors';
import { Evaluator } from './evaluator';
import { compareLabels, type Labels } from './labels';
import { parseQuery } from './parse';
import { readRange } from './rangeReader';
import { timeOf, type Column, type Grid, type SampleSource } from './samples';
import { TYPE_NAMES, typeOf } from './typeCheck';

/** A point: epoch milliseconds and value. */
export type Point = readonly [timeMs: number, value: number];

export type QueryResult =
  | { type: 'scalar'; point: Point }
  | { type: 'string'; timeMs: number; value: string }
  | { type: 'vector'; series: readonly { labels: Labels; point: Point }[] }
  | {
      type: 'matrix';
      series: readonly { labels: Labels; points: readonly Point[] }[];
    };

export interface EngineOptions {
  source: SampleSource;
  /** How far an instant selector looks back; 5 minutes when left out. */
  lookbackMs?: number;
  /** Step of subqueries that name none; 1 minute when left out. */
  defaultStepMs?: number;
  /** Samples that one query may read and make. */
  maxSamples?: number;
}

const MAX_POINTS = 11_000;

/** PromQL by the semantics of Prometheus 3 over any source of samples. Stateless. */
export class PromqlEngine {
  readonly #options: Required<EngineOptions>;

  static create(options: EngineOptions): PromqlEngine {
    return new PromqlEngine(options);
  }

  private constructor(options: EngineOptions) {
    this.#options = {
      lookbackMs: 5 * 60_000,
      defaultStepMs: 60_000,
      maxSamples: 20_000_000,
      ...options,
    };
  }

  /** Evaluates at one moment. */
  instant(query: string, timeMs: number): QueryResult {
    const expression = parseQuery(query);
    const evaluator = this.#evaluator({ startMs: timeMs, stepMs: 1, count: 1 });
    switch (typeOf(expression)) {
      case 'string':
        return {
          type: 'string',
          timeMs,
          value: expression.type === 'string' ? expression.value : '',
        };
      case 'scalar':
        return {
          type: 'scalar',
          point: [timeMs, evaluator.scalar(expression)[0]],
        };
      case 'matrix':
        return matrixOf(evaluator, expression);
      default: {
        const columns = evaluator.vector(expression);
        return {
          type: 'vector',
          series: ordered(expression, columns)
            .filter(({ present }) => present[0])
            .map(({ labels, values }) => ({
              labels,
              point: [timeMs, values[0]] as const,
            })),
        };
      }
    }
  }

  /** Evaluates at each step from start to end, both included. */
  range(
    query: string,
    {
      startMs,
      endMs,
      stepMs,
    }: { startMs: number; endMs: number; stepMs: number },
  ): QueryResult {
    if (endMs < startMs) {
      throw new BadQueryError(
        'invalid parameter "end": end timestamp must not be before start time',
      );
    }
    if (!(stepMs > 0)) {
      throw new BadQueryError(
        'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
      );
    }
    if ((endMs - startMs) / stepMs > MAX_POINTS) {
      throw new BadQueryError(
        'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
      );
    }
    const expression = parseQuery(query);
    const type = typeOf(expression);
    if (type !== 'scalar' && type !== 'vector') {
      throw new BadQueryError(
        `invalid parameter "query": invalid expression type "${TYPE_NAMES[type]}" for range query, must be Scalar or instant Vector`,
      );
    }
    const count = Math.floor((endMs - startMs) / stepMs) + 1;
    const grid: Grid = { startMs, stepMs, count };
    const evaluator = this.#evaluator(grid, endMs);
    const columns: Column[] =
      type === 'vector'
        ? evaluator.vector(expression)
        : [
            {
              labels: {},
              values: evaluator.scalar(expression),
              present: new Uint8Array(count).fill(1),
            },
          ];
    return {
      type: 'matrix',
      series: [...columns].sort(byLabels).map(({ labels, values, present }) => {
        const points: Point[] = [];
        for (let step = 0; step < count; step += 1) {
          if (present[step]) {
            points.push([timeOf(grid, step), values[step]]);
          }
        }
        return { labels, points };
      }),
    };
  }

  #evaluator(grid: Grid, endMs = grid.startMs): Evaluator {
    const { maxSamples, ...context } = this.#options;
    return Evaluator.create(
      {
        ...context,
        budget: Budget.create({ maxSamples }),
        startMs: grid.startMs,
        endMs,
      },
      grid,
    );
  }
}

function byLabels(a: { labels: Labels }, b: { labels: Labels }): number {
  return compareLabels(a.labels, b.labels);
}

function matrixOf(evaluator: Evaluator, expression: Expression): QueryResult {
  const series = readRange(evaluator, expression)
    .series.map(({ labels, read }) => {
      const { times, values } = read();
      const points = Array.from(
        times,
        (time, at) => [time, values[at]] as const,
      );
      return { labels, points };
    })
    .filter(({ points }) => points.length > 0);
  return { type: 'matrix', series: series.sort(byLabels) };
}

/** Direction of the order by value that a query asks for. */
function directionOf(expression: Expression): number | undefined {
  const directions: Readonly<Record<string, number>> = {
    sort: 1,
    sort_desc: -1,
    topk: -1,
    bottomk: 1,
  };
  switch (expression.type) {
    case 'call':
      return directions[expression.name];
    case 'aggregation':
      return directions[expression.operator];
    default:
      return undefined;
  }
}

/** By value where the query asks for an order, else by labels. */
function ordered(expression: Expression, columns: readonly Column[]): Column[] {
  const direction = directionOf(expression);
  const sorted = [...columns].sort(byLabels);
  return direction === undefined
    ? sorted
    : sorted.sort((a, b) => compare(a.values[0], b.values[0], direction));
}
