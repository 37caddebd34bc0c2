export { resourceManagerServiceRef } from './resourceManagerServiceRef';
export type {
  LaunchRunOptions,
  ResourceManagerService,
  ResourceManagerServiceRequestOptions,
} from './types';
