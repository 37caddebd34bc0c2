import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * The named points of a run's life:
 *
 * - `before-insert`: the launch is checked, nothing is stored
 * - `after-insert`: run and intent are stored, nobody was told
 * - `before-create`, `after-create`: around the request that creates the object
 * - `before-status`: something was observed and is not yet stored
 *
 * @public
 */
export type RunHookPoint =
  | 'before-insert'
  | 'after-insert'
  | 'before-create'
  | 'after-create'
  | 'before-status';

/**
 * Called at the named points; the run goes on when the promise resolves.
 *
 * @public
 */
export interface RunHooks {
  at(point: RunHookPoint): Promise<void>;
}

/**
 * Where {@link runHooksExtensionPoint} takes hooks.
 *
 * @public
 */
export interface RunHooksExtensionPoint {
  /** Can be called once: two modules that stop the same run would not know of each other. */
  setHooks(hooks: RunHooks): void;
}

/**
 * For tests that interrupt the portal at a named point of a run's life, to see that the work is taken up again. The
 * portal itself sets no hooks.
 *
 * @public
 */
export const runHooksExtensionPoint =
  createExtensionPoint<RunHooksExtensionPoint>({
    id: 'resource-manager.run-hooks',
  });
