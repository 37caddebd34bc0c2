import fc from 'fast-check';
import {
  compareQuantity,
  formatQuantity,
  parseQuantity,
  QuantityError,
  sameQuantity,
} from './quantity';

const MAX_MILLI = (2n ** 63n - 1n) * 1000n;

const amounts = () => fc.bigInt({ min: -MAX_MILLI, max: MAX_MILLI });

describe('parseQuantity', () => {
  it.each<[string | number, bigint]>([
    ['0', 0n],
    ['-0', 0n],
    ['12', 12_000n],
    [12, 12_000n],
    [0.5, 500n],
    [1e21 / 1e3, 10n ** 21n],
    ['+12', 12_000n],
    ['-12', -12_000n],
    ['1.5', 1_500n],
    ['.5', 500n],
    ['5.', 5_000n],
    ['500m', 500n],
    ['1.5m', 2n],
    ['1000u', 1n],
    ['1u', 1n],
    ['1001u', 2n],
    ['1n', 1n],
    ['-1n', -1n],
    ['1000000n', 1n],
    ['1000001n', 2n],
    ['0.0001', 1n],
    ['0n', 0n],
    ['1k', 10n ** 6n],
    ['1M', 10n ** 9n],
    ['1G', 10n ** 12n],
    ['1T', 10n ** 15n],
    ['1P', 10n ** 18n],
    ['1E', 10n ** 21n],
    ['1Ki', 1024n * 1000n],
    ['1Mi', 1024n ** 2n * 1000n],
    ['1Gi', 1024n ** 3n * 1000n],
    ['1Ti', 1024n ** 4n * 1000n],
    ['1Pi', 1024n ** 5n * 1000n],
    ['1Ei', 1024n ** 6n * 1000n],
    ['1.5Gi', 1_610_612_736_000n],
    ['0.1Ki', 102_400n],
    ['1e3', 10n ** 6n],
    ['1E3', 10n ** 6n],
    ['1e+3', 10n ** 6n],
    ['1e-3', 1n],
    ['1e-9', 1n],
    ['1.5e3', 1_500_000n],
    ['9223372036854775807', MAX_MILLI],
  ])('reads %p', (text, milli) => {
    expect(parseQuantity(text)).toBe(milli);
  });

  it.each<string | number>([
    '',
    ' ',
    ' 1',
    '1 ',
    '1 Gi',
    '1K',
    '1ki',
    '1gi',
    '1mi',
    '1e',
    '1e1.5',
    '1Gi3',
    '.',
    '-',
    '1..2',
    '1,5',
    '0x10',
    'Gi',
    '--1',
    'eight',
    NaN,
    Infinity,
    '9223372036854775808',
    '8Ei',
    '1e65',
    '1e-65',
    '1e999999999999',
  ])('refuses %p', text => {
    expect(() => parseQuantity(text)).toThrow(QuantityError);
  });

  it('refuses a text of any length without repeating all of it', () => {
    expect(() => parseQuantity('1'.repeat(100_000))).toThrow(
      /^Invalid quantity '1{32}…': /,
    );
  });

  it('names the text and the remedy', () => {
    expect(() => parseQuantity('8 GPUs')).toThrow(
      "Invalid quantity '8 GPUs': it is not a number with a known suffix; write a number with an optional suffix, such as 500m, 8 or 128Gi",
    );
    expect(new QuantityError('8 GPUs', 'no')).toMatchObject({
      name: 'QuantityError',
      text: '8 GPUs',
    });
  });
});

describe('formatQuantity', () => {
  it.each<[bigint, 'decimal' | 'binary', string]>([
    [0n, 'decimal', '0'],
    [0n, 'binary', '0'],
    [12_000n, 'decimal', '12'],
    [1_500n, 'decimal', '1500m'],
    [-1_500n, 'decimal', '-1500m'],
    [1n, 'decimal', '1m'],
    [1_000_000n, 'decimal', '1k'],
    [1_024_000n, 'decimal', '1024'],
    [10n ** 21n, 'decimal', '1E'],
    [5n * 10n ** 21n, 'decimal', '5E'],
    [137_438_953_472_000n, 'binary', '128Gi'],
    [137_438_953_472_000n, 'decimal', '137438953472'],
    [824_633_720_832_000n, 'binary', '768Gi'],
    [1024n ** 6n * 2000n, 'binary', '2Ei'],
    [1_000_000n, 'binary', '1k'],
    [1_025_000n, 'binary', '1025'],
    [1_023_000n, 'binary', '1023'],
    [1_024_001n, 'binary', '1024001m'],
    [-1_048_576_000n, 'binary', '-1Mi'],
  ])('writes %p %s as %s', (milli, format, text) => {
    expect(formatQuantity(milli, format)).toBe(text);
  });

  it('loses nothing in either format', () => {
    fc.assert(
      fc.property(
        amounts(),
        fc.constantFrom('decimal' as const, 'binary' as const),
        (milli, format) => {
          expect(parseQuantity(formatQuantity(milli, format))).toBe(milli);
        },
      ),
    );
  });

  it('is canonical: writing what was read from canonical text changes nothing', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 6n }),
        fc.constantFrom('m', '', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti'),
        (number, suffix) => {
          const format = suffix.endsWith('i') ? 'binary' : 'decimal';
          const once = formatQuantity(
            parseQuantity(`${number}${suffix}`),
            format,
          );
          expect(formatQuantity(parseQuantity(once), format)).toBe(once);
          expect(once).not.toContain('.');
        },
      ),
    );
  });
});

describe('compareQuantity', () => {
  it.each<[string | number, string | number, number]>([
    ['1', '1000m', 0],
    ['1Gi', 1073741824, 0],
    ['1Gi', '1G', 1],
    ['999m', 1, -1],
    ['-1', '0', -1],
  ])('orders %p and %p', (a, b, order) => {
    expect(compareQuantity(a, b)).toBe(order);
    expect(sameQuantity(a, b)).toBe(order === 0);
  });

  it('agrees with the amounts', () => {
    fc.assert(
      fc.property(amounts(), amounts(), (a, b) => {
        const order = compareQuantity(
          formatQuantity(a, 'binary'),
          formatQuantity(b, 'decimal'),
        );
        expect(order < 0).toBe(a < b);
        expect(order > 0).toBe(a > b);
      }),
    );
  });
});
