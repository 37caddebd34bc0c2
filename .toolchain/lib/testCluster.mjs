import { browserTests, chromium, close, jest } from './test.mjs';
import { say, UserError } from './say.mjs';

const TRANSFORM = '@backstage/cli-node/config/nodeTransform.cjs';
const RELEASES = ['0.12', '0.19'];

/** What jest selects: the tests of the clusters, the contracts, and what plugins test on a cluster. */
const TESTS = ['packages/test-cluster/src', 'packages/sandbox-cluster/src/contract', '\\.cluster\\.test\\.ts$'];

/** Builds the programs before anything waits for them: a test's time limit is not spent on the compiler. */
export async function buildTestCluster(toolchain, { metrics = true } = {}) {
  for (const release of RELEASES) {
    const args = ['--require', TRANSFORM, 'packages/test-cluster/src/cli.ts', '--build-only', '--kueue', release];
    if (metrics) args.push('--metrics');
    const code = await toolchain.run(toolchain.node, args, { env: toolchain.env, stdio: ['ignore', 'inherit', 'inherit'] });
    if (code !== 0) throw new UserError('the programs of the test cluster could not be built; see above');
  }
}

/** Titles of the blocks that stand between the target and the contract. */
const INNER = ['API server'];

/** Passed and failed tests, by target and contract. */
function countByTarget(results) {
  const table = new Map();
  for (const { ancestorTitles, status } of results.flatMap(suite => suite.assertionResults)) {
    const [target, ...areas] = ancestorTitles.filter(title => !INNER.includes(title));
    const named = /^(test cluster|contract): (.*)$/.exec(target ?? '');
    if (!named) continue;
    const area = areas.at(-1) ?? 'cluster';
    const row = table.get(area) ?? new Map();
    const cell = row.get(named[2]) ?? { passed: 0, failed: 0, skipped: 0 };
    cell[status === 'passed' ? 'passed' : status === 'failed' ? 'failed' : 'skipped'] += 1;
    table.set(area, row.set(named[2], cell));
  }
  return table;
}

function printTable(table) {
  const targets = [...new Set([...table.values()].flatMap(row => [...row.keys()]))];
  const text = cell =>
    cell
      ? [`${cell.passed}`, cell.failed ? `${cell.failed} FAILED` : '', cell.skipped ? `${cell.skipped} skipped` : '']
          .filter(Boolean)
          .join(', ')
      : '-';
  const rows = [['contract', ...targets], ...[...table].map(([area, row]) => [area, ...targets.map(target => text(row.get(target)))])];
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  process.stdout.write(`\n${rows.map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`).join('\n')}\n`);
}

/**
 * `npm run test:cluster`: the contracts on the sandbox and on both real clusters, the tests of these clusters, and the
 * portal on them in a real browser. `--build-only` compiles and tests nothing; a file's name tests that file alone.
 */
export async function testCluster(toolchain, args) {
  // Found missing before all else is done.
  if (args.length === 0) chromium(toolchain.env);
  say('building the test cluster (minutes the first time, from the Go module proxy) …');
  await buildTestCluster(toolchain);
  if (args.includes('--build-only')) return 0;
  say('tests on real Kubernetes and Kueue …');
  // Both wait more than they compute.
  const parts = await Promise.all([
    jest(
      toolchain,
      'contracts and test clusters',
      'yarn',
      [
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        // A cluster takes a GiB and, while it starts, both cores.
        '--maxWorkers=1',
        ...(args.length > 0 ? args : TESTS),
      ],
      { TEST_CLUSTER: '1' },
    ),
    ...(args.length > 0
      ? []
      : [
          browserTests(toolchain, {
            name: 'browser tests on real clusters',
            config: 'e2e-tests/real/playwright.config.ts',
            args: [],
          }),
        ]),
  ]);
  printTable(countByTarget(parts[0].results ?? []));
  return close(parts);
}

/** `npm run test:admission -- --worlds 2000`: random worlds on real Kueue and on kueue-admission, as many as wanted. */
export async function testAdmission(toolchain, args) {
  say('building the test cluster (minutes the first time, from the Go module proxy) …');
  await buildTestCluster(toolchain, { metrics: false });
  const program = ['--require', TRANSFORM, 'packages/test-cluster/src/admission/cli.ts', ...args];
  return toolchain.run(toolchain.node, program, { env: toolchain.env, stdio: 'inherit' });
}
