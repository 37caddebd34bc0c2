/** One label pair as it is typed. */
export interface SelectorPair {
  /** Keeps its place in a list of fields while its text changes. */
  id: number;
  key: string;
  value: string;
}

/** As many as the API takes. */
export const MAX_PAIRS = 8;

// Kubernetes' rules for label keys (optional DNS prefix) and values.
const KEY =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Labels as fields; one blank pair where there are none. */
export function pairsOf(selector: Record<string, string>): SelectorPair[] {
  const pairs = Object.entries(selector).map(([key, value], id) => ({
    id,
    key,
    value,
  }));
  return pairs.length > 0 ? pairs : [{ id: 0, key: '', value: '' }];
}

/** What is wrong with a pair; a blank pair is merely not filled in. */
export type PairProblem = 'key' | 'value' | 'twice';

export function pairProblem(
  pair: SelectorPair,
  all: readonly SelectorPair[],
): PairProblem | undefined {
  const key = pair.key.trim();
  if (key === '' && pair.value.trim() === '') {
    return undefined;
  }
  if (!KEY.test(key)) {
    return 'key';
  }
  if (!VALUE.test(pair.value.trim())) {
    return 'value';
  }
  return all.some(other => other.id !== pair.id && other.key.trim() === key)
    ? 'twice'
    : undefined;
}

/** The labels, or undefined while no pair is filled in or one has a problem. */
export function selectorOf(
  pairs: readonly SelectorPair[],
): Record<string, string> | undefined {
  const filled = pairs.filter(
    pair => pair.key.trim() !== '' || pair.value.trim() !== '',
  );
  if (filled.length === 0 || filled.some(pair => pairProblem(pair, filled))) {
    return undefined;
  }
  return Object.fromEntries(
    filled.map(pair => [pair.key.trim(), pair.value.trim()]),
  );
}

/** The labels that nodes carry, with their values: what a selector can be built of. */
export function labelsOf(
  nodes: readonly { labels: Record<string, string> }[],
): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const { labels } of nodes) {
    for (const [key, value] of Object.entries(labels)) {
      found.set(key, (found.get(key) ?? new Set()).add(value));
    }
  }
  return new Map(
    [...found]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, values]) => [key, [...values].sort()]),
  );
}
