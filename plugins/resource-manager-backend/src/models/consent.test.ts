import type { Publication } from '@silogen/backstage-plugin-resource-manager-common';
import { answeredBy, decidersOf, mayOf } from './consent';

const nadia = 'user:default/nadia';
const olga = 'user:default/olga';
const ada = 'user:default/ada';

describe('decidersOf', () => {
  it.each([
    ['the owner, a member', [{ userRef: nadia, role: 'member' }], [nadia]],
    ['the owner, an admin', [{ userRef: nadia, role: 'admin' }], [nadia]],
    [
      'not the owner who only reads now',
      [{ userRef: nadia, role: 'viewer' }],
      [],
    ],
    ['not the owner who left', [{ userRef: olga, role: 'member' }], []],
    [
      'admins besides the owner',
      [
        { userRef: nadia, role: 'member' },
        { userRef: ada, role: 'admin' },
        { userRef: olga, role: 'member' },
      ],
      [ada, nadia],
    ],
  ] as const)('%s', (_, members, deciders) => {
    expect(decidersOf(nadia, members)).toEqual(deciders);
  });

  it('nobody owns what nobody launched', () => {
    expect(decidersOf(undefined, [{ userRef: olga, role: 'member' }])).toEqual(
      [],
    );
  });
});

describe('mayOf', () => {
  const pending: Publication = {
    id: '1',
    from: 'project',
    to: 'organisation',
    state: 'pending',
    requestedBy: olga,
    requestedAt: '2026-01-01T00:00:00.000Z',
  };
  /** p publish, r request, d decide, w withdraw */
  it.each([
    ['owner', { userRef: nadia }, 'p'],
    ['owner, asked', { userRef: nadia, pending }, 'pd'],
    ['other member', { userRef: olga }, 'r'],
    ['other member who asked', { userRef: olga, pending }, 'w'],
    ['third member, asked by another', { userRef: ada, pending }, ''],
    ['widest already', { userRef: olga, visibility: 'organisation' }, ''],
    [
      'owner of the widest',
      { userRef: nadia, visibility: 'organisation' },
      'p',
    ],
    ['nobody to ask', { userRef: olga, deciders: [] }, ''],
    ['owner without the permission', { userRef: nadia, permitted: false }, ''],
    ['asker without it', { userRef: olga, permitted: false, pending }, ''],
    ['a service', { userRef: undefined }, ''],
  ] as const)('%s', (_, given, expected) => {
    const {
      userRef,
      permitted = true,
      ...model
    } = {
      permitted: true,
      visibility: 'project' as const,
      deciders: [nadia],
      pending: undefined,
      ...given,
    };
    const may = mayOf(
      { ...model, deciders: [...model.deciders] },
      {
        userRef,
        // A service has no permission of a person.
        permitted: permitted && userRef !== undefined,
      },
    );
    expect(
      Object.entries(may)
        .filter(([, allowed]) => allowed)
        .map(([name]) => name[0])
        .join(''),
    ).toBe(expected);
  });
});

describe('answeredBy', () => {
  it.each([
    ['organisation', 'organisation', 'accepted'],
    ['department', 'organisation', 'accepted'],
    ['organisation', 'department', 'declined'],
    ['department', 'project', 'declined'],
  ] as const)('asked for %s, set to %s: %s', (to, set, state) => {
    expect(answeredBy({ to }, set)).toBe(state);
  });
});
