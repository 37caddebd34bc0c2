import { aggregate } from './aggregate';
import {
  isSetOperator,
  type AggregationNode,
  type BinaryNode,
  type CallNode,
  type Expression,
  type SelectorNode,
  type TimeShift,
} from './ast';
import {
  combineSets,
  operateScalars,
  operateVectors,
  operateWithScalar,
} from './binary';
import { mapColumn, mergeColumns, SAME_LABELSET } from './columns';
import { callFunction } from './callFunction';
import { withoutName } from './labels';
import type { Budget } from './budget';
import {
  isEmpty,
  newColumn,
  timeOf,
  type Column,
  type Grid,
  type SampleSource,
} from './samples';
import { readRange } from './rangeReader';
import { RANGE_FUNCTIONS, KEEPS_NAME } from './rangeFunctions';
import { ExecutionError } from './errors';
import { slideWindows } from './windows';

export interface EvaluationContext {
  source: SampleSource;
  budget: Budget;
  lookbackMs: number;
  /** Step of subqueries that name none. */
  defaultStepMs: number;
  /** Bounds of the whole query, for `@ start()` and `@ end()`. */
  startMs: number;
  endMs: number;
}

/** Evaluates one expression over the steps of a grid, column by column instead of step by step. */
export class Evaluator {
  readonly context: EvaluationContext;
  readonly grid: Grid;

  static create(context: EvaluationContext, grid: Grid): Evaluator {
    return new Evaluator(context, grid);
  }

  private constructor(context: EvaluationContext, grid: Grid) {
    this.context = context;
    this.grid = grid;
  }

  /** The same query over other steps. */
  over(grid: Grid): Evaluator {
    return new Evaluator(this.context, grid);
  }

  /** The times that a selector looks at, one a step: `@` and `offset` applied. */
  timesOf({ at, offsetMs }: TimeShift): number[] {
    const { startMs, endMs } = this.context;
    const fixed = { start: startMs, end: endMs };
    return Array.from({ length: this.grid.count }, (_, step) => {
      const base = at === undefined ? timeOf(this.grid, step) : at;
      return (typeof base === 'number' ? base : fixed[base]) - offsetMs;
    });
  }

  scalar(expression: Expression): Float64Array {
    switch (expression.type) {
      case 'number':
        return new Float64Array(this.grid.count).fill(expression.value);
      case 'unary': {
        const values = this.scalar(expression.expression);
        return expression.operator === '-'
          ? values.map(value => -value)
          : values;
      }
      case 'binary':
        return operateScalars(
          expression.operator,
          this.scalar(expression.left),
          this.scalar(expression.right),
        );
      case 'call':
        return expression.name === 'time'
          ? this.#times()
          : this.#scalarOf(this.vector(expression.args[0]));
      default:
        throw new ExecutionError(`${expression.type} is no scalar`);
    }
  }

  vector(expression: Expression): Column[] {
    const columns = this.#vector(expression);
    this.context.budget.take(columns.length * this.grid.count);
    return columns;
  }

  #vector(expression: Expression): Column[] {
    switch (expression.type) {
      case 'selector':
        return this.select(expression, (series, time) => series.value(time));
      case 'unary': {
        const columns = this.vector(expression.expression);
        return expression.operator === '+'
          ? columns
          : mergeColumns(
              columns.map(column =>
                mapColumn(column, withoutName(column.labels), value => -value),
              ),
              SAME_LABELSET,
            );
      }
      case 'binary':
        return this.#binary(expression);
      case 'aggregation':
        return this.#aggregation(expression);
      case 'call':
        return Object.hasOwn(RANGE_FUNCTIONS, expression.name)
          ? this.#rangeCall(expression)
          : callFunction(this, expression);
      default:
        throw new ExecutionError(`${expression.type} is no instant vector`);
    }
  }

  /** The sample that counts at each step. */
  select(
    selector: SelectorNode,
    valueOf: (
      series: ReturnType<SampleSource['select']>[number],
      sampleTimeMs: number,
    ) => number,
  ): Column[] {
    const { source, lookbackMs, budget } = this.context;
    const times = this.timesOf(selector);
    const [first, last] = [times[0], times[times.length - 1]];
    const columns: Column[] = [];
    for (const series of source.select(
      selector.matchers,
      first - lookbackMs,
      last,
    )) {
      const column = newColumn(series.labels, times.length);
      budget.take(times.length);
      times.forEach((time, step) => {
        const sampleTime = series.sampleTime(time, lookbackMs);
        if (sampleTime !== undefined) {
          column.present[step] = 1;
          column.values[step] = valueOf(series, sampleTime);
        }
      });
      if (!isEmpty(column)) {
        columns.push(column);
      }
    }
    return columns;
  }

  #rangeCall({ name, args }: CallNode): Column[] {
    const evaluate = RANGE_FUNCTIONS[name];
    const parameter = args.length > 1 ? this.scalar(args[0]) : undefined;
    const range = readRange(this, args[args.length - 1]);
    const columns: Column[] = [];
    for (const series of range.series) {
      const labels = KEEPS_NAME.has(name)
        ? series.labels
        : withoutName(series.labels);
      const column = newColumn(labels, this.grid.count);
      slideWindows(series.read(), range.ends, range.rangeMs, (window, step) => {
        const value =
          window.to > window.from
            ? evaluate(window, parameter?.[step] ?? NaN)
            : undefined;
        if (value !== undefined) {
          column.present[step] = 1;
          column.values[step] = value;
        }
      });
      columns.push(column);
    }
    return mergeColumns(columns, SAME_LABELSET);
  }

  #aggregation(node: AggregationNode): Column[] {
    const columns = this.vector(node.expression);
    const { parameter } = node;
    return aggregate(node, columns, {
      count: this.grid.count,
      label: parameter?.type === 'string' ? parameter.value : undefined,
      parameter:
        parameter && parameter.type !== 'string'
          ? this.scalar(parameter)
          : undefined,
    });
  }

  #binary(node: BinaryNode): Column[] {
    const { left, right, operator } = node;
    if (this.isScalar(left)) {
      return operateWithScalar(
        node,
        this.vector(right),
        this.scalar(left),
        true,
      );
    }
    if (this.isScalar(right)) {
      return operateWithScalar(
        node,
        this.vector(left),
        this.scalar(right),
        false,
      );
    }
    const operate = isSetOperator(operator) ? combineSets : operateVectors;
    return operate(
      node,
      this.vector(left),
      this.vector(right),
      this.grid.count,
    );
  }

  isScalar(expression: Expression): boolean {
    switch (expression.type) {
      case 'number':
        return true;
      case 'unary':
        return this.isScalar(expression.expression);
      case 'binary':
        return (
          this.isScalar(expression.left) && this.isScalar(expression.right)
        );
      case 'call':
        return expression.name === 'time' || expression.name === 'scalar';
      default:
        return false;
    }
  }

  /** Evaluation times in seconds. */
  #times(): Float64Array {
    return Float64Array.from(
      { length: this.grid.count },
      (_, step) => timeOf(this.grid, step) / 1000,
    );
  }

  #scalarOf(columns: readonly Column[]): Float64Array {
    return Float64Array.from({ length: this.grid.count }, (_, step) => {
      const present = columns.filter(column => column.present[step]);
      return present.length === 1 ? present[0].values[step] : NaN;
    });
  }
}
