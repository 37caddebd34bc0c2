import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  readRoleGroups,
  resourceManagerServiceRef,
} from '@silogen/backstage-plugin-resource-manager-node';
import { Memberships } from './Memberships';
import { ResourceManagerPolicy } from './ResourceManagerPolicy';

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
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
        resourceManager: resourceManagerServiceRef,
      },
      async init({ config, policy, ...services }) {
        policy.setPolicy(
          ResourceManagerPolicy.create({
            roleGroups: readRoleGroups(config),
            memberships: Memberships.create(services),
          }),
        );
      },
    });
  },
});
