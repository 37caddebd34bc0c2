import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { resourceManagerServiceRef } from '@silogen/backstage-plugin-resource-manager-node';
import { createLaunchRunAction } from './actions/launchRun';

/**
 * Adds the actions that launch runs.
 *
 * @public
 */
export const scaffolderModuleResourceManager = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'resource-manager',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        resourceManager: resourceManagerServiceRef,
      },
      async init({ actions, resourceManager }) {
        actions.addActions(createLaunchRunAction({ resourceManager }));
      },
    });
  },
});
