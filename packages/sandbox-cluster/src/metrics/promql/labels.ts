/** Labels of a series, its name as `__name__`. Empty values are left out: an empty label is an absent one. */
export type Labels = Readonly<Record<string, string>>;

export const NAME = '__name__';

/** The same text for the same labels. */
export function labelsKey(labels: Labels): string {
  let key = '';
  for (const name of Object.keys(labels).sort()) {
    key += `${name}\u0001${labels[name]}\u0002`;
  }
  return key;
}

export function pickLabels(labels: Labels, names: readonly string[]): Labels {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = labels[name];
    if (value) {
      picked[name] = value;
    }
  }
  return picked;
}

export function dropLabels(labels: Labels, names: readonly string[]): Labels {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(labels)) {
    if (!names.includes(name)) {
      kept[name] = value;
    }
  }
  return kept;
}

const ONLY_NAME = [NAME];

export function withoutName(labels: Labels): Labels {
  return NAME in labels ? dropLabels(labels, ONLY_NAME) : labels;
}

/** The labels with one set; an empty value takes it away. */
export function setLabel(labels: Labels, name: string, value: string): Labels {
  if (value === '') {
    return dropLabels(labels, [name]);
  }
  return { ...labels, [name]: value };
}

/** `metric{a="b"}`, for messages. */
export function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels)
    .filter(([name]) => name !== NAME)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${labels[NAME] ?? ''}{${pairs.join(', ')}}`;
}

/** Orders by label name, then value, as Prometheus orders a matrix. */
export function compareLabels(a: Labels, b: Labels): number {
  const left = Object.entries(a).sort(byName);
  const right = Object.entries(b).sort(byName);
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    for (const part of [0, 1] as const) {
      if (left[at][part] !== right[at][part]) {
        return left[at][part] < right[at][part] ? -1 : 1;
      }
    }
  }
  return left.length - right.length;
}

function byName(a: readonly string[], b: readonly string[]): number {
  if (a[0] === b[0]) {
    return 0;
  }
  return a[0] < b[0] ? -1 : 1;
}
