import { formatBytes, formatCount, formatTokens } from './format';

it.each([
  [512, '512'],
  [8192, '8k'],
  [32768, '32k'],
  [131072, '128k'],
  [1048576, '1M'],
])('%i tokens read as %s', (tokens, text) => expect(formatTokens(tokens)).toBe(text));

it.each([
  [999, '999 B'],
  [13085339, '13.1 MB'],
  [1_500_000_000_000, '1.5 TB'],
])('%i bytes read as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it.each([
  [15011, '15,011'],
  [9_670_000, '9.7M'],
])('%i reads as %s', (value, text) => expect(formatCount(value)).toBe(text));
