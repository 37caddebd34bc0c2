import { BadQueryError } from './errors';

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;

/** Milliseconds of a Prometheus duration such as `1h30m`; `undefined` when the text is none. */
export function parseDurationMs(text: string): number | undefined {
  if (!DURATION.test(text)) {
    return undefined;
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    total += Number(amount) * UNIT_MS[unit];
  }
  return total;
}

/** A number literal; durations count in seconds, as since Prometheus 3. */
export function parseNumber(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]\s*/, '').toLowerCase();
  if (digits === 'inf') {
    return sign * Infinity;
  }
  if (digits === 'nan') {
    return NaN;
  }
  const durationMs = parseDurationMs(digits);
  if (durationMs !== undefined) {
    return (sign * durationMs) / 1000;
  }
  return sign * Number(digits.replace(/_/g, ''));
}

/** A number as Prometheus writes it: never with an exponent. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '+Inf' : '-Inf';
  }
  if (Object.is(value, -0)) {
    return '-0';
  }
  const text = String(value);
  const [mantissa, exponent] = text.split('e');
  if (exponent === undefined) {
    return text;
  }
  const negative = mantissa.startsWith('-');
  const [whole, fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const plain =
    point <= 0 ? `0.${'0'.repeat(-point)}${digits}` : digits.padEnd(point, '0');
  return negative ? `-${plain}` : plain;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** The text of a quoted string; back quotes take everything as it stands. */
export function parseString(quoted: string): string {
  const quote = quoted[0];
  if (quoted.length < 2 || !quoted.endsWith(quote)) {
    throw new BadQueryError('parse error: unterminated quoted string');
  }
  const inner = quoted.slice(1, -1);
  if (quote === '`') {
    return inner;
  }
  if (inner.includes('\n')) {
    throw new BadQueryError('parse error: unterminated quoted string');
  }
  return inner.replace(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|[^])/g,
    (_, escape: string) => {
      if (escape.length > 1) {
        const octal = /^[0-7]/.test(escape);
        return String.fromCodePoint(
          Number.parseInt(octal ? escape : escape.slice(1), octal ? 8 : 16),
        );
      }
      const known = ESCAPES[escape];
      if (known === undefined) {
        throw new BadQueryError(
          `parse error: unknown escape sequence U+${escape
            .codePointAt(0)!
            .toString(16)
            .toUpperCase()
            .padStart(4, '0')} '${escape}'`,
        );
      }
      return known;
    },
  );
}
