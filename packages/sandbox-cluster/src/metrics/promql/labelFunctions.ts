import type { Matcher } from './ast';
import { mergeColumns, SAME_LABELSET } from './columns';
import { BadQueryError } from './errors';
import { NAME, setLabel, type Labels } from './labels';
import { anchoredRegex, expandTemplate } from './regex';
import type { Column } from './samples';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function requireLabelName(name: string, where: string): void {
  if (!LABEL_NAME.test(name)) {
    throw new BadQueryError(`invalid ${where} label name in call: ${name}`);
  }
}

function relabel(
  columns: readonly Column[],
  labelsOf: (labels: Labels) => Labels,
): Column[] {
  return mergeColumns(
    columns.map(column => ({ ...column, labels: labelsOf(column.labels) })),
    SAME_LABELSET,
  );
}

/** `label_replace(v, dst, replacement, src, regex)`: series whose source does not match stay as they are. */
export function labelReplace(
  columns: readonly Column[],
  [target, replacement, source, pattern]: readonly string[],
): Column[] {
  requireLabelName(target, 'destination');
  const regex = anchoredRegex(pattern);
  return relabel(columns, labels => {
    const match = regex.exec(labels[source] ?? '');
    return match
      ? setLabel(labels, target, expandTemplate(replacement, match))
      : labels;
  });
}

/** `label_join(v, dst, separator, src…)` */
export function labelJoin(
  columns: readonly Column[],
  [target, separator, ...sources]: readonly string[],
): Column[] {
  [target, ...sources].forEach((name, at) =>
    requireLabelName(name, at === 0 ? 'destination' : 'source'),
  );
  return relabel(columns, labels =>
    setLabel(
      labels,
      target,
      sources.map(source => labels[source] ?? '').join(separator),
    ),
  );
}

/** The labels of `absent`: what the selector asks for by `=`, once each. */
export function absentLabels(matchers: readonly Matcher[]): Labels {
  const labels: Record<string, string> = {};
  const named = matchers.map(({ label }) => label);
  for (const { label, operator, value } of matchers) {
    const once = named.filter(name => name === label).length === 1;
    if (label !== NAME && operator === '=' && value !== '' && once) {
      labels[label] = value;
    }
  }
  return labels;
}
