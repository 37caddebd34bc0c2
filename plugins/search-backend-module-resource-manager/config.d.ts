import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /**
       * Runs and projects of the Resource Manager. Nothing here is visible to
       * the browser: it has no use for how often an index is made.
       */
      resourceManager?: {
        /**
         * How often the index is made anew. Default: every 3 minutes, first 10
         * seconds after the start, with a timeout of 15 minutes. Set `scope:
         * local` where the search engine keeps its index in memory (without
         * PostgreSQL), so that a restarted process does not wait for its turn.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
