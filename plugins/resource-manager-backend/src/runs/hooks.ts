import type { RunHooks } from '@silogen/backstage-plugin-resource-manager-node';

export type {
  RunHookPoint,
  RunHooks,
} from '@silogen/backstage-plugin-resource-manager-node';

/** What the product passes: a test may stop the work at named points, to see that it is taken up again. */
export const noHooks: RunHooks = { at: async () => {} };
