import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultResourceManagerService } from './DefaultResourceManagerService';
import type { ResourceManagerService } from './types';

/**
 * The Resource Manager, from any backend plugin or module.
 *
 * @public
 */
export const resourceManagerServiceRef =
  createServiceRef<ResourceManagerService>({
    id: 'resource-manager.service',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {
          auth: coreServices.auth,
          discovery: coreServices.discovery,
        },
        factory: deps => DefaultResourceManagerService.create(deps),
      }),
  });
