import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { ResourceManagerPolicy } from './ResourceManagerPolicy';
import { readRoleGroups } from './roles';

/**
 * Makes the four roles the policy of the portal.
 *
 * @public
 */
export const permissionModuleResourceManager = createBackendModule({
  pluginId: 'permission',
  moduleId: 'resource-manager',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        policy: policyExtensionPoint,
      },
      async init({ config, policy }) {
        policy.setPolicy(
          ResourceManagerPolicy.create({ roleGroups: readRoleGroups(config) }),
        );
      },
    });
  },
});
