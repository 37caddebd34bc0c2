import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Permission } from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { quotaManagePermission } from '@silogen/backstage-plugin-resource-manager-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { resourceManagerServiceMockFactory } from '@silogen/backstage-plugin-resource-manager-node/testUtils';
import permissionModuleResourceManager from './index';

async function policyOf(roles?: Record<string, string[]>) {
  const setPolicy = jest.fn<void, [PermissionPolicy]>();
  await startTestBackend({
    extensionPoints: [[policyExtensionPoint, { setPolicy }]],
    features: [
      permissionModuleResourceManager,
      mockServices.rootConfig.factory({
        data: roles ? { permission: { resourceManager: { roles } } } : {},
      }),
    ],
  });
  expect(setPolicy).toHaveBeenCalledTimes(1);
  const [[policy]] = setPolicy.mock.calls;
  return async (...groups: string[]) => {
    const { result } = await policy.handle(
      { permission: quotaManagePermission },
      {
        credentials: mockCredentials.user(),
        info: {
          userEntityRef: 'user:default/ada',
          ownershipEntityRefs: ['user:default/ada', ...groups],
        },
      },
    );
    return result;
  };
}

describe('permissionModuleResourceManager', () => {
  it('is the policy, with the default groups', async () => {
    const ask = await policyOf();
    await expect(ask('group:default/role-resource-manager')).resolves.toBe(
      'ALLOW',
    );
    await expect(ask('group:default/role-developer')).resolves.toBe('DENY');
  });

  it('takes the groups of one role from configuration, and keeps the others', async () => {
    const ask = await policyOf({
      'resource-manager': ['Group:Corp/GPU-Owners', 'group:corp/finance'],
    });
    await expect(ask('group:corp/gpu-owners')).resolves.toBe('ALLOW');
    await expect(ask('group:corp/finance')).resolves.toBe('ALLOW');
    await expect(ask('group:default/role-resource-manager')).resolves.toBe(
      'DENY',
    );
    await expect(ask('group:default/role-administrator')).resolves.toBe(
      'ALLOW',
    );
  });

  it('asks where people belong only for what depends on it', async () => {
    const getMemberships = jest.fn(async () => ({
      projects: ['llm'],
      departments: ['research'],
      departmentProjects: ['llm'],
    }));
    const setPolicy = jest.fn<void, [PermissionPolicy]>();
    await startTestBackend({
      extensionPoints: [[policyExtensionPoint, { setPolicy }]],
      features: [
        permissionModuleResourceManager,
        resourceManagerServiceMockFactory({ getMemberships }),
      ],
    });
    const ask = (permission: Permission, role: string) =>
      setPolicy.mock.calls[0][0].handle(
        { permission },
        {
          credentials: mockCredentials.user(),
          info: {
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: [`group:default/role-${role}`],
          },
        },
      );
    await ask(quotaManagePermission, 'developer');
    await ask(catalogEntityReadPermission, 'administrator');
    expect(getMemberships).not.toHaveBeenCalled();
    await expect(
      ask(catalogEntityReadPermission, 'developer'),
    ).resolves.toMatchObject({
      conditions: {
        params: {
          projectOwners: ['group:default/project-llm', 'user:default/ada'],
        },
      },
    });
    expect(getMemberships).toHaveBeenCalledWith(
      { userRef: 'user:default/ada' },
      expect.anything(),
    );
  });

  it.each([
    [
      { manager: ['group:default/x'] },
      /roles\.manager is not a role; use administrator, resource-manager/,
    ],
    [
      { developer: ['role-developer'] },
      /roles\.developer\[0\] 'role-developer' is not a group; write its full entity ref/,
    ],
  ])('keeps the portal from starting with %j', async (roles, message) => {
    await expect(policyOf(roles)).rejects.toThrow(message);
  });
});
