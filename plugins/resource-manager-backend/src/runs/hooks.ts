/**
 * Places at which a test may stop the work, to see that it is taken up again. The product passes none.
 *
 * - `before-insert`: the launch is checked, nothing is stored
 * - `after-insert`: run and intent are stored, nobody was told
 * - `before-create`, `after-create`: around the request that creates the object
 * - `before-status`: something was observed and is not yet stored
 */
export type RunHookPoint =
  | 'before-insert'
  | 'after-insert'
  | 'before-create'
  | 'after-create'
  | 'before-status';

export interface RunHooks {
  at(point: RunHookPoint): Promise<void>;
}

export const noHooks: RunHooks = { at: async () => {} };
