import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { developerCenterModelLayer } from '@silogen/backstage-plugin-developer-center-common/alpha';
import { resourceManagerServiceRef } from '@silogen/backstage-plugin-resource-manager-node';
import { setTimeout } from 'node:timers/promises';
import { readProviderSchedules } from './config';
import { OrganisationEntityProvider } from './organisation/OrganisationEntityProvider';
import { TunedModelEntityProvider } from './tunedModels/TunedModelEntityProvider';
import { RelationsProcessor } from './visibility/RelationsProcessor';
import { visibleToRule } from './visibility/rule';

/**
 * Registers the kinds AiModel, AiDataset and AiWorkload with the rule about
 * their visibility, and provides groups of the organisation and tuned models.
 *
 * @public
 */
export const catalogModuleDeveloperCenter = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'developer-center',
  register({ registerInit }) {
    registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        model: catalogModelExtensionPoint,
        permissionsRegistry: coreServices.permissionsRegistry,
        processing: catalogProcessingExtensionPoint,
        resourceManager: resourceManagerServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { config, model, processing, scheduler } = deps;
        model.addModelSource(
          CatalogModelSources.static([developerCenterModelLayer]),
        );

        deps.permissionsRegistry.addPermissionRules([visibleToRule]);
        processing.addProcessor(RelationsProcessor.create());

        const schedules = readProviderSchedules(config);
        const shared = {
          ...deps,
          sleep: (ms: number, signal: AbortSignal) =>
            setTimeout(ms, undefined, { signal }),
        };
        processing.addEntityProvider(
          OrganisationEntityProvider.create({
            ...shared,
            taskRunner: scheduler.createScheduledTaskRunner(
              schedules.organisation,
            ),
          }),
          TunedModelEntityProvider.create({
            ...shared,
            taskRunner: scheduler.createScheduledTaskRunner(
              schedules.tunedModels,
            ),
          }),
        );
      },
    });
  },
});
