import type { AggregationNode, AggregationOperator } from './ast';
import { dropLabels, labelsKey, NAME, pickLabels, setLabel } from './labels';
import { formatNumber } from './literals';
import { isEmpty, newColumn, type Column } from './samples';
import { quantileOf, sumOf, varianceOf } from './statistics';
import { BadQueryError, ExecutionError } from './errors';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What the values of one group at one step become. */
const REDUCERS: Partial<
  Record<AggregationOperator, (values: number[], parameter: number) => number>
> = {
  sum: values => sumOf(values),
  avg: values => sumOf(values) / values.length,
  min: values => values.reduce((a, b) => (b < a || Number.isNaN(a) ? b : a)),
  max: values => values.reduce((a, b) => (b > a || Number.isNaN(a) ? b : a)),
  count: values => values.length,
  group: () => 1,
  stddev: values => Math.sqrt(varianceOf(values)),
  stdvar: values => varianceOf(values),
  quantile: (values, parameter) => quantileOf(parameter, values),
};

/** Columns that belong together, under the labels that the aggregation keeps. */
function groupColumns(node: AggregationNode, columns: readonly Column[]) {
  const groups = new Map<
    string,
    { labels: Column['labels']; members: Column[] }
  >();
  const dropped = [...node.grouping, NAME];
  for (const column of columns) {
    const labels = node.without
      ? dropLabels(column.labels, dropped)
      : pickLabels(column.labels, node.grouping);
    const key = labelsKey(labels);
    const group = groups.get(key);
    if (group) {
      group.members.push(column);
    } else {
      groups.set(key, { labels, members: [column] });
    }
  }
  return [...groups.values()];
}

/** Applies an aggregation; `parameter` has one value a step. */
export function aggregate(
  node: AggregationNode,
  columns: readonly Column[],
  options: { count: number; parameter?: Float64Array; label?: string },
): Column[] {
  const { count } = options;
  const groups = groupColumns(node, columns);
  if (node.operator === 'topk' || node.operator === 'bottomk') {
    const sign = node.operator === 'topk' ? -1 : 1;
    return groups
      .flatMap(({ members }) => extremes(members, options.parameter!, sign))
      .filter(column => !isEmpty(column));
  }
  if (node.operator === 'count_values') {
    return groups.flatMap(({ labels, members }) =>
      countValues(labels, members, options.label ?? '', count),
    );
  }
  const reducer = REDUCERS[node.operator]!;
  return groups.map(({ labels, members }) => {
    const result = newColumn(labels, count);
    const values: number[] = [];
    for (let step = 0; step < count; step += 1) {
      values.length = 0;
      for (const member of members) {
        if (member.present[step]) {
          values.push(member.values[step]);
        }
      }
      if (values.length > 0) {
        result.present[step] = 1;
        result.values[step] = reducer(values, options.parameter?.[step] ?? NaN);
      }
    }
    return result;
  });
}

/** The k greatest (sign −1) or least (sign 1) of a group at each step; the others are left out. */
function extremes(
  members: readonly Column[],
  k: Float64Array,
  sign: number,
): Column[] {
  const results = members.map(({ labels }) => newColumn(labels, k.length));
  for (let step = 0; step < k.length; step += 1) {
    if (Number.isNaN(k[step]) || Math.abs(k[step]) > 2 ** 53) {
      throw new ExecutionError(
        `Scalar value ${formatNumber(k[step])} overflows int64`,
      );
    }
    const present = members
      .map((member, at) => ({ member, at }))
      .filter(({ member }) => member.present[step])
      .sort((a, b) =>
        compare(a.member.values[step], b.member.values[step], sign),
      )
      .slice(0, Math.max(0, Math.trunc(k[step])));
    for (const { member, at } of present) {
      results[at].present[step] = 1;
      results[at].values[step] = member.values[step];
    }
  }
  return results;
}

/** Order by value, NaN last either way. */
export function compare(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) {
    return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  }
  return a === b ? 0 : sign * (a - b || Math.sign(a));
}

function countValues(
  labels: Column['labels'],
  members: readonly Column[],
  label: string,
  count: number,
): Column[] {
  if (!LABEL_NAME.test(label)) {
    throw new BadQueryError(`invalid label name "${label}"`);
  }
  const results = new Map<string, Column>();
  for (const member of members) {
    for (let step = 0; step < count; step += 1) {
      if (member.present[step]) {
        const value = formatNumber(member.values[step]);
        const column =
          results.get(value) ??
          newColumn(setLabel(labels, label, value), count);
        results.set(value, column);
        column.present[step] = 1;
        column.values[step] += 1;
      }
    }
  }
  return [...results.values()];
}
