import type { Expression, MatrixNode, SubqueryNode } from './ast';
import type { Evaluator } from './evaluator';
import { ExecutionError } from './errors';
import type { Labels } from './labels';
import { timeOf, type Column, type Grid } from './samples';
import { readWindows, type Samples } from './windows';

/** Series of a range vector, each read when its turn comes. */
export interface RangeVector {
  rangeMs: number;
  /** End of the range at each step. */
  ends: readonly number[];
  series: readonly { labels: Labels; read(): Samples }[];
}

/** The range vector behind `selector[range]` or a subquery. */
export function readRange(
  evaluator: Evaluator,
  expression: Expression,
): RangeVector {
  switch (expression.type) {
    case 'matrix':
      return readMatrix(evaluator, expression);
    case 'subquery':
      return readSubquery(evaluator, expression);
    default:
      throw new ExecutionError(`${expression.type} is no range vector`);
  }
}

function readMatrix(
  evaluator: Evaluator,
  { selector, rangeMs }: MatrixNode,
): RangeVector {
  const { source, budget } = evaluator.context;
  const ends = evaluator.timesOf(selector);
  const found = source.select(
    selector.matchers,
    ends[0] - rangeMs,
    ends[ends.length - 1],
  );
  return {
    rangeMs,
    ends,
    series: found.map(series => ({
      labels: series.labels,
      read: () => {
        const samples = readWindows(series, ends, rangeMs);
        budget.take(samples.times.length);
        return samples;
      },
    })),
  };
}

/** The inner expression is evaluated once for all steps, at whole multiples of its own step. */
function readSubquery(evaluator: Evaluator, node: SubqueryNode): RangeVector {
  const { rangeMs } = node;
  const stepMs = node.stepMs ?? evaluator.context.defaultStepMs;
  const ends = evaluator.timesOf(node);
  // The range is open at its start.
  const startMs = (Math.floor((ends[0] - rangeMs) / stepMs) + 1) * stepMs;
  const count = Math.max(
    0,
    Math.floor((ends[ends.length - 1] - startMs) / stepMs) + 1,
  );
  const grid: Grid = { startMs, stepMs, count };
  evaluator.context.budget.take(count);
  const columns =
    count === 0 ? [] : evaluator.over(grid).vector(node.expression);
  return {
    rangeMs,
    ends,
    series: columns.map(column => ({
      labels: column.labels,
      read: () => samplesOf(column, grid),
    })),
  };
}

function samplesOf(column: Column, grid: Grid): Samples {
  const total = column.present.reduce((sum, there) => sum + there, 0);
  const times = new Float64Array(total);
  const values = new Float64Array(total);
  let write = 0;
  for (let step = 0; step < grid.count; step += 1) {
    if (column.present[step]) {
      times[write] = timeOf(grid, step);
      values[write] = column.values[step];
      write += 1;
    }
  }
  return { times, values };
}
