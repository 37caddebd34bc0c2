import {
  isComparison,
  type BinaryNode,
  type BinaryOperator,
  type VectorMatching,
} from './ast';
import { mapColumn, mergeColumns, SAME_LABELSET } from './columns';
import { ExecutionError } from './errors';
import {
  dropLabels,
  labelsKey,
  labelsText,
  NAME,
  pickLabels,
  setLabel,
  withoutName,
  type Labels,
} from './labels';
import { newColumn, type Column } from './samples';

const OPERATIONS: Readonly<
  Partial<Record<BinaryOperator, (a: number, b: number) => number>>
> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': power,
  atan2: (a, b) => Math.atan2(a, b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '>': (a, b) => Number(a > b),
  '<': (a, b) => Number(a < b),
  '>=': (a, b) => Number(a >= b),
  '<=': (a, b) => Number(a <= b),
};

/** JavaScript differs from Go in 1 ^ NaN and (±1) ^ ±Inf, which are 1 there. */
function power(a: number, b: number): number {
  return a === 1 || (a === -1 && !Number.isFinite(b) && !Number.isNaN(b))
    ? 1
    : a ** b;
}

export function operateScalars(
  operator: BinaryOperator,
  left: Float64Array,
  right: Float64Array,
): Float64Array {
  const operate = OPERATIONS[operator]!;
  return left.map((value, step) => operate(value, right[step]));
}

/** A vector with a scalar on either side. A filter keeps the vector's value, whichever side it stands on. */
export function operateWithScalar(
  node: BinaryNode,
  columns: readonly Column[],
  scalar: Float64Array,
  scalarLeft: boolean,
): Column[] {
  const operate = OPERATIONS[node.operator]!;
  const filters = isComparison(node.operator) && !node.bool;
  const results = columns.map(column =>
    mapColumn(
      column,
      filters ? column.labels : withoutName(column.labels),
      (value, step) => {
        const result = scalarLeft
          ? operate(scalar[step], value)
          : operate(value, scalar[step]);
        if (!filters) {
          return result;
        }
        return result ? value : undefined;
      },
    ),
  );
  return mergeColumns(results, SAME_LABELSET);
}

function signatureOf({ on, labels }: VectorMatching) {
  const dropped = [...labels, NAME];
  return (of: Labels) =>
    on ? pickLabels(of, labels) : dropLabels(of, dropped);
}

interface Match {
  labels: Labels;
  columns: Column[];
}

function bySignature(
  columns: readonly Column[],
  signature: (labels: Labels) => Labels,
): Map<string, Match> {
  const matches = new Map<string, Match>();
  for (const column of columns) {
    const labels = signature(column.labels);
    const key = labelsKey(labels);
    const match = matches.get(key) ?? { labels, columns: [] };
    matches.set(key, match);
    match.columns.push(column);
  }
  return matches;
}

/** Two vectors under an arithmetic or comparison operator. */
export function operateVectors(
  node: BinaryNode,
  left: readonly Column[],
  right: readonly Column[],
  count: number,
): Column[] {
  const { matching } = node;
  const signature = signatureOf(matching);
  const manyIsLeft = matching.many !== 'right';
  const ones = bySignature(manyIsLeft ? right : left, signature);
  ones.forEach(match => refuseTwins(match, manyIsLeft ? 'right' : 'left'));
  const many = bySignature(manyIsLeft ? left : right, signature);
  const results: Column[] = [];
  for (const [key, match] of many) {
    const one = ones.get(key);
    if (one) {
      const taken = matching.many ? undefined : new Uint8Array(count);
      for (const column of match.columns) {
        for (const other of one.columns) {
          results.push(combine(node, column, other, { manyIsLeft, taken }));
        }
      }
    }
  }
  return mergeColumns(
    results,
    'multiple matches for labels: grouping labels must ensure unique matches',
  );
}

/** Where one series is due, two may take turns but never have a value at the same step. */
function refuseTwins({ labels, columns }: Match, side: string): void {
  for (let at = 1; at < columns.length; at += 1) {
    for (let before = 0; before < at; before += 1) {
      const [a, b] = [columns[before], columns[at]];
      if (a.present.some((there, step) => there && b.present[step])) {
        throw new ExecutionError(
          `found duplicate series for the match group ${labelsText(
            labels,
          )} on the ${side} hand-side of the operation: [${labelsText(
            b.labels,
          )}, ${labelsText(
            a.labels,
          )}];many-to-many matching not allowed: matching labels must be unique on one side`,
        );
      }
    }
  }
}

function combine(
  node: BinaryNode,
  many: Column,
  one: Column,
  options: { manyIsLeft: boolean; taken?: Uint8Array },
): Column {
  const operate = OPERATIONS[node.operator]!;
  const filters = isComparison(node.operator) && !node.bool;
  const { manyIsLeft, taken } = options;
  const labels = resultLabels(node, many.labels, one.labels);
  const result = newColumn(labels, many.values.length);
  for (let step = 0; step < result.values.length; step += 1) {
    if (!many.present[step] || !one.present[step]) {
      continue;
    }
    const a = manyIsLeft ? many.values[step] : one.values[step];
    const b = manyIsLeft ? one.values[step] : many.values[step];
    const value = operate(a, b);
    if (filters && !value) {
      continue;
    }
    if (taken?.[step]) {
      throw new ExecutionError(
        'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
      );
    }
    if (taken) {
      taken[step] = 1;
    }
    result.present[step] = 1;
    // A filter hands on the left side's value.
    result.values[step] = filters ? a : value;
  }
  return result;
}

function resultLabels(node: BinaryNode, many: Labels, one: Labels): Labels {
  const { matching } = node;
  const filters = isComparison(node.operator) && !node.bool;
  let labels = filters ? many : withoutName(many);
  if (!matching.many) {
    labels = matching.on
      ? pickLabels(labels, matching.labels)
      : dropLabels(labels, matching.labels);
  }
  for (const name of matching.include) {
    labels = setLabel(labels, name, one[name] ?? '');
  }
  return labels;
}

/** `and`, `or` and `unless`: presence of the other side decides, values stay. */
export function combineSets(
  node: BinaryNode,
  left: readonly Column[],
  right: readonly Column[],
  count: number,
): Column[] {
  const signature = signatureOf(node.matching);
  const key = (column: Column) => labelsKey(signature(column.labels));
  const presence = (columns: readonly Column[]) => {
    const found = new Map<string, Uint8Array>();
    for (const column of columns) {
      const id = key(column);
      const any = found.get(id) ?? new Uint8Array(count);
      found.set(id, any);
      column.present.forEach((there, step) => {
        any[step] = any[step] || there;
      });
    }
    return found;
  };
  const keep = (
    columns: readonly Column[],
    others: Map<string, Uint8Array>,
    wanted: 0 | 1,
  ) =>
    columns.map(column => {
      const other = others.get(key(column));
      return mapColumn(column, column.labels, (value, step) =>
        (other?.[step] ?? 0) === wanted ? value : undefined,
      );
    });
  switch (node.operator) {
    case 'and':
      return mergeColumns(keep(left, presence(right), 1), SAME_LABELSET);
    case 'unless':
      return mergeColumns(keep(left, presence(right), 0), SAME_LABELSET);
    default:
      return mergeColumns(
        [...left, ...keep(right, presence(left), 0)],
        SAME_LABELSET,
      );
  }
}
