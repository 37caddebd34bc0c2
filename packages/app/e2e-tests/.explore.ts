import { PortalStack } from '/work/main/packages/app/e2e-tests/stack';
import { addFaultyParts } from '/work/main/packages/app/e2e-tests/faultyParts';
(async () => {
  const stack = await PortalStack.create();
  addFaultyParts(stack);
  await stack.start();
  console.log(JSON.stringify(stack.settings));
  process.stdin.resume();
  process.on('SIGTERM', async () => { await stack.stop(); process.exit(0); });
})().catch(e => { console.error(e); process.exit(1); });
