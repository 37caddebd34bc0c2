import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describeOnTestCluster } from './testing/onTestCluster';
import { isAlive, untilNothingIsLeft } from './testing/processes';

jest.setTimeout(240_000);

function start(args: string[], environment = process.env): ChildProcess {
  const transform = require.resolve(
    '@backstage/cli-node/config/nodeTransform.cjs',
  );
  return spawn(
    process.execPath,
    ['--require', transform, resolve(__dirname, 'cli.ts'), ...args],
    { stdio: ['pipe', 'pipe', 'pipe'], env: environment },
  );
}

async function untilReady(child: ChildProcess) {
  const [line] = await once(createInterface(child.stdout!), 'line');
  const { processes, folder } = JSON.parse(line) as {
    processes: Record<string, number>;
    folder: string;
  };
  return { processes: Object.values(processes), folder };
}

describeOnTestCluster('cli', () => {
  it.each<[string, (child: ChildProcess) => void]>([
    ['is killed', child => child.kill('SIGKILL')],
    ['loses its parent', child => child.stdin!.end()],
  ])('leaves nothing behind when it %s', async (_, end) => {
    const child = start(['--nodes', 'cpu=1', '--kueue', '0.19']);
    try {
      const left = await untilReady(child);
      expect(left.processes).toHaveLength(7);
      expect(left.processes.every(isAlive)).toBe(true);
      end(child);
      await untilNothingIsLeft(left);
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('cli without Go', () => {
  it('says what is missing and ends with an error', async () => {
    const child = start(['--build-only'], {
      ...process.env,
      PATH: '/nonexistent',
    });
    let said = '';
    child.stderr!.on('data', chunk => {
      said += chunk;
    });
    const [code] = await once(child, 'close');
    expect(said).toMatch(/there is no Go on this machine: install Go 1\.26/);
    expect(code).toBe(1);
  });
});
