import { ExecutionError } from './errors';
import { labelsKey, type Labels } from './labels';
import { isEmpty, newColumn, type Column } from './samples';

/**
 * Joins columns of the same labels that never have a value at the same step; `conflict` names the error where they do.
 * Empty columns go.
 */
export function mergeColumns(
  columns: readonly Column[],
  conflict: string,
): Column[] {
  const merged = new Map<string, Column>();
  for (const column of columns) {
    if (isEmpty(column)) {
      continue;
    }
    const key = labelsKey(column.labels);
    const known = merged.get(key);
    merged.set(key, known ? joined(known, column, conflict) : column);
  }
  return [...merged.values()];
}

function joined(a: Column, b: Column, conflict: string): Column {
  const result: Column = {
    labels: a.labels,
    values: a.values.slice(),
    present: a.present.slice(),
  };
  for (let step = 0; step < b.present.length; step += 1) {
    if (b.present[step]) {
      if (result.present[step]) {
        throw new ExecutionError(conflict);
      }
      result.present[step] = 1;
      result.values[step] = b.values[step];
    }
  }
  return result;
}

export const SAME_LABELSET =
  'vector cannot contain metrics with the same labelset';

/** A column made value by value; `undefined` leaves a step out. */
export function mapColumn(
  column: Column,
  labels: Labels,
  map: (value: number, step: number) => number | undefined,
): Column {
  const result = newColumn(labels, column.values.length);
  for (let step = 0; step < column.values.length; step += 1) {
    if (column.present[step]) {
      const value = map(column.values[step], step);
      if (value !== undefined) {
        result.present[step] = 1;
        result.values[step] = value;
      }
    }
  }
  return result;
}
