import type { CallNode, Expression, StringNode } from './ast';
import { mapColumn, mergeColumns, SAME_LABELSET } from './columns';
import { ExecutionError } from './errors';
import type { Evaluator } from './evaluator';
import { INSTANT_FUNCTIONS, TIME_FUNCTIONS } from './instantFunctions';
import { absentLabels, labelJoin, labelReplace } from './labelFunctions';
import { withoutName } from './labels';
import { readRange } from './rangeReader';
import { newColumn, timeOf, type Column } from './samples';
import { slideWindows } from './windows';

/** Functions that answer an instant vector and look at no range, `absent_over_time` apart. */
export function callFunction(evaluator: Evaluator, call: CallNode): Column[] {
  const { name, args } = call;
  const instant = INSTANT_FUNCTIONS[name] ?? TIME_FUNCTIONS[name];
  if (instant) {
    const parameters = args.slice(1).map(arg => evaluator.scalar(arg));
    const columns = args[0]
      ? evaluator.vector(args[0])
      : [nowColumn(evaluator)];
    return mergeColumns(
      columns.map(column =>
        mapColumn(column, withoutName(column.labels), (value, step) =>
          instant(value, ...parameters.map(values => values[step])),
        ),
      ),
      SAME_LABELSET,
    );
  }
  switch (name) {
    case 'absent':
      return absent(
        evaluator,
        args[0],
        presenceOf(evaluator.vector(args[0]), evaluator.grid.count),
      );
    case 'absent_over_time':
      return absent(evaluator, args[0], presenceOverTime(evaluator, args[0]));
    case 'label_replace':
      return labelReplace(evaluator.vector(args[0]), args.slice(1).map(textOf));
    case 'label_join':
      return labelJoin(evaluator.vector(args[0]), args.slice(1).map(textOf));
    // Order means nothing over several steps; the answer to an instant query is ordered when it is written.
    case 'sort':
    case 'sort_desc':
      return evaluator.vector(args[0]);
    case 'timestamp':
      return timestamps(evaluator, args[0]);
    case 'vector':
      return [constant(evaluator.scalar(args[0]))];
    default:
      throw new ExecutionError(`function ${name} is not evaluated here`);
  }
}

function textOf(expression: Expression): string {
  return (expression as StringNode).value;
}

function constant(values: Float64Array): Column {
  return {
    labels: {},
    values,
    present: new Uint8Array(values.length).fill(1),
  };
}

/** Evaluation time in seconds at each step. */
function nowColumn({ grid }: Evaluator): Column {
  return constant(
    Float64Array.from(
      { length: grid.count },
      (_, step) => timeOf(grid, step) / 1000,
    ),
  );
}

/** Of a plain selector the times of its samples, of anything else the evaluation time. */
function timestamps(evaluator: Evaluator, arg: Expression): Column[] {
  const columns =
    arg.type === 'selector'
      ? evaluator.select(arg, (_, sampleTimeMs) => sampleTimeMs / 1000)
      : evaluator.vector(arg);
  return mergeColumns(
    columns.map(column =>
      mapColumn(column, withoutName(column.labels), (value, step) =>
        arg.type === 'selector' ? value : timeOf(evaluator.grid, step) / 1000,
      ),
    ),
    SAME_LABELSET,
  );
}

function presenceOf(columns: readonly Column[], count: number): Uint8Array {
  const any = new Uint8Array(count);
  for (const { present } of columns) {
    present.forEach((there, step) => {
      any[step] = any[step] || there;
    });
  }
  return any;
}

function presenceOverTime(evaluator: Evaluator, arg: Expression): Uint8Array {
  const any = new Uint8Array(evaluator.grid.count);
  const range = readRange(evaluator, arg);
  for (const series of range.series) {
    slideWindows(series.read(), range.ends, range.rangeMs, (window, step) => {
      if (window.to > window.from) {
        any[step] = 1;
      }
    });
  }
  return any;
}

/** 1 at the steps where nothing is present. */
function absent(
  evaluator: Evaluator,
  arg: Expression,
  present: Uint8Array,
): Column[] {
  const selector = arg.type === 'matrix' ? arg.selector : arg;
  const labels =
    selector.type === 'selector' ? absentLabels(selector.matchers) : {};
  const column = newColumn(labels, evaluator.grid.count);
  present.forEach((there, step) => {
    if (!there) {
      column.present[step] = 1;
      column.values[step] = 1;
    }
  });
  return mergeColumns([column], SAME_LABELSET);
}
