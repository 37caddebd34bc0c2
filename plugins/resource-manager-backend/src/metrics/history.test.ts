import { shapeHistory, type HistoryAnswers } from './history';
import { RANGES, timeRange, timesOf } from './ranges';

const range = { start: 600, end: 1200, step: 300 };
const line = (
  labels: Record<string, string>,
  values: (number | null)[],
  cluster = 'c',
) => ({
  cluster,
  labels,
  points: values.flatMap((value, index) =>
    value === null ? [] : [{ at: range.start + index * range.step, value }],
  ),
});
const answers = (overrides: Partial<HistoryAnswers> = {}): HistoryAnswers => ({
  held: [
    line({ namespace: 'a', phase: 'Running' }, [4, 4, 4]),
    line({ namespace: 'a', phase: 'Pending' }, [0, 2, 0]),
    line({ namespace: 'b', phase: 'Running' }, [2, 2, null]),
  ],
  busy: [
    line({ namespace: 'a' }, [3, 9, null]),
    line({ namespace: 'b' }, [1, 0, null]),
  ],
  measured: [
    line({ namespace: 'a' }, [4, 10, null]),
    line({ namespace: 'b' }, [2, 2, null]),
  ],
  installed: [line({}, [16, 16, 16])],
  free: [line({}, [8, 7, 12])],
  ...overrides,
});
const options = {
  range,
  shows: () => true,
  groupOf: ({ namespace }: { namespace: string }) => namespace,
};

describe('shapeHistory', () => {
  it('adds up to the capacity at every time; what is not measured is not called idle', () => {
    const { times, columns } = shapeHistory(answers(), options);
    expect(times).toEqual([
      '1970-01-01T00:10:00.000Z',
      '1970-01-01T00:15:00.000Z',
      '1970-01-01T00:20:00.000Z',
    ]);
    expect(columns).toEqual({
      busy: [4, 4, 0],
      heldIdle: [2, 2, 0],
      unmeasured: [0, 0, 4],
      reserved: [0, 2, 0],
      free: [8, 7, 12],
      unavailable: [2, 1, 0],
      capacity: [16, 16, 16],
    });
  });

  it('leaves a gap where the nodes were not recorded', () => {
    const { columns, groups } = shapeHistory(
      answers({ installed: [line({}, [16, null, 16])] }),
      options,
    );
    expect(columns.busy).toEqual([4, null, 0]);
    expect(columns.free).toEqual([8, null, 12]);
    expect(groups).toEqual([
      { key: 'a', held: [4, null, 4] },
      { key: 'b', held: [2, null, 0] },
    ]);
  });

  it('shows others nothing of what they may not see', () => {
    const { columns, groups } = shapeHistory(answers({ free: undefined }), {
      ...options,
      shows: (_, namespace) => namespace === 'b',
    });
    expect(columns).toEqual({
      busy: [1, 0, 0],
      heldIdle: [1, 2, 0],
      unmeasured: [0, 0, 0],
      reserved: [0, 0, 0],
    });
    expect(groups.map(({ key }) => key)).toEqual(['b']);
  });

  it('tells the six largest groups apart', () => {
    const held = Array.from({ length: 9 }, (_, index) =>
      line({ namespace: `n${index}`, phase: 'Running' }, [index, index, index]),
    );
    const { groups } = shapeHistory(answers({ held }), options);
    expect(groups.map(({ key, rest }) => key ?? rest)).toEqual([
      'n8',
      'n7',
      'n6',
      'n5',
      'n4',
      'n3',
      true,
    ]);
    expect(groups[6].held).toEqual([3, 3, 3]);
  });
});

describe('timeRange', () => {
  it.each(RANGES)('of %s is aligned, and short enough to draw', name => {
    const { start, end, step } = timeRange(
      name,
      new Date('2026-11-24T12:34:56Z'),
    );
    expect(start % step).toBe(0);
    expect(end % step).toBe(0);
    expect(timesOf({ start, end, step }).length).toBeLessThanOrEqual(340);
  });
});
