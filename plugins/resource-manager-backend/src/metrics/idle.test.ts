import type { GpuPod } from './gpuView';
import { idleSince } from './idle';

const NOW = new Date('2026-11-24T12:00:00Z');
const end = NOW.getTime() / 1000;
const range = { start: end - 6 * 600, end, step: 600 };
const pod = (since: string): GpuPod => ({
  cluster: 'c',
  namespace: 'team',
  name: 'p',
  uid: 'u',
  node: 'n',
  gpus: 4,
  running: true,
  since,
});

describe('idleSince', () => {
  const points = (values: (number | undefined)[]) =>
    values.flatMap((value, index) =>
      value === undefined ? [] : [{ at: range.start + index * 600, value }],
    );
  const since = (
    gpus: number,
    values: (number | undefined)[],
    began = '2026-11-01T00:00:00Z',
  ) => {
    const found = idleSince({
      pod: pod(began),
      gpus,
      points: points(values),
      range,
      windowSeconds: 1800,
      now: NOW,
    });
    return [
      found.since.toISOString().slice(11, 16),
      found.atLeast,
      found.gpuHours,
    ];
  };

  it.each([
    [
      'the window before the first idle point',
      2,
      [0, 0, 0, 2, 2, 2, 2],
      ['11:00', false, 2],
    ],
    ['the newest stretch', 2, [2, 2, 0, 0, 0, 2, 2], ['11:20', false, 1.3]],
    ['when so many were idle', 4, [2, 2, 2, 2, 2, 4, 4], ['11:20', false, 2.7]],
    ['a gap', 2, [2, 2, undefined, 2, 2, 2, 2], ['11:00', false, 2]],
    [
      'the end of the look back, or before',
      2,
      [2, 2, 2, 2, 2, 2, 2],
      ['10:30', true, 3],
    ],
    [
      'now, when it only just began',
      2,
      [0, 0, 0, 0, 0, 0, 0],
      ['11:30', false, 1],
    ],
  ])('is %s', (_, gpus, values, expected) => {
    expect(since(gpus, values)).toEqual(expected);
  });

  it('is never before the pod', () => {
    expect(since(4, [4, 4, 4, 4, 4, 4, 4], '2026-11-24T11:15:00Z')).toEqual([
      '11:15',
      false,
      3,
    ]);
  });
});
