import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ConflictError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  runHooksExtensionPoint,
  type RunHooks,
  readRoleGroups,
} from '@silogen/backstage-plugin-resource-manager-node';
import { readResourceManagerConfig } from './config';
import { createResourceManager } from './createResourceManager';
import { createRouter } from './router/createRouter';

const MIGRATIONS = resolvePackagePath(
  '@silogen/backstage-plugin-resource-manager-backend',
  'migrations',
);

/**
 * Clusters, pools, quotas, projects and runs; the only holder of cluster credentials.
 *
 * @public
 */
export const resourceManagerPlugin = createBackendPlugin({
  pluginId: 'resource-manager',
  register(env) {
    let runHooks: RunHooks | undefined;
    env.registerExtensionPoint(runHooksExtensionPoint, {
      setHooks(hooks) {
        if (runHooks) {
          throw new ConflictError(
            'The hooks of runs are set already: only one module may set them',
          );
        }
        runHooks = hooks;
      },
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({
        config,
        database,
        lifecycle,
        httpRouter,
        httpAuth,
        auditor,
        ...services
      }) {
        const knex = await database.getClient();
        if (!database.migrations?.skip)
          await knex.migrate.latest({ directory: MIGRATIONS });
        const manager = await createResourceManager({
          ...services,
          config: readResourceManagerConfig(config),
          roleGroups: readRoleGroups(config),
          knex,
          runHooks,
        });
        httpRouter.use(
          await createRouter({ httpAuth, auditor, routes: manager.routes }),
        );
        lifecycle.addStartupHook(() => manager.start());
        lifecycle.addShutdownHook(() => manager.stop());
      },
    });
  },
});
