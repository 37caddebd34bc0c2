import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';

const KEY = 'search.collators.resourceManager.schedule';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 3 },
  timeout: { minutes: 15 },
  initialDelay: { seconds: 10 },
};

/** How often runs and projects are indexed, see config.d.ts. */
export function readSchedule(
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  const found = config.getOptionalConfig(KEY);
  return found
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(found)
    : DEFAULT_SCHEDULE;
}
