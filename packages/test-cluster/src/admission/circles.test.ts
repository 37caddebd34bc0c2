import { goesInCircles } from './circles';
import type { PlayState } from './types';

const state = (part: Partial<PlayState>): PlayState => ({
  admitted: new Map(),
  evicting: new Map(),
  waiting: new Map(),
  ...part,
});
const circle: Parameters<typeof goesInCircles>[0] = {
  release: '0.12',
  action: { type: 'free', workload: 'w1' },
  model: state({ evicting: new Map([['w1', 'InCohortReclamation']]) }),
  real: state({ admitted: new Map([['w1', 'main/cpu=f1']]) }),
  differences: [
    'admitted w1: model -, Kueue main/cpu=f1',
    'evicted w1: model InCohortReclamation, Kueue -',
  ],
};

describe('goesInCircles', () => {
  it('knows a victim that got its room back, to be evicted again or not', () => {
    expect(goesInCircles(circle)).toBe(true);
  });

  it.each<[string, Partial<typeof circle>]>([
    ['in a later release', { release: '0.19' }],
    ['when somebody else left', { action: { type: 'free', workload: 'w2' } }],
    ['when it is evicted in Kueue only', { model: circle.real }],
    ['when it is admitted in neither', { real: circle.model }],
    [
      'when others differ, too',
      { differences: [...circle.differences, 'waiting w2: model a, Kueue b'] },
    ],
  ])('takes nothing else for it: %s', (_, change) => {
    expect(goesInCircles({ ...circle, ...change })).toBe(false);
  });
});
