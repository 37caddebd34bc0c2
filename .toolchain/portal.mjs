#!/usr/bin/env node
// Entry of every npm script of this repository. Needs only Node >= 18 and npm: it brings Yarn, and Node 24 where the
// system's own is not 22 or 24, then installs, builds and starts what the command needs.
import { prepare } from './lib/prepare.mjs';
import { start } from './lib/start.mjs';
import { dev } from './lib/dev.mjs';
import { startRealCluster } from './lib/realCluster.mjs';
import { test, testBrowser, testContract } from './lib/test.mjs';
import { testAdmission, testCluster } from './lib/testCluster.mjs';
import { fail, UserError } from './lib/say.mjs';

const commands = {
  start: { run: start, help: 'the portal on its embedded sandbox cluster (--fresh: begin anew)' },
  'start:real-cluster': { run: startRealCluster, help: 'the portal on real Kubernetes and Kueue (needs Go, see packages/test-cluster)' },
  dev: { run: dev, help: 'the same with hot reloading' },
  test: { run: test, help: 'types, lint, unit and integration tests' },
  'test:e2e': { run: testBrowser, help: 'browser tests on the built portal' },
  'test:cluster': { run: testCluster, help: 'the same, and more, on real Kubernetes and Kueue (needs Go, see packages/test-cluster)' },
  'test:admission': { run: testAdmission, help: 'random worlds on real Kueue and on kueue-admission (--worlds, --seed, --kueue, --batch, --shrink; needs Go)' },
  'test:contract': { run: testContract, help: 'the contract suite against a kubeconfig' },
  yarn: { run: yarn, help: 'any Yarn command with the pinned toolchain' },
};

function yarn(toolchain, args) {
  return toolchain.run('yarn', args);
}

const [name = 'start', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  const list = Object.entries(commands).map(([key, { help }]) => `  ${key.padEnd(18)} ${help}`);
  fail(`there is no command '${name}'. Commands:\n${list.join('\n')}`);
}

try {
  const toolchain = await prepare();
  process.exitCode = (await command.run(toolchain, args)) ?? 0;
} catch (error) {
  if (error instanceof UserError) fail(error.message);
  throw error;
}
