import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { problem } from '../problems';

/** Asks for a permission that does not depend on a project. */
export async function isAllowed(
  permissions: PermissionsService,
  permission: BasicPermission,
  options: { credentials: BackstageCredentials },
): Promise<boolean> {
  const [{ result }] = await permissions.authorize([{ permission }], options);
  return result === AuthorizeResult.ALLOW;
}

/** @throws NotAllowedError */
export async function requirePermission(
  permissions: PermissionsService,
  permission: BasicPermission,
  options: { credentials: BackstageCredentials },
): Promise<void> {
  if (!(await isAllowed(permissions, permission, options))) {
    throw problem(
      'notAllowed',
      'notAllowed',
      `This needs permission ${permission.name}`,
      [
        {
          field: 'permission',
          problem: `${permission.name} is missing`,
          remedy: 'Ask a platform administrator for the role that has it',
        },
      ],
    );
  }
}
