import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogCollatorExtensionPoint } from '@backstage/plugin-search-backend-module-catalog';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import {
  projectReadPermission,
  runReadPermission,
} from '@silogen/backstage-plugin-resource-manager-common';
import { resourceManagerServiceRef } from '@silogen/backstage-plugin-resource-manager-node';
import { readSchedule } from './config';
import { projectDocument, runDocument } from './documents';
import { entityDocument } from './entityDocument';
import { PagedCollatorFactory } from './PagedCollatorFactory';

/** The most that the Resource Manager gives at once. */
const PAGE = 500;

/**
 * Makes runs and projects findable by those who may see them, and models, datasets and workloads by what they are.
 *
 * @public
 */
export const searchModuleResourceManager = createBackendModule({
  pluginId: 'search',
  moduleId: 'resource-manager',
  register({ registerInit }) {
    registerInit({
      deps: {
        auth: coreServices.auth,
        catalogCollator: catalogCollatorExtensionPoint,
        config: coreServices.rootConfig,
        indexRegistry: searchIndexRegistryExtensionPoint,
        resourceManager: resourceManagerServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, indexRegistry, resourceManager, scheduler } = deps;
        deps.catalogCollator.setEntityTransformer(entityDocument);
        const schedule = readSchedule(deps.config);
        const factories = [
          PagedCollatorFactory.create({
            type: 'run',
            visibilityPermission: runReadPermission,
            auth,
            async readPage(cursor, options) {
              const page = await resourceManager.listRuns(
                { cursor, limit: PAGE },
                options,
              );
              return { ...page, documents: page.items.map(runDocument) };
            },
          }),
          PagedCollatorFactory.create({
            type: 'project',
            visibilityPermission: projectReadPermission,
            auth,
            async readPage(cursor, options) {
              const page = await resourceManager.listProjects(
                { cursor, limit: PAGE },
                options,
              );
              return { ...page, documents: page.items.map(projectDocument) };
            },
          }),
        ];
        for (const factory of factories) {
          indexRegistry.addCollator({
            schedule: scheduler.createScheduledTaskRunner(schedule),
            factory,
          });
        }
      },
    });
  },
});
