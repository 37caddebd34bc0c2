import {
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { NotImplementedError } from '@backstage/errors';
import { resourceManagerServiceRef } from './resourceManagerServiceRef';
import type { ResourceManagerService } from './types';

/**
 * A Resource Manager for tests: the methods that are given, and a rejection that names the method for all others.
 *
 * @public
 */
export function resourceManagerServiceMock(
  partial: Partial<ResourceManagerService> = {},
): ResourceManagerService {
  const missing = (method: keyof ResourceManagerService) => async () => {
    throw new NotImplementedError(
      `resourceManagerServiceMock has no ${method}; pass one`,
    );
  };
  return {
    launchRun: missing('launchRun'),
    previewRun: missing('previewRun'),
    getRun: missing('getRun'),
    listRuns: missing('listRuns'),
    listProjects: missing('listProjects'),
    listOrganisation: missing('listOrganisation'),
    getMemberships: missing('getMemberships'),
    listTunedModels: missing('listTunedModels'),
    ...partial,
  };
}

/**
 * The same as a service factory, to add to `startTestBackend`.
 *
 * @public
 */
export function resourceManagerServiceMockFactory(
  partial: Partial<ResourceManagerService> = {},
): ServiceFactory<ResourceManagerService> {
  return createServiceFactory({
    service: resourceManagerServiceRef,
    deps: {},
    factory: () => resourceManagerServiceMock(partial),
  });
}
