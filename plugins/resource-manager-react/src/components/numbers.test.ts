import { amountOf, resourceKind } from './amounts';
import { gpuNameOf } from './gpuNames';
import { percentOf, quotaSegments } from './quotaSegments';
import { rowsOf, summaryOf } from './series';
import { formatAge, formatDuration } from './time';

describe('amountOf', () => {
  it.each([
    ['8', 'amd.com/gpu', 'gpus', 8],
    ['2', 'nvidia.com/gpu', 'gpus', 2],
    ['500m', 'cpu', 'cores', 0.5],
    ['128Gi', 'memory', 'memory', 128],
    ['1Ti', 'ephemeral-storage', 'storage', 1024],
    ['3', 'example.com/fpga', 'other', 3],
  ] as const)('%s of %s', (value, resource, kind, amount) => {
    expect(resourceKind(resource)).toBe(kind);
    expect(amountOf(value, resource)).toBe(amount);
  });
});

describe('gpuNameOf', () => {
  it.each([
    ['mi300x', 'MI300X'],
    ['AMD_Instinct_MI300X_OAM', 'MI300X'],
    ['NVIDIA-H100-80GB-HBM3', 'H100'],
    ['nvidia-l40s', 'L40S'],
    ['NVIDIA-GH200', 'GH200'],
    ['a100', 'A100'],
    ['rtx-a6000', 'RTX A6000'],
    ['strange', 'STRANGE'],
  ])('%s is said %s', (model, name) => {
    expect(gpuNameOf(model)).toBe(name);
  });
});

describe('quotaSegments', () => {
  it.each([
    // guaranteed, used, borrowed, scale → inside, borrowed, free, total
    ['8', '10', undefined, undefined, 8, 2, 0, 10],
    ['8', '5', undefined, undefined, 5, 0, 3, 8],
    ['0', '0', undefined, undefined, 0, 0, 0, 0],
    ['0', '3', undefined, '16', 0, 3, 0, 16],
    ['8', '4', '2', undefined, 2, 2, 6, 10],
    ['8', '8', '0', '64', 8, 0, 0, 64],
  ])(
    'guaranteed %s, used %s, borrowed %s, scale %s',
    (guaranteed, used, borrowed, scale, ...expected) => {
      const parts = quotaSegments({ guaranteed, used, borrowed, scale });
      expect(
        [parts.inside, parts.borrowed, parts.free, parts.total].map(
          milli => Number(milli) / 1000,
        ),
      ).toEqual(expected);
    },
  );

  it('gives shares in percent, and none of nothing', () => {
    expect(percentOf(1n, 3n)).toBe(33.33);
    expect(percentOf(1n, 0n)).toBe(0);
  });
});

describe('durations', () => {
  const S = 1_000;
  const M = 60 * S;
  const H = 60 * M;
  it.each([
    [0, '0 s', '0 s'],
    [-5 * S, '0 s', '0 s'],
    [59.9 * S, '59 s', '59 s'],
    [M, '1 min', '1 min'],
    [M + 40 * S, '1 min 40 s', '1 min'],
    [18 * M + 10 * S, '18 min', '18 min'],
    [2 * H + 5 * M, '2 h 5 min', '2 h'],
    [24 * H, '1 d', '1 d'],
    [76 * H, '3 d 4 h', '3 d'],
  ])('%d ms is %s, an age of %s', (ms, duration, age) => {
    expect(formatDuration(ms)).toBe(duration);
    expect(formatAge(ms)).toBe(age);
  });
});

describe('series', () => {
  it('joins series on x, in order', () => {
    expect(
      rowsOf([
        {
          name: 'a',
          points: [
            { x: 2, y: 20 },
            { x: 1, y: 10 },
          ],
        },
        {
          name: 'b',
          points: [
            { x: 2, y: 5 },
            { x: 3, y: 6 },
          ],
        },
      ]),
    ).toEqual([
      { x: 1, y0: 10 },
      { x: 2, y0: 20, y1: 5 },
      { x: 3, y1: 6 },
    ]);
  });

  it('keeps the last point when it thins out', () => {
    const points = Array.from({ length: 5_000 }, (_, x) => ({ x, y: x }));
    const rows = rowsOf([{ name: 'a', points }]);
    expect(rows.length).toBeLessThanOrEqual(601);
    expect(rows.at(-1)).toEqual({ x: 4_999, y0: 4_999 });
  });

  it('says what a series does', () => {
    const points = [
      { x: 1, y: 2 },
      { x: 2, y: 0.5 },
      { x: 3, y: 1 },
    ];
    expect(summaryOf({ name: 'loss', points })).toEqual({
      first: 2,
      last: 1,
      lowest: 0.5,
      highest: 2,
    });
    expect(summaryOf({ name: 'loss', points: [] })).toBeUndefined();
  });
});
