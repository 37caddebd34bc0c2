import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { buildKeeper } from '../build/build';
import { describeOnTestCluster } from '../testing/onTestCluster';
import { isAlive, untilNothingIsLeft } from '../testing/processes';
import { waitFor } from '../waitFor';
import { Keeper } from './Keeper';

jest.setTimeout(120_000);

const SLEEPERS = ['first', 'second'];

async function withSleepers(program: string): Promise<Keeper> {
  const keeper = await Keeper.start(program);
  for (const name of SLEEPERS) {
    await keeper.startProcess({ name, program: 'sleep', args: ['600'] });
  }
  return keeper;
}

interface Left {
  keeper: number;
  processes: number[];
  folder: string;
}

const leftOf = (keeper: Keeper): Left => ({
  keeper: keeper.pid,
  processes: [keeper.pid, ...keeper.processes.values()],
  folder: keeper.folder,
});

/** The same in a process of its own, which can be killed. */
async function caller(program: string): Promise<[ChildProcess, Left]> {
  const script = `
    const { Keeper } = require(${JSON.stringify(require.resolve('./Keeper'))});
    Keeper.start(${JSON.stringify(program)}).then(async keeper => {
      for (const name of ${JSON.stringify(SLEEPERS)}) {
        await keeper.startProcess({ name, program: 'sleep', args: ['600'] });
      }
      const processes = [keeper.pid, ...keeper.processes.values()];
      console.log(JSON.stringify({ keeper: keeper.pid, processes, folder: keeper.folder }));
    });
    setInterval(() => {}, 1000);
  `;
  const transform = require.resolve(
    '@backstage/cli-node/config/nodeTransform.cjs',
  );
  const child = spawn(
    process.execPath,
    ['--require', transform, '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(createInterface(child.stdout!), 'line');
  return [child, JSON.parse(line)];
}

describeOnTestCluster('keeper', () => {
  let program: string;

  beforeAll(async () => {
    program = await buildKeeper();
  });

  it('leaves nothing when it is stopped', async () => {
    const keeper = await withSleepers(program);
    const left = leftOf(keeper);
    expect(left.processes).toHaveLength(3);
    expect(left.processes.every(isAlive)).toBe(true);
    await keeper.stop();
    await untilNothingIsLeft(left);
  });

  it('leaves nothing when it is killed, and says so to who asks', async () => {
    const keeper = await withSleepers(program);
    const left = leftOf(keeper);
    process.kill(keeper.pid, 'SIGKILL');
    await untilNothingIsLeft(left);
    await expect(keeper.signal('first', 'TERM')).rejects.toThrow(
      /the keeper (has )?ended/,
    );
    await keeper.stop();
  });

  it('leaves nothing when its caller is killed', async () => {
    const [child, left] = await caller(program);
    child.kill('SIGKILL');
    await untilNothingIsLeft(left);
  });

  it('that is killed together with its caller leaves nothing after the next start, which spares the living', async () => {
    const living = await withSleepers(program);
    const [child, left] = await caller(program);
    // It cannot clean up before it is killed too.
    child.kill('SIGSTOP');
    process.kill(left.keeper, 'SIGKILL');
    child.kill('SIGKILL');
    await waitFor({
      what: 'the end of the processes',
      check: async () => !left.processes.some(isAlive),
    });
    // From here on whoever starts a cluster on this machine may be the next.
    const next = await Keeper.start(program);
    try {
      await untilNothingIsLeft(left);
      expect(existsSync(living.folder)).toBe(true);
    } finally {
      await Promise.all([living.stop(), next.stop()]);
    }
  });
});
