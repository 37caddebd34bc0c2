import type { QuotaList } from '@silogen/backstage-plugin-resource-manager-common';
import { edited } from '../testing/editing';
import { GPU, quotaRow as row } from '../testing/fixtures';
import { inputOf, type QuotaEdits, type QuotaInput } from './edits';
import { canSave, poolSums, rowProblems } from './sums';

describe('poolSums', () => {
  const pools: QuotaList['pools'] = [
    {
      cluster: 'sandbox',
      pool: 'mi300x',
      poolTitle: 'MI300X',
      resource: GPU,
      numbers: {
        capacity: '64',
        guaranteed: '56',
        unassigned: '8',
        used: '40',
        borrowed: '2',
        waiting: '0',
      },
    },
  ];
  it.each<[string, QuotaEdits, string, string | undefined, boolean]>([
    ['no edits', new Map(), '8', undefined, false],
    [
      'the rest given away',
      edited({ guaranteed: '24' }),
      '0',
      undefined,
      false,
    ],
    ['too much', edited({ guaranteed: '26' }), '-2', '2', true],
    [
      'text that is no number counts as unchanged',
      edited({ guaranteed: 'x' }),
      '8',
      undefined,
      false,
    ],
    [
      'an emptied field counts as 0',
      edited({ guaranteed: '' }),
      '24',
      undefined,
      false,
    ],
    [
      'another cluster',
      edited({ guaranteed: '99' }, row({ cluster: 'other' })),
      '8',
      undefined,
      false,
    ],
  ])('%s', (_, edits, unassigned, excess, isExcessNew) => {
    const [sum] = poolSums(pools, edits);
    expect(sum).toMatchObject({ unassigned, isExcessNew });
    expect(sum.excess).toBe(excess);
  });

  it('lets one take less while a node is lost', () => {
    const lost = [
      { ...pools[0], numbers: { ...pools[0].numbers, capacity: '40' } },
    ];
    const less = edited({ guaranteed: '10' });
    const [sum] = poolSums(lost, less);
    expect(sum).toMatchObject({ excess: '10', isExcessNew: false });
    expect(canSave(less, [sum])).toBe(true);
    const more = edited({ guaranteed: '17' });
    expect(canSave(more, poolSums(lost, more))).toBe(false);
  });
});

describe('rowProblems', () => {
  it.each<[string, Partial<QuotaInput>, unknown[]]>([
    ['fine', { guaranteed: '20', lendingLimit: '20' }, []],
    [
      'half a GPU',
      { guaranteed: '1.5' },
      [{ field: 'guaranteed', problem: 'not-whole' }],
    ],
    [
      'words',
      { borrowingLimit: 'all' },
      [{ field: 'borrowingLimit', problem: 'not-a-number' }],
    ],
    [
      'lends what it does not have',
      { lendingLimit: '17' },
      [{ field: 'lendingLimit', problem: 'lends-more-than-guaranteed' }],
    ],
  ])('%s', (_, patch, problems) => {
    expect(
      rowProblems({ base: row(), input: { ...inputOf(row()), ...patch } }),
    ).toEqual(problems);
  });
});
