export { resourceManagerServiceRef } from './resourceManagerServiceRef';
export {
  defaultRoleGroups,
  readRoleGroups,
  rolesOf,
  type Role,
  type RoleGroups,
} from './roles';
export {
  runHooksExtensionPoint,
  type RunHookPoint,
  type RunHooks,
  type RunHooksExtensionPoint,
} from './runHooks';
export type {
  LaunchRunOptions,
  ResourceManagerService,
  ResourceManagerServiceRequestOptions,
} from './types';
