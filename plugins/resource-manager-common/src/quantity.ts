/**
 * Exact arithmetic on Kubernetes quantities.
 *
 * A quantity is held as a `bigint` of milli-units: `12` is `12000n`, `500m` is `500n`, `1Ki` is `1024000n`. Nothing
 * passes through a floating-point number, so that sums over a large cluster stay exact.
 */

/** Thrown for a text that Kubernetes would not accept as a quantity; the message names the text and the remedy. */
export class QuantityError extends Error {
  override readonly name = 'QuantityError';

  constructor(
    /** The text as it was given. */
    readonly text: string,
    problem: string,
  ) {
    super(
      `Invalid quantity '${text}': ${problem}; write a number with an optional suffix, such as 500m, 8 or 128Gi`,
    );
  }
}

/** How the canonical text is written: `12k` or `12Ki`. */
export type QuantityFormat = 'decimal' | 'binary';

/** Decimal suffixes as powers of ten; Kubernetes has no `K`. */
const DECIMAL_EXPONENTS = new Map<string, number>([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);

const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL_SUFFIXES = ['m', '', 'k', 'M', 'G', 'T', 'P', 'E'];

const MILLI = 1000n;

/** Kubernetes holds no number of units above this; it would cap silently, we refuse. */
const MAX_UNITS = 2n ** 63n - 1n;

/** Beyond this no digit can reach the range, and a huge power of ten would only cost memory. */
const MAX_EXPONENT = 64;
const MAX_LENGTH = 128;

const QUANTITY =
  /^([+-]?)(\d+\.?\d*|\.\d+)([eE][+-]?\d+|[KMGTPE]i|[numkMGTPE])?$/;

function splitDigits(digits: string): { whole: bigint; decimals: number } {
  const [integer, fraction = ''] = digits.split('.');
  return { whole: BigInt(`${integer}${fraction}`), decimals: fraction.length };
}

/** Rounded up for a remainder: who asks for a little gets at least that little. */
function divideUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

function scaleByTen(value: bigint, exponent: number): bigint {
  return exponent >= 0
    ? value * 10n ** BigInt(exponent)
    : divideUp(value, 10n ** BigInt(-exponent));
}

function decimalExponentOf(text: string, suffix: string): number {
  const known = DECIMAL_EXPONENTS.get(suffix);
  if (known !== undefined) {
    return known;
  }
  const exponent = Number(suffix.slice(1));
  if (Math.abs(exponent) > MAX_EXPONENT) {
    throw new QuantityError(text, 'the exponent is out of range');
  }
  return exponent;
}

/**
 * Reads a Kubernetes quantity into milli-units.
 *
 * What is finer than a milli-unit (`1n`, `0.0001`) is rounded away from zero to a whole one, as Kubernetes rounds what
 * is finer than its own smallest unit: an amount that was asked for never becomes nothing. Amounts above 2^63 - 1 units
 * are refused, where Kubernetes would cap them.
 *
 * @throws QuantityError if the text is not a quantity.
 */
export function parseQuantity(quantity: string | number): bigint {
  const text = String(quantity);
  const match = text.length <= MAX_LENGTH ? QUANTITY.exec(text) : null;
  if (!match) {
    throw new QuantityError(
      text.length <= MAX_LENGTH ? text : `${text.slice(0, 32)}…`,
      text === '' ? 'it is empty' : 'it is not a number with a known suffix',
    );
  }
  const [, sign, digits, suffix = ''] = match;
  const { whole, decimals } = splitDigits(digits);
  const magnitude = suffix.endsWith('i')
    ? scaleByTen(
        whole * MILLI * 1024n ** BigInt(BINARY_SUFFIXES.indexOf(suffix)),
        -decimals,
      )
    : scaleByTen(whole, decimalExponentOf(text, suffix) + 3 - decimals);
  if (magnitude > MAX_UNITS * MILLI) {
    throw new QuantityError(text, 'it is larger than 2^63 - 1');
  }
  return sign === '-' ? -magnitude : magnitude;
}

function withLargestSuffix(
  magnitude: bigint,
  base: bigint,
  suffixes: string[],
): string {
  let rest = magnitude;
  let index = 0;
  while (index < suffixes.length - 1 && rest % base === 0n) {
    rest /= base;
    index += 1;
  }
  return `${rest}${suffixes[index]}`;
}

/**
 * Writes milli-units as Kubernetes prints them: the largest suffix that needs no fraction.
 *
 * As in Kubernetes, the binary format falls back to the decimal one below 1024 units and where a fraction of a unit
 * would be lost.
 */
export function formatQuantity(milli: bigint, format: QuantityFormat): string {
  if (milli === 0n) {
    return '0';
  }
  const magnitude = milli < 0n ? -milli : milli;
  const binary =
    format === 'binary' &&
    magnitude >= 1024n * MILLI &&
    magnitude % MILLI === 0n;
  const text = binary
    ? withLargestSuffix(magnitude / MILLI, 1024n, BINARY_SUFFIXES)
    : withLargestSuffix(magnitude, 1000n, DECIMAL_SUFFIXES);
  return milli < 0n ? `-${text}` : text;
}

/**
 * Order of two quantities by amount, for sorting: negative, zero or positive.
 *
 * @throws QuantityError if one of them is not a quantity.
 */
export function compareQuantity(
  a: string | number,
  b: string | number,
): -1 | 0 | 1 {
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}

/**
 * Whether two texts mean the same amount: `1` and `1000m`, `1Gi` and `1073741824`.
 *
 * @throws QuantityError if one of them is not a quantity.
 */
export function sameQuantity(a: string | number, b: string | number): boolean {
  return compareQuantity(a, b) === 0;
}
