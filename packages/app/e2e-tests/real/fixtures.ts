import { test as base } from '../fixtures';
import { RealStack } from './RealStack';

export { expect } from '../fixtures';

/** As `test` of the other browser tests, on real Kubernetes and Kueue. */
export const test = base.extend<object, { stack: RealStack }>({
  stack: [
    async ({}, provide) => {
      const stack = await RealStack.create();
      try {
        await stack.start();
        await provide(stack);
      } finally {
        await stack.stop();
      }
    },
    { scope: 'worker', timeout: 600_000 },
  ],
});
