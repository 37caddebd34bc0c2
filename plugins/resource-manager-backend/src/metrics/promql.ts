/** Small safe pieces of PromQL. Values that come from outside enter a query only through these. */

/** A PromQL string literal. */
export function quoted(text: string): string {
  return `"${text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\n/g, '\\n')}"`;
}

/** The right side of `=~` that matches exactly these values (RE2, which Prometheus anchors). */
export function oneOf(values: readonly string[]): string {
  return quoted(
    values.map(value => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
  );
}

/** `by (a, b)` without the empty names. */
export function by(...labels: readonly string[]): string {
  return `by (${labels.filter(Boolean).join(', ')})`;
}

/** `on (a, b)` without the empty names. */
export function on(...labels: readonly string[]): string {
  return `on (${labels.filter(Boolean).join(', ')})`;
}

/** A PromQL duration of whole seconds. */
export function seconds(value: number): string {
  return `${value}s`;
}
