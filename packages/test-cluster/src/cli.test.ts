import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describeOnTestCluster } from './testing/onTestCluster';
import { childrenOf, isAlive, untilNothingIsLeft } from './testing/processes';

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

/** A line of progress that ends so. */
async function untilSaid(child: ChildProcess, end: string): Promise<void> {
  for await (const line of createInterface(child.stderr!)) {
    if (line.endsWith(end)) return;
  }
  throw new Error(`it ended before it said '${end}'`);
}

describeOnTestCluster('cli', () => {
  it('leaves nothing behind when it is killed', async () => {
    const child = start(['--nodes', 'cpu=1', '--kueue', '0.19']);
    try {
      const left = await untilReady(child);
      expect(left.processes).toHaveLength(7);
      expect(left.processes.every(isAlive)).toBe(true);
      child.kill('SIGKILL');
      await untilNothingIsLeft(left);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('leaves nothing behind when it loses its parent while it starts', async () => {
    const child = start(['--nodes', 'cpu=1', '--kueue', '0.19']);
    try {
      await untilSaid(child, 'kube-apiserver is ready');
      const [keeper] = childrenOf(child.pid!);
      const processes = [keeper, ...childrenOf(keeper)];
      expect(processes.length).toBeGreaterThanOrEqual(3);
      // Each runs in a folder of its own in that of the cluster.
      const folder = dirname(readlinkSync(`/proc/${processes[1]}/cwd`));
      child.stdin!.end();
      const [code] = await once(child, 'exit');
      expect(code).toBe(0);
      await untilNothingIsLeft({ processes, folder });
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
