import { arraySource, expandSamples } from './arraySource';
import { PromqlEngine } from './engine';
import { BadQueryError, ExecutionError } from './errors';
import { labelsText } from './labels';
import { formatNumber } from './literals';

/** One sample a minute from the epoch on, in the short form of promtool's tests. */
const SERIES: Readonly<Record<string, string>> = {
  'gpu{node="a",pod="train"}': '10+10x10',
  'gpu{node="a",pod="serve"}': '5x3 stale _ _ 7x4',
  'gpu{node="b"}': '1x10',
  'pods{node="a",team="llm"}': '2x10',
  'pods{node="b",team="vision"}': '3x10',
  'total{node="a"}': '0+60x4 0+60x5',
  'late{node="a"}': '_ _ _ _ _ _ 1+2x4',
  'ended{node="a"}': '4x2',
};

const source = arraySource(
  Object.entries(SERIES).map(([text, samples]) => {
    const [, name, pairs] = /^(\w+)\{(.*)\}$/.exec(text)!;
    const labels: Record<string, string> = { __name__: name };
    for (const [, label, value] of pairs.matchAll(/(\w+)="([^"]*)"/g)) {
      labels[label] = value;
    }
    return { labels, samples: expandSamples(samples) };
  }),
);
const engine = PromqlEngine.create({ source });

function ask(query: string, minute: number): Record<string, string> {
  const result = engine.instant(query, minute * 60_000);
  if (result.type === 'scalar') {
    return { scalar: formatNumber(result.point[1]) };
  }
  if (result.type !== 'vector') {
    throw new Error(`${query} gives a ${result.type}`);
  }
  return Object.fromEntries(
    result.series.map(({ labels, point }) => [
      labelsText(labels),
      formatNumber(point[1]),
    ]),
  );
}

describe('PromqlEngine', () => {
  it.each<[string, number, Record<string, string>]>([
    // A series that was marked stale ends at once, one that merely stops is seen for less than five minutes.
    ['gpu{pod="serve"}', 3, { 'gpu{node="a", pod="serve"}': '5' }],
    ['gpu{pod="serve"}', 4, {}],
    ['gpu{pod="serve"}', 7, { 'gpu{node="a", pod="serve"}': '7' }],
    ['ended', 6.9, { 'ended{node="a"}': '4' }],
    ['ended', 7, {}],
    ['ended offset 5m', 7, { 'ended{node="a"}': '4' }],
    ['ended @ 60', 30, { 'ended{node="a"}': '4' }],
    // Ranges leave their start out.
    ['count_over_time(gpu{node="b"}[5m])', 10, { '{node="b"}': '5' }],
    [
      'sum_over_time(gpu{pod="train"}[3m])',
      10,
      { '{node="a", pod="train"}': '300' },
    ],
    ['count_over_time(gpu{node="b"}[5m:1m])', 10, { '{node="b"}': '5' }],
    ['count_over_time(gpu{node="b"}[5m:2m])', 9, { '{node="b"}': '2' }],
    [
      'avg_over_time(gpu{pod="serve"}[6m])',
      7,
      { '{node="a", pod="serve"}': '5.666666666666667' },
    ],
    // Counters: a reset counts from zero, ends are extrapolated, never below zero.
    ['increase(total[4m])', 4, { '{node="a"}': '240' }],
    ['increase(total[10m])', 10, { '{node="a"}': '533.3333333333334' }],
    ['rate(total[4m])', 4, { '{node="a"}': '1' }],
    ['resets(total[11m])', 10, { '{node="a"}': '1' }],
    // Half a sample interval would be 1; the counter was 1 at its first sample, so zero lies half a minute before.
    ['increase(late[10m])', 10, { '{node="a"}': '9' }],
    ['delta(gpu{pod="train"}[10m])', 10, { '{node="a", pod="train"}': '100' }],
    // Aggregation and matching.
    ['sum by (node) (gpu)', 10, { '{node="a"}': '117', '{node="b"}': '1' }],
    ['count without (pod) (gpu)', 10, { '{node="a"}': '2', '{node="b"}': '1' }],
    ['sum(gpu{pod!=""})', 10, { '{}': '117' }],
    ['sum(gpu{pod=""})', 10, { '{}': '1' }],
    ['topk(1, gpu)', 10, { 'gpu{node="a", pod="train"}': '110' }],
    ['quantile(0.5, gpu)', 10, { '{}': '7' }],
    [
      'gpu * on(node) group_left(team) pods',
      10,
      {
        '{node="a", pod="train", team="llm"}': '220',
        '{node="a", pod="serve", team="llm"}': '14',
        '{node="b", team="vision"}': '3',
      },
    ],
    [
      'pods - (sum by (node) (gpu{pod="serve"}) or 0 * pods)',
      5,
      { '{node="a", team="llm"}': '2', '{node="b", team="vision"}': '3' },
    ],
    ['gpu > 50', 10, { 'gpu{node="a", pod="train"}': '110' }],
    [
      '50 < bool gpu',
      10,
      {
        '{node="a", pod="train"}': '1',
        '{node="a", pod="serve"}': '0',
        '{node="b"}': '0',
      },
    ],
    [
      'pods unless on(node) gpu{pod="train"}',
      10,
      { 'pods{node="b", team="vision"}': '3' },
    ],
    // Precedence.
    ['-2 ^ 2', 0, { scalar: '-4' }],
    ['2 ^ 3 ^ 2', 0, { scalar: '512' }],
    ['10 - 4 - 3 * 2', 0, { scalar: '0' }],
    ['1 + 1 == bool 2', 0, { scalar: '1' }],
    ['total - total offset 1m * 2', 4, { '{node="a"}': '-120' }],
    ['5m + 1', 0, { scalar: '301' }],
    // Functions.
    ['absent(gpu{pod="x",node=~"a"})', 10, { '{pod="x"}': '1' }],
    ['absent(gpu)', 10, {}],
    ['clamp(gpu{node="b"}, 5, 2)', 10, {}],
    ['clamp(gpu{node="b"}, 2, 5)', 10, { '{node="b"}': '2' }],
    ['round(vector(-2.5))', 0, { '{}': '-2' }],
    ['timestamp(ended)', 5, { '{node="a"}': '120' }],
    ['scalar(gpu)', 10, { scalar: 'NaN' }],
    ['vector(time())', 2, { '{}': '120' }],
    [
      'label_replace(gpu{node="b"}, "rack", "r-$1", "node", "(.*)")',
      10,
      { 'gpu{node="b", rack="r-b"}': '1' },
    ],
    ['count_values("v", pods)', 10, { '{v="2"}': '1', '{v="3"}': '1' }],
    [
      'sort_desc(pods)',
      10,
      {
        'pods{node="b", team="vision"}': '3',
        'pods{node="a", team="llm"}': '2',
      },
    ],
  ])('%s at minute %d', (query, minute, expected) => {
    expect(ask(query, minute)).toEqual(expected);
  });

  it('evaluates each step of a range', () => {
    const result = engine.range('sum(gpu{pod="serve"})', {
      startMs: 0,
      endMs: 8 * 60_000,
      stepMs: 120_000,
    });
    expect(result).toEqual({
      type: 'matrix',
      series: [
        {
          labels: {},
          points: [
            [0, 5],
            [120_000, 5],
            [480_000, 7],
          ],
        },
      ],
    });
  });

  it('hands out the samples of a range vector', () => {
    expect(engine.instant('ended[5m]', 120_000)).toEqual({
      type: 'matrix',
      series: [
        {
          labels: { __name__: 'ended', node: 'a' },
          points: [
            [0, 4],
            [60_000, 4],
            [120_000, 4],
          ],
        },
      ],
    });
  });

  it.each([
    [
      'histogram_quantile(0.9, gpu)',
      'function "histogram_quantile" is not supported',
    ],
    [
      'predict_linear(gpu[5m], 60)',
      'function "predict_linear" is not supported',
    ],
    ['limitk(1, gpu)', 'aggregation operator "limitk" is not supported'],
    ['gpu + fill(0) pods', 'modifier "fill" is not supported'],
    ['gpu[5m + 1m]', 'duration expression "5m + 1m" is not supported'],
    ['rate(gpu[5m] smoothed)', 'SmoothedExpr is not supported'],
    ['nothing(gpu)', '1:8: parse error: unknown function with name "nothing"'],
    ['sum(gpu', '1:8: parse error: unexpected end of input'],
    ['gpu{node="a"} gpu', '1:15: parse error: unexpected "gpu"'],
    ['\n  gpu @@', '2:8: parse error'],
    ['gpu{node=~"[[:alpha:]]"}', 'POSIX classes'],
    [
      'rate(gpu)',
      'expected type range vector in call to function "rate", got instant vector',
    ],
    ['{node=~".*"}', 'at least one non-empty matcher'],
    ['clamp(gpu, 1)', 'expected 3 argument(s) in call to "clamp", got 2'],
    ['1 > 2', 'comparisons between scalars must use BOOL modifier'],
    [
      'gpu and on(node) group_left pods',
      'no grouping allowed for "and" operation',
    ],
  ])('refuses %j by name', (query, message) => {
    const read = () => engine.instant(query, 0);
    expect(read).toThrow(BadQueryError);
    expect(read).toThrow(message);
  });

  it.each([
    ['gpu / on(node) pods', 'many-to-one matching must be explicit'],
    [
      'pods / on(node) gpu',
      'found duplicate series for the match group {node="a"} on the right hand-side',
    ],
    ['label_replace(gpu, "pod", "same", "pod", ".*")', 'same labelset'],
  ])('cannot evaluate %s', (query, message) => {
    const evaluate = () => engine.instant(query, 0);
    expect(evaluate).toThrow(ExecutionError);
    expect(evaluate).toThrow(message);
  });

  it('bounds what one query reads', () => {
    const bounded = PromqlEngine.create({ source, maxSamples: 40 });
    expect(() =>
      bounded.instant('sum_over_time(pods[5m])', 600_000),
    ).not.toThrow();
    expect(() =>
      bounded.range('pods', { startMs: 0, endMs: 600_000, stepMs: 15_000 }),
    ).toThrow('query processing would load too many samples into memory');
  });

  it.each([
    [
      { startMs: 1000, endMs: 0, stepMs: 1 },
      'end timestamp must not be before start time',
    ],
    [
      { startMs: 0, endMs: 1000, stepMs: 0 },
      'zero or negative query resolution step widths',
    ],
    [
      { startMs: 0, endMs: 11_000_001, stepMs: 1000 },
      'exceeded maximum resolution of 11,000 points',
    ],
  ])('refuses the range %j', (range, message) => {
    expect(() => engine.range('gpu', range)).toThrow(message);
  });
});

describe('formatNumber', () => {
  it.each([
    [1, '1'],
    [0.1, '0.1'],
    [-1e-7, '-0.0000001'],
    [1.5e-9, '0.0000000015'],
    [1e21, '1000000000000000000000'],
    [1.25e22, '12500000000000000000000'],
    [NaN, 'NaN'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
  ])('%d', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});
