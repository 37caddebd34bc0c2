import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * What the catalog takes over from the Resource Manager. Nothing here is
       * visible to the browser: it has no use for how often a backend asks.
       */
      developerCenter?: {
        /** Groups of departments and projects. */
        organisation?: {
          /**
           * How often to ask; also asked at start and on each event of topic
           * `resource-manager.organisation`. Default: every 60 seconds, with a
           * timeout of 50 seconds within which a failed request is repeated.
           */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
        /** Models that finished fine-tunes made. */
        tunedModels?: {
          /**
           * How often to ask; also asked at start and on each event of topic
           * `resource-manager.tuned-models`. Default: every 60 seconds, with a
           * timeout of 50 seconds within which a failed request is repeated.
           */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
      };
    };
  };
}
