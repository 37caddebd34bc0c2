import { sameMembers, userRefOf, withMember } from './members';

describe('userRefOf', () => {
  it.each([
    ['jane', 'user:default/jane'],
    [' Jane.Doe ', 'user:default/jane.doe'],
    ['guests/jane', 'user:guests/jane'],
    ['user:default/jane', 'user:default/jane'],
    ['user:jane', 'user:default/jane'],
    ['', undefined],
    ['jane doe', undefined],
    ['default/', undefined],
    ['/jane', undefined],
  ])('%s', (text, ref) => {
    expect(userRefOf(text)).toBe(ref);
  });
});

const jane = { userRef: 'user:default/jane', role: 'member' } as const;
const joe = { userRef: 'user:default/joe', role: 'admin' } as const;

it('withMember adds a member, or changes a role in place', () => {
  expect(withMember([jane], joe)).toEqual([jane, joe]);
  expect(withMember([jane, joe], { ...jane, role: 'viewer' })).toEqual([
    { ...jane, role: 'viewer' },
    joe,
  ]);
});

it('sameMembers does not mind the order', () => {
  expect(sameMembers([jane, joe], [joe, jane])).toBe(true);
  expect(sameMembers([jane], [{ ...jane, role: 'admin' }])).toBe(false);
  expect(sameMembers([jane], [])).toBe(false);
});
