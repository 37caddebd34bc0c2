import { filterMatches, usersOfFilter } from './filterMatches';

describe('filterMatches', () => {
  const ada = 'user:default/ada';
  const memberships = new Map([
    [ada, new Map([['team-a', 'member' as const]])],
  ]);
  it.each([
    ['all', true],
    ['none', false],
    [{ userRef: ada }, true],
    [{ userRef: ada, roles: ['admin'] }, false],
    [{ userRef: 'user:default/bob' }, false],
    [{ not: { userRef: ada } }, false],
    [
      {
        anyOf: [
          { userRef: ada, roles: ['admin'] },
          { userRef: ada, roles: ['member'] },
        ],
      },
      true,
    ],
    [{ allOf: [{ userRef: ada }, { userRef: 'user:default/bob' }] }, false],
  ] as [Parameters<typeof filterMatches>[0], boolean][])(
    '%j',
    (filter, expected) => {
      expect(filterMatches(filter, 'team-a', memberships)).toBe(expected);
      expect(filterMatches(filter, 'team-b', memberships)).toBe(
        filter === 'all' || (typeof filter === 'object' && 'not' in filter),
      );
    },
  );
  it('knows whom it asks about', () => {
    expect(
      usersOfFilter({
        anyOf: [{ userRef: ada }, { not: { userRef: 'b' } }, { userRef: ada }],
      }),
    ).toEqual([ada, 'b']);
    expect(usersOfFilter('all')).toEqual([]);
  });
});
