import { compareStates, messageClass } from './compare';
import type { PlayState } from './types';

const state = (rest: Partial<PlayState> = {}): PlayState => ({
  admitted: new Map(),
  evicting: new Map(),
  waiting: new Map(),
  ...rest,
});
const unused = (resource: string, flavor = 'f1') =>
  `couldn't assign flavors to pod set main: insufficient unused quota for ${resource} in flavor ${flavor}, 4 more needed`;

describe('messageClass', () => {
  it.each([
    [unused('cpu'), 'unused cpu f1'],
    [
      `${unused('cpu')}. Pending the preemption of 2 workload(s)`,
      'unused cpu f1',
    ],
    [
      "couldn't assign flavors to pod set main: insufficient quota for amd.com/gpu in flavor f1, request > maximum capacity (4 > 1), insufficient unused quota for amd.com/gpu in flavor f2, 3 more needed, untolerated taint {a/spot yes NoSchedule <nil>} in flavor f3",
      'maximum amd.com/gpu f1; taint f3; unused amd.com/gpu f2',
    ],
    [
      "couldn't assign flavors to pod set main: insufficient quota for cpu in flavor f1, previously considered podsets requests (0) + current podset request (4) > maximum capacity (1)",
      'maximum cpu f1',
    ],
    [
      "couldn't assign flavors to pod set main: flavor f2 doesn't match node affinity",
      'affinity f2',
    ],
    [
      'Workload no longer fits after processing another workload',
      'no longer fits',
    ],
    ['something new', 'something new'],
  ])('of %s', (message, expected) => {
    expect(messageClass(message)).toBe(expected);
  });
});

describe('compareStates', () => {
  it('finds nothing where both say the same', () => {
    const same = () =>
      state({
        admitted: new Map([['w1', 'main/cpu=f1']]),
        evicting: new Map([['w2', 'InClusterQueue']]),
        waiting: new Map([['w3', { message: unused('cpu') }]]),
      });
    expect(compareStates(same(), same())).toEqual({
      differences: [],
      messages: 1,
      behind: 0,
    });
  });

  it('tells who is somewhere else', () => {
    const model = state({
      admitted: new Map([['w1', 'main/cpu=f1']]),
      waiting: new Map([['w2', {}]]),
    });
    const real = state({
      admitted: new Map([['w1', 'main/cpu=f2']]),
      evicting: new Map([['w2', 'InCohortReclamation']]),
    });
    expect(compareStates(model, real).differences).toEqual([
      'admitted w1: model main/cpu=f1, Kueue main/cpu=f2',
      'evicted w2: model -, Kueue InCohortReclamation',
      'waiting w2: model waits, Kueue -',
    ]);
  });

  const waiting = (message?: string, earlier: string[] = []) =>
    state({
      waiting: new Map([['w1', { message, earlier: new Set(earlier) }]]),
    });

  it.each([
    ['another reason', unused('cpu'), unused('memory'), 1, 0],
    ['nothing said yet', unused('cpu'), undefined, 1, 0],
    [
      'a passing reason',
      unused('cpu'),
      'Workload no longer fits after x',
      0,
      1,
    ],
    ['nobody looked in the model', undefined, unused('cpu'), 0, 0],
  ])('compares messages: %s', (_, model, real, found, behind) => {
    const result = compareStates(waiting(model), waiting(real));
    expect(result.differences).toHaveLength(found);
    expect(result.behind).toBe(behind);
  });

  it('takes an earlier message, and one of several that go round', () => {
    const model = waiting(unused('cpu'), [unused('memory')]);
    const real = waiting(unused('memory'));
    expect(compareStates(model, real)).toMatchObject({
      differences: [],
      behind: 1,
    });
    expect(
      compareStates(waiting(unused('cpu')), real, {
        heardOf: () => [unused('cpu')],
      }).differences,
    ).toEqual([]);
  });

  describe('where resources may be looked at in another order', () => {
    const model = state({
      waiting: new Map([
        [
          'w1',
          {
            message: `${unused('cpu')}, ${unused('cpu', 'f2')}`,
            otherwise: {
              message: `${unused('memory')}, ${unused('memory', 'f2')}`,
              earlier: new Set([unused('nvidia.com/gpu')]),
            },
          },
        ],
      ]),
    });

    it.each([
      ['one order', `${unused('cpu')}, ${unused('cpu', 'f2')}`, 0, 0],
      ['the other', `${unused('memory')}, ${unused('memory', 'f2')}`, 0, 0],
      [
        'each in one flavor',
        `${unused('memory')}, ${unused('cpu', 'f2')}`,
        0,
        0,
      ],
      ['what the other said before', unused('nvidia.com/gpu'), 0, 1],
      ['neither', unused('amd.com/gpu'), 1, 0],
    ])('takes what is said in %s', (_, real, differences, behind) => {
      const result = compareStates(model, waiting(real));
      expect(result.differences).toHaveLength(differences);
      expect(result.behind).toBe(behind);
    });
  });
});
