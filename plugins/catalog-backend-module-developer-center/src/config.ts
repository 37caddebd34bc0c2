import {
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';

const ROOT = 'catalog.providers.developerCenter';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { seconds: 60 },
  timeout: { seconds: 50 },
};

/** How often each provider asks the Resource Manager. */
export interface ProviderSchedules {
  organisation: SchedulerServiceTaskScheduleDefinition;
  tunedModels: SchedulerServiceTaskScheduleDefinition;
}

/** Reads `catalog.providers.developerCenter`, see config.d.ts. */
export function readProviderSchedules(
  config: RootConfigService,
): ProviderSchedules {
  const schedule = (provider: keyof ProviderSchedules) => {
    const found = config.getOptionalConfig(`${ROOT}.${provider}.schedule`);
    return found
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(found)
      : DEFAULT_SCHEDULE;
  };
  return {
    organisation: schedule('organisation'),
    tunedModels: schedule('tunedModels'),
  };
}
