import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildFrontend } from './build.mjs';
import { startPostgres } from './postgres.mjs';
import { say, UserError } from './say.mjs';

const EXIT_FAILED = 1;

/** What needs a real cluster is a tier of its own: `npm run test:cluster`. */
const notOnClusters = ['/node_modules/', '\\.cluster\\.test\\.ts$'].map(pattern => `--testPathIgnorePatterns=${pattern}`);

/** How many suites may be tried a second time; more failures are no accident of a busy machine. */
const MOST_SECOND_TRIES = 4;

/** Lends a place for a report, which is gone afterwards. */
async function withReport(work) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-test-'));
  try {
    return await work(path.join(folder, 'report.json'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs jest once. @returns its report, or undefined when it wrote none */
async function runJest(toolchain, command, args, env) {
  return withReport(async report => {
    const code = await toolchain.run(command, [...args, '--json', `--outputFile=${report}`], {
      env: { ...toolchain.env, CI: 'true', BACKSTAGE_TEST_DISABLE_DOCKER: '1', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return fs.existsSync(report) ? { ...JSON.parse(fs.readFileSync(report, 'utf8')), code } : undefined;
  });
}

/** A suite that cannot even load has no failed test of its own. */
function countsOf({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites, code }) {
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, numFailedTestSuites, code === 0 ? 0 : 1),
    skipped: numPendingTests + numTodoTests,
  };
}

/**
 * Runs jest and keeps its own counts; a run without a readable report counts as one failure. The few suites that failed
 * are run a second time, alone: where the machine was too busy they pass then, and are named so that they get mended.
 */
export async function jest(toolchain, name, command, args, env = {}) {
  const first = await runJest(toolchain, command, args, env);
  if (!first) return { name, passed: 0, failed: 1, skipped: 0 };
  const failed = first.testResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0 || failed.length > MOST_SECOND_TRIES) return { name, ...countsOf(first), results: first.testResults };
  const files = failed.map(suite => suite.name);
  say(`trying once more: ${files.map(file => path.relative(toolchain.root, file)).join(', ')} …`);
  const second = await runJest(toolchain, command, [...args, '--maxWorkers=1', '--runTestsByPath', ...files], env);
  if (!second) return { name, ...countsOf(first), results: first.testResults };
  const again = countsOf(second);
  const of = status => failed.flatMap(suite => suite.assertionResults).filter(test => test.status === status).length;
  return {
    name,
    passed: first.numPassedTests - of('passed') + again.passed,
    failed: again.failed,
    results: [...first.testResults.filter(({ status }) => status !== 'failed'), ...second.testResults],
    skipped: first.numPendingTests + first.numTodoTests,
    secondTry: again.failed === 0 ? files.map(file => path.relative(toolchain.root, file)) : [],
  };
}

async function check(toolchain, name, command, args) {
  say(`${name} …`);
  const { code, output } = await toolchain.capture(command, args);
  if (code !== 0) process.stderr.write(output);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** Prints a line for each part and the closing line with the real totals. */
export function close(parts) {
  const sum = key => parts.reduce((total, part) => total + part[key], 0);
  process.stdout.write('\n');
  for (const { name, passed, failed, skipped, secondTry = [] } of parts) {
    process.stdout.write(
      `  ${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
    );
    for (const what of secondTry) process.stdout.write(`          passed only at the second try: ${what}\n`);
  }
  const skipped = sum('skipped');
  process.stdout.write(
    `\n${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
  );
  return sum('failed') === 0 ? 0 : EXIT_FAILED;
}

/** `npm test`: types, lint, generated files, unit and integration tests on SQLite and, where found, PostgreSQL. */
export async function test(toolchain, args) {
  const parts = [];
  if (args.length === 0) {
    // Each uses one core.
    parts.push(
      ...(await Promise.all([
        check(toolchain, 'generated API is up to date', toolchain.node, [
          'plugins/resource-manager-common/scripts/generate.mjs',
          '--check',
        ]),
        check(toolchain, 'types', 'yarn', ['tsc', '--noEmit', '--incremental', 'false', '--emitDeclarationOnly', 'false', '--declaration', 'false']),
        check(toolchain, 'lint', 'yarn', ['lint', '--max-warnings', '0']),
      ])),
    );
  }
  const postgres = await startPostgres();
  say(postgres ? 'tests, on SQLite and PostgreSQL …' : 'tests, on SQLite (no PostgreSQL server found on this machine) …');
  try {
    parts.push(
      await jest(
        toolchain,
        'unit and integration tests',
        'yarn',
        ['backstage-cli', 'repo', 'test', '--watchAll=false', '--silent', ...notOnClusters, ...args],
        postgres ? { BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: postgres.connectionString } : {},
      ),
    );
  } finally {
    postgres?.stop();
  }
  return close(parts);
}

/** @throws UserError where there is none */
export function chromium(environment) {
  const candidates = [environment.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = candidates.find(file => file && fs.existsSync(file));
  if (!found) {
    throw new UserError('the browser tests need Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM=<file>');
  }
  return found;
}

function countSpecs(suites, counts = { passed: 0, failed: 0, skipped: 0, secondTry: [] }) {
  for (const { specs = [], suites: inner = [] } of suites) {
    for (const { tests, title } of specs) {
      for (const { status } of tests) {
        if (status === 'flaky') counts.secondTry.push(title);
        if (status === 'expected' || status === 'flaky') counts.passed += 1;
        else if (status === 'skipped') counts.skipped += 1;
        else counts.failed += 1;
      }
    }
    countSpecs(inner, counts);
  }
  return counts;
}

/**
 * Runs browser tests of the built portal; a run without a readable report counts as one failure.
 *
 * @param config - below `packages/app`
 */
export async function browserTests(toolchain, { name, config, args }) {
  const browser = chromium(toolchain.env);
  await buildFrontend(toolchain);
  say(`${name} …`);
  return withReport(async report => {
    const code = await toolchain.run(
      'yarn',
      ['workspace', 'app', 'playwright', 'test', '--config', config, ...args],
      { env: { ...toolchain.env, CI: 'true', CHROMIUM: browser, PLAYWRIGHT_REPORT: report } },
    );
    const counts = fs.existsSync(report)
      ? countSpecs(JSON.parse(fs.readFileSync(report, 'utf8')).suites)
      : { passed: 0, failed: 1, skipped: 0 };
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return { name, ...counts };
  });
}

/** `npm run test:e2e`: the built portal on its sandbox, in a real browser. */
export async function testBrowser(toolchain, args) {
  return close([await browserTests(toolchain, { name: 'browser tests', config: 'e2e-tests/playwright.config.ts', args })]);
}

/** `npm run test:contract`: what the suite relies on, against CONTRACT_KUBECONFIG or a sandbox of its own. */
export async function testContract(toolchain, args) {
  return close([
    await jest(toolchain, 'contract', 'yarn', [
      'backstage-cli',
      'repo',
      'test',
      '--watchAll=false',
      'packages/sandbox-cluster/src/contract',
      ...args,
    ]),
  ]);
}
