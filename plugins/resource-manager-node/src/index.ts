export { resourceManagerServiceRef } from './resourceManagerServiceRef';
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
