import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildFrontend } from './build.mjs';
import { startPostgres } from './postgres.mjs';
import { say, UserError } from './say.mjs';

const EXIT_FAILED = 1;

/** Runs jest and keeps its own counts; a run without a readable report counts as one failure. */
async function jest(toolchain, name, command, args, env = {}) {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'portal-test-')), 'report.json');
  const code = await toolchain.run(command, [...args, '--json', `--outputFile=${report}`], {
    env: { ...toolchain.env, CI: 'true', BACKSTAGE_TEST_DISABLE_DOCKER: '1', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (!fs.existsSync(report)) return { name, passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(
    fs.readFileSync(report, 'utf8'),
  );
  // A suite that cannot even load has no failed test of its own.
  const failed = Math.max(numFailedTests, numFailedTestSuites, code === 0 ? 0 : 1);
  return { name, passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

async function check(toolchain, name, command, args) {
  say(`${name} …`);
  const { code, output } = await toolchain.capture(command, args);
  if (code !== 0) process.stderr.write(output);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** Prints a line for each part and the closing line with the real totals. */
function close(parts) {
  const sum = key => parts.reduce((total, part) => total + part[key], 0);
  process.stdout.write('\n');
  for (const { name, passed, failed, skipped } of parts) {
    process.stdout.write(
      `  ${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
    );
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
    parts.push(
      await check(toolchain, 'generated API is up to date', toolchain.node, [
        'plugins/resource-manager-common/scripts/generate.mjs',
        '--check',
      ]),
      await check(toolchain, 'types', 'yarn', ['tsc', '--noEmit', '--incremental', 'false', '--emitDeclarationOnly', 'false', '--declaration', 'false']),
      await check(toolchain, 'lint', 'yarn', ['lint', '--max-warnings', '0']),
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
        ['backstage-cli', 'repo', 'test', '--watchAll=false', '--silent', ...args],
        postgres ? { BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: postgres.connectionString } : {},
      ),
    );
  } finally {
    postgres?.stop();
  }
  return close(parts);
}

function chromium(environment) {
  const candidates = [environment.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = candidates.find(file => file && fs.existsSync(file));
  if (!found) {
    throw new UserError('the browser tests need Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM=<file>');
  }
  return found;
}

function countSpecs(suites, counts = { passed: 0, failed: 0, skipped: 0 }) {
  for (const { specs = [], suites: inner = [] } of suites) {
    for (const { tests } of specs) {
      for (const { status } of tests) {
        if (status === 'expected') counts.passed += 1;
        else if (status === 'skipped') counts.skipped += 1;
        else counts.failed += 1;
      }
    }
    countSpecs(inner, counts);
  }
  return counts;
}

/** `npm run test:e2e`: the built portal on its sandbox, in a real browser. */
export async function testBrowser(toolchain, args) {
  const browser = chromium(toolchain.env);
  await buildFrontend(toolchain);
  say('browser tests …');
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'portal-test-')), 'report.json');
  const code = await toolchain.run(
    'yarn',
    ['workspace', 'app', 'playwright', 'test', '--config', 'e2e-tests/playwright.config.ts', ...args],
    { env: { ...toolchain.env, CI: 'true', CHROMIUM: browser, PLAYWRIGHT_REPORT: report } },
  );
  const counts = fs.existsSync(report)
    ? countSpecs(JSON.parse(fs.readFileSync(report, 'utf8')).suites)
    : { passed: 0, failed: 1, skipped: 0 };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return close([{ name: 'browser tests', ...counts }]);
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
