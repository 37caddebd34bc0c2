import type { Matcher, MatchOperator } from './ast';
import { BadQueryError } from './errors';
import type { Labels } from './labels';
import { anchoredRegex } from './regex';

export function createMatcher(
  label: string,
  operator: string,
  value: string,
): Matcher {
  switch (operator) {
    case '=':
      return { label, operator, value, matches: text => text === value };
    case '!=':
      return { label, operator, value, matches: text => text !== value };
    case '=~':
    case '!~': {
      const regex = anchoredRegex(value);
      const wanted = operator === '=~';
      return {
        label,
        operator: operator as MatchOperator,
        value,
        matches: text => regex.test(text) === wanted,
      };
    }
    default:
      throw new BadQueryError(`parse error: unknown operator "${operator}"`);
  }
}

export function matchesAll(
  labels: Labels,
  matchers: readonly Matcher[],
): boolean {
  return matchers.every(({ label, matches }) => matches(labels[label] ?? ''));
}
