import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createClusterClient, loadKubeConfig } from '@silogen/cluster-client';

jest.setTimeout(60_000);

describe('cli', () => {
  let directory: string;
  let child: ChildProcess | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
  });

  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  function start(...args: string[]): ChildProcess {
    const transform = require.resolve(
      '@backstage/cli-node/config/nodeTransform.cjs',
    );
    child = spawn(
      process.execPath,
      ['--require', transform, resolve(__dirname, 'cli.ts'), ...args],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    return child;
  }

  it('says when it is ready, serves both clusters, and ends with its parent', async () => {
    const file = join(directory, 'kubeconfig');
    const running = start(
      '--data-dir',
      join(directory, 'data'),
      '--kubeconfig',
      file,
      '--speed',
      '60',
      '--metrics-port',
      '0',
    );
    const [line] = await once(createInterface(running.stdout!), 'line');
    expect(JSON.parse(line)).toEqual({
      ready: true,
      pid: running.pid,
      kubeconfig: file,
      clusters: ['hall-a', 'hall-b'].map(name => ({
        name,
        context: name,
        url: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
      })),
      metrics: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/prometheus$/),
    });
    const { metrics } = JSON.parse(line);
    const query = 'count by (k8s_cluster_name) (up == 1)';
    const answer = await fetch(
      `${metrics}/api/v1/query?query=${encodeURIComponent(query)}`,
      { headers: { 'x-scope-orgid': 'sandbox' } },
    );
    expect((await answer.json()).data.result).toEqual([
      { metric: { k8s_cluster_name: 'hall-a' }, value: expect.anything() },
      { metric: { k8s_cluster_name: 'hall-b' }, value: expect.anything() },
    ]);
    for (const [context, kaiwo] of [
      ['hall-a', true],
      ['hall-b', false],
    ] as const) {
      const client = createClusterClient({
        kubeConfig: loadKubeConfig({ file, context }),
      });
      const nodes = await client.discover({ group: '', kind: 'Node' });
      expect((await client.list(nodes!)).items.length).toBeGreaterThan(0);
      const kind = await client.discover({
        group: 'kaiwo.silogen.ai',
        kind: 'KaiwoJob',
      });
      expect(kind !== undefined).toBe(kaiwo);
    }
    const ended = once(running, 'exit');
    running.stdin!.end();
    expect(await ended).toEqual([0, null]);
  });

  it('ends with an error that names what is wrong', async () => {
    const running = start('--speed', 'fast');
    let message = '';
    running.stderr!.on('data', chunk => {
      message += chunk;
    });
    const [code] = await once(running, 'close');
    expect(code).toBe(1);
    expect(message).toContain('--kubeconfig: name the file');
  });
});
