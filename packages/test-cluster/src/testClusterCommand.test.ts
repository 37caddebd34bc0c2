import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(__dirname, '../../..');
const part = (name: string) =>
  JSON.stringify(pathToFileURL(resolve(ROOT, '.toolchain/lib', name)).href);

/** `npm run test:cluster`, without bringing the toolchain first. */
const COMMAND = `
  import { run } from ${part('process.mjs')};
  import { fail, UserError } from ${part('say.mjs')};
  import { testCluster } from ${part('testCluster.mjs')};
  const cwd = ${JSON.stringify(ROOT)};
  const toolchain = {
    root: cwd,
    node: process.execPath,
    env: process.env,
    run: (command, args, options) => run(command, args, { cwd, ...options }),
  };
  try {
    process.exitCode = await testCluster(toolchain, ['no such test']);
  } catch (error) {
    if (error instanceof UserError) fail(error.message);
    throw error;
  }
`;

jest.setTimeout(120_000);

describe('npm run test:cluster without Go', () => {
  it('says what is missing, tests nothing and ends with an error', async () => {
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--eval', COMMAND],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, PATH: '/nonexistent' },
      },
    );
    let said = '';
    const hear = (chunk: unknown) => {
      said += chunk;
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const [code] = await once(child, 'close');
    expect(said).toMatch(/there is no Go on this machine: install Go 1\.26/);
    expect(said).toContain('could not be built; see above');
    expect(said).not.toContain('passed');
    expect(code).toBe(1);
  });
});
