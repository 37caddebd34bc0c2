import type { FixedTime } from './ast';
import { parseDurationMs, parseNumber, parseString } from './literals';
import type { SourceNode } from './sourceNode';

/** Label names of a `by`, `on` or `group_left` clause. */
export function readGrouping(node: SourceNode | undefined): string[] {
  return (node?.children ?? []).map(label =>
    label.name === 'QuotedLabelName' ? parseString(label.text) : label.text,
  );
}

/** Milliseconds of a range, step or offset: a duration or a number of seconds, for offsets with a sign. */
export function durationOf(node: SourceNode): number {
  const [, sign, amount] = /^([+-]?)\s*([\w.]+)$/.exec(node.text) ?? [];
  const plainMs =
    amount === undefined
      ? NaN
      : parseDurationMs(amount) ?? parseNumber(amount) * 1000;
  if (!Number.isFinite(plainMs)) {
    throw node.unsupported(`duration expression "${node.text}"`);
  }
  return sign === '-' ? -plainMs : plainMs;
}

/** What follows an `@`: seconds since the epoch, or a bound of the query. */
export function fixedTimeOf(node: SourceNode): FixedTime {
  if (node.name === 'AtModifierPreprocessors') {
    return node.text.toLowerCase().startsWith('start') ? 'start' : 'end';
  }
  const seconds = parseNumber(node.text);
  if (!Number.isFinite(seconds)) {
    throw node.error('timestamp out of bounds for @ modifier');
  }
  return Math.round(seconds * 1000);
}
