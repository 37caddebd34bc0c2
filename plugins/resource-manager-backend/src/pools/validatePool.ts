import {
  problemWithName,
  type FieldProblem,
} from '@silogen/backstage-plugin-resource-manager-common';

/** Kueue tries at most this many flavors in one queue. */
export const MAX_POOLS = 16;

const NAME_PART = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  if (parts.length > 2) return false;
  const name = parts[parts.length - 1];
  return NAME_PART.test(name) && (parts.length === 1 || PREFIX.test(parts[0]));
}

/** What is wrong with label pairs by themselves. */
export function selectorProblems(
  selector: Record<string, string>,
): FieldProblem[] {
  return Object.entries(selector).flatMap(([key, value]) => {
    const problems: FieldProblem[] = [];
    if (!isLabelKey(key)) {
      problems.push({
        field: `selector.${key}`,
        problem: 'is not a label key',
        remedy: 'Use a key as nodes have it, such as kaiwo/gpu-model',
      });
    }
    if (value !== '' && !NAME_PART.test(value)) {
      problems.push({
        field: `selector.${key}`,
        problem: `has value '${value}', which no label can have`,
        remedy:
          'Use letters, digits, hyphens, dots and underscores, at most 63',
      });
    }
    return problems;
  });
}

export function poolNameProblems(name: string): FieldProblem[] {
  const invalid = problemWithName(name);
  return invalid
    ? [
        {
          field: 'name',
          problem: invalid,
          remedy: 'Choose another name; people see the title',
        },
      ]
    : [];
}
