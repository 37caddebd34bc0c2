import { cluster } from '../testing/fixtures';
import { abilitiesOf } from './abilities';

describe('abilitiesOf', () => {
  it.each([
    [
      'Kaiwo, taken over',
      {},
      [
        '+read byWatching',
        '+runs kueue',
        '+kaiwoRuns kaiwo',
        '+quotas throughKaiwo',
      ],
    ],
    [
      'Kueue alone, not taken over',
      { runtimes: { kueue: 'v1beta1' }, writer: 'kueue', takenOver: false },
      [
        '+read byWatching',
        '+runs kueue',
        '-kaiwoRuns noKaiwo',
        '-quotas notTakenOver',
      ],
    ],
    [
      'nothing installed',
      { runtimes: {}, writer: 'none', takenOver: false },
      [
        '+read byWatching',
        '-runs noKueue',
        '-kaiwoRuns noKaiwo',
        '-quotas noWriter',
      ],
    ],
    [
      'unreachable',
      { reachable: false },
      [
        '-read unreachable',
        '-runs unreachable',
        '-kaiwoRuns unreachable',
        '-quotas unreachable',
      ],
    ],
  ] as const)('%s', (_, overrides, expected) => {
    expect(
      abilitiesOf(cluster(overrides)).map(
        ({ key, isPossible, note }) =>
          `${isPossible ? '+' : '-'}${key} ${note}`,
      ),
    ).toEqual(expected);
  });
});
