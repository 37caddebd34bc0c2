import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  clusterKinds,
  startSandboxServer,
  type SandboxServer,
} from '@silogen/sandbox-cluster';
import { eventually } from '../__testUtils__/portal';
import { DefaultClusterConnection } from './DefaultClusterConnection';

jest.setTimeout(30_000);

function start(
  token: string,
  options: { port?: number; dataFile?: string } = {},
): Promise<SandboxServer> {
  const { port = 0, dataFile = ':memory:' } = options;
  return startSandboxServer({
    clusters: [
      {
        name: 'c1',
        port,
        token,
        kinds: clusterKinds({ kueue: '0.19', kaiwo: false }),
        dataFile,
      },
    ],
  });
}

describe('DefaultClusterConnection', () => {
  let server: SandboxServer;
  let connection: DefaultClusterConnection;
  let configured = false;

  beforeAll(async () => {
    server = await start('token');
    connection = DefaultClusterConnection.create({
      name: 'c1',
      title: 'C1',
      connect: () => {
        if (!configured) throw new Error('the kubeconfig is not there');
        return server.clusters[0].client();
      },
      logger: mockServices.logger.mock(),
      now: () => new Date(),
    });
  });
  afterAll(async () => {
    await connection.stop();
    await server.stop();
  });

  const reached = () =>
    new Promise(resolve => {
      const off = connection.onReachability(now => {
        off();
        resolve(now);
      });
    });

  it('says why it cannot be reached, and joins when it can', async () => {
    await connection.probe();
    const { since } = connection.reachability();
    expect(connection.reachability()).toMatchObject({
      reachable: false,
      problem: 'the kubeconfig is not there',
    });
    expect(() => connection.client).toThrow(
      expect.objectContaining({ code: 'cluster.unreachable' }),
    );
    expect(connection.writer()).toBe('none');

    configured = true;
    const now = reached();
    await connection.probe();
    expect(await now).toMatchObject({ reachable: true });
    expect(connection.reachability().since.getTime()).toBeGreaterThanOrEqual(
      since.getTime(),
    );
    await connection.view.untilSynced(AbortSignal.timeout(10_000));
    expect(connection.writer()).toBe('kueue');
    expect(connection.served('ClusterQueue')?.version).toBe('v1beta2');
    expect(connection.served('KaiwoJob')).toBeUndefined();
    expect(connection.view.synced('KaiwoJob')).toBe(true);
    expect(connection.uid()).toBeDefined();
  });

  it('follows changes', async () => {
    const client = server.clusters[0].client();
    const type = connection.served('Namespace');
    if (!type) throw new Error('no namespaces');
    const seen = new Promise(resolve => {
      connection.view.onChange(
        ({ object }) => object?.metadata.name === 'team-a' && resolve(object),
      );
    });
    await client.create(type, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team-a' },
    });
    await seen;
    expect(connection.view.get('Namespace', 'team-a')).toBeDefined();
  });

  it('notices that the cluster is gone, and keeps what it knew', async () => {
    const gone = reached();
    await server.stop();
    expect(await gone).toMatchObject({
      reachable: false,
      problem: expect.stringContaining('127.0.0.1'),
    });
    expect(connection.view.get('Namespace', 'team-a')).toBeDefined();
  });

  it('finds the cluster again at another address with other credentials', async () => {
    server = await start('other-token');
    const now = reached();
    await connection.probe();
    expect(await now).toMatchObject({ reachable: true });
    await eventually(
      async () => connection.view.get('Namespace', 'team-a'),
      found => expect(found).toBeUndefined(),
    );
    expect(connection.server).toBe(server.clusters[0].client().server);
  });
});

describe('a cluster that was away', () => {
  it('is known to be back as soon as a watch of it goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'connection-'));
    const dataFile = join(folder, 'c1.sqlite');
    let server = await start('token', { dataFile });
    const connection = DefaultClusterConnection.create({
      name: 'c1',
      title: 'C1',
      connect: () => server.clusters[0].client(),
      logger: mockServices.logger.mock(),
      now: () => new Date(),
      // The next regular look comes after the test has timed out.
      probeIntervalMs: 3_600_000,
    });
    const becomes = (reachable: boolean) =>
      new Promise<void>(resolve => {
        const off = connection.onReachability(now => {
          if (now.reachable !== reachable) return;
          off();
          resolve();
        });
      });
    try {
      const first = becomes(true);
      await connection.probe();
      await first;
      await connection.view.untilSynced(AbortSignal.timeout(10_000));

      const away = becomes(false);
      const port = Number(new URL(server.clusters[0].url).port);
      await server.stop();
      await away;

      const back = becomes(true);
      server = await start('token', { port, dataFile });
      await back;
      expect(connection.reachability().reachable).toBe(true);
    } finally {
      await connection.stop();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a cluster whose API server answers without its store', () => {
  it('is not reachable until it is ready, and what was known stays', async () => {
    const server = await start('token');
    const client = server.clusters[0].client();
    const connection = DefaultClusterConnection.create({
      name: 'c1',
      title: 'C1',
      connect: () => client,
      logger: mockServices.logger.mock(),
      now: () => new Date(),
    });
    try {
      await connection.probe();
      await connection.view.untilSynced(AbortSignal.timeout(10_000));
      expect(connection.reachability().reachable).toBe(true);

      jest
        .spyOn(client, 'ready')
        .mockRejectedValueOnce(new Error('not ready: etcd'));
      await connection.probe();
      expect(connection.reachability()).toMatchObject({
        reachable: false,
        problem: 'not ready: etcd',
      });
      expect(connection.view.get('Namespace', 'kube-system')).toBeDefined();

      await connection.probe();
      expect(connection.reachability().reachable).toBe(true);
    } finally {
      await connection.stop();
      await server.stop();
    }
  });
});
