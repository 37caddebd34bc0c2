import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { defaultRoleGroups } from '@silogen/backstage-plugin-resource-manager-node';
import { MeService, type MeServiceOptions } from './MeService';

const USER = 'user:default/nadia';

/** What the portal says of somebody whom the catalogue puts in these groups. */
function rolesOfMember(groups: string[], roleGroups = defaultRoleGroups) {
  const me = MeService.create({
    permissions: mockServices.permissions(),
    userInfo: mockServices.userInfo({ ownershipEntityRefs: [USER, ...groups] }),
    roleGroups,
    // A member of no project; everything else is allowed.
    ...({
      projects: { membershipsOf: async () => [] },
      access: {},
    } as unknown as Pick<MeServiceOptions, 'projects' | 'access'>),
  });
  return me
    .get({ credentials: mockCredentials.user(USER) })
    .then(({ roles }) => roles);
}

describe('MeService', () => {
  it('reads roles from the default groups', async () => {
    await expect(
      rolesOfMember(['group:default/role-developer', 'group:default/other']),
    ).resolves.toEqual(['developer']);
  });

  it('reads roles from the configured groups only, as the policy does', async () => {
    const configured = {
      ...defaultRoleGroups,
      administrator: ['group:default/platform-team'],
      viewer: [],
    };
    await expect(
      rolesOfMember(
        [
          'group:default/Platform-Team',
          'group:default/role-administrator',
          'group:default/role-viewer',
        ],
        configured,
      ),
    ).resolves.toEqual(['administrator']);
    await expect(
      rolesOfMember(['group:default/role-administrator'], configured),
    ).resolves.toEqual([]);
  });
});
