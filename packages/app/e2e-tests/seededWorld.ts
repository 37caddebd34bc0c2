import { test as base } from './fixtures';
import { SandboxStack } from './sandboxStack';
import type { PortalStack } from './stack';

/** As `test` of the fixtures, on the world with a past that `npm start` begins with. */
export const test = base.extend<object, { stack: PortalStack; speed: number }>({
  speed: [1, { scope: 'worker', option: true }],
  stack: [
    async ({ speed }, provide) => {
      const stack = await SandboxStack.create({ world: 'seeded', speed });
      await stack.start();
      await provide(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/** Resolves when the portal has found the runs of the past and applied its quotas. */
export async function untilSettled(stack: PortalStack): Promise<void> {
  const signal = AbortSignal.timeout(120_000);
  for (;;) {
    signal.throwIfAborted();
    const [runs, quotas] = await Promise.all([
      stack.api('administrator', 'GET', '/runs?limit=1'),
      stack.api('administrator', 'GET', '/quotas?limit=100'),
    ]);
    const rows: { version: number; sync: { state: string } }[] = quotas.body.items ?? [];
    const isApplied =
      rows.length > 0 && rows.every(({ version, sync }) => version === 0 || ['applied', 'drifted'].includes(sync.state));
    const { totalItems = 0 } = runs.body;
    if (isApplied && totalItems > 300) {
      // Discovery goes on as long as the number grows.
      await new Promise(resolve => setTimeout(resolve, 1_500));
      const again = await stack.api('administrator', 'GET', '/runs?limit=1');
      if (again.body.totalItems === totalItems) return;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
