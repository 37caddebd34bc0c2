import {
  labelsOf,
  pairProblem,
  pairsOf,
  selectorOf,
  type SelectorPair,
} from './selector';

function pairs(...texts: [string, string][]): SelectorPair[] {
  return texts.map(([key, value], id) => ({ id, key, value }));
}

describe('selectorOf', () => {
  it.each([
    [
      'two pairs',
      pairs(['gpu', 'mi300x'], ['zone', 'a']),
      { gpu: 'mi300x', zone: 'a' },
    ],
    [
      'a blank pair is left out',
      pairs(['gpu', 'mi300x'], ['', ' ']),
      { gpu: 'mi300x' },
    ],
    ['spaces around', pairs([' gpu ', ' mi300x ']), { gpu: 'mi300x' }],
    [
      'an empty value is a value',
      pairs(['node-role.kubernetes.io/worker', '']),
      { 'node-role.kubernetes.io/worker': '' },
    ],
    ['nothing filled in', pairs(['', '']), undefined],
    ['a bad key', pairs(['-gpu', 'x']), undefined],
    ['a value without a key', pairs(['', 'x']), undefined],
    ['the same key twice', pairs(['gpu', 'a'], ['gpu', 'b']), undefined],
  ])('%s', (_, given, expected) => {
    expect(selectorOf(given)).toEqual(expected);
  });
});

describe('pairProblem', () => {
  it.each([
    ['', '', undefined],
    ['amd.com/gpu.product', 'MI300X_OAM', undefined],
    ['a b', 'x', 'key'],
    ['gpu', 'two words', 'value'],
    ['gpu', 'x'.repeat(64), 'value'],
  ])('%s=%s', (key, value, problem) => {
    const [pair] = pairs([key, value]);
    expect(pairProblem(pair, [pair])).toBe(problem);
  });
});

it('pairsOf gives one blank pair for no labels', () => {
  expect(pairsOf({})).toEqual([{ id: 0, key: '', value: '' }]);
});

it('labelsOf lists keys and values once, in order', () => {
  const labels = labelsOf([
    { labels: { zone: 'b', gpu: 'mi300x' } },
    { labels: { zone: 'a' } },
    { labels: { zone: 'b' } },
  ]);
  expect([...labels]).toEqual([
    ['gpu', ['mi300x']],
    ['zone', ['a', 'b']],
  ]);
});
