import { TestDatabases } from '@backstage/backend-test-utils';
import type { KubeObject } from '@silogen/cluster-client';
import { once } from 'node:events';
import http from 'node:http';
import { WebSocket } from 'ws';
import {
  ada,
  createPortalDatabase,
  eve,
  startPortal,
  type TestPortal,
} from '../runs/__testUtils__/portal';
import {
  startTestCluster,
  type SandboxName,
} from '../runs/__testUtils__/sandbox';
import type { WorkspacesConfig } from './readWorkspacesConfig';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const SERVICE = { group: '', kind: 'Service' };
const MAIN = {
  'hall-a': { group: 'kaiwo.silogen.ai', kind: 'KaiwoService' },
  'hall-b': { group: 'apps', kind: 'Deployment' },
};
const config: WorkspacesConfig = {
  domain: 'workspaces.localhost',
  listen: { host: '127.0.0.1', port: 0 },
  publicScheme: 'http',
  publicPort: 7008,
  portalUrl: 'http://localhost:7007',
};
const NOTEBOOK = {
  project: 'team-a',
  workload: 'aiworkload:default/dev-workspace-jupyterlab',
  name: 'Reading room',
  gpus: 1,
};

async function visit(
  portal: TestPortal,
  run: string,
  path: string,
  headers: Record<string, string> = {},
) {
  const request = http.get({
    host: '127.0.0.1',
    port: portal.workspaces.port(),
    path,
    headers: { host: `${run}.workspaces.localhost:7008`, ...headers },
    agent: false,
  });
  const [response] = (await once(request, 'response')) as [
    http.IncomingMessage,
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

describe.each(['hall-a', 'hall-b'] as SandboxName[])(
  'a workspace on %s, through the API server of its cluster',
  name => {
    it('is launched, opened, used and stopped', async () => {
      const cluster = await startTestCluster({ name, queues: { 'team-a': 4 } });
      const knex = await createPortalDatabase(databases);
      // Cut off right after its main object was made: the Service has to come all the same.
      let killed = false;
      const dying = await startPortal({
        knex,
        connection: cluster.connection,
        hooks: {
          at: async point => {
            if (point !== 'after-create') return;
            killed = true;
            throw new Error('cut off');
          },
        },
      });
      const { run } = await dying.runs.service.launch(NOTEBOOK, {
        credentials: ada,
        idempotencyKey: 'reading-room',
      });
      const ofRun = async (kind: typeof SERVICE) =>
        (await cluster.list(kind, 'team-a')).filter(
          ({ metadata }) =>
            metadata.labels?.['airm.silogen.ai/workload-id'] === run.id,
        ) as (KubeObject & { spec?: any })[];
      await dying.until(run.id, () => killed);
      expect(await ofRun(MAIN[name])).toHaveLength(1);
      expect(await ofRun(SERVICE)).toHaveLength(0);
      await dying.stop();

      const portal = await startPortal({
        knex,
        connection: await cluster.reconnect(),
        workspaces: config,
      });
      try {
        await portal.until(run.id, seen => seen.workspace?.ready === true);
        const [main] = await ofRun(MAIN[name]);
        expect(await ofRun(MAIN[name])).toHaveLength(1);
        expect(await ofRun(SERVICE)).toMatchObject([
          {
            metadata: {
              name: main.metadata.name,
              ownerReferences: [{ uid: main.metadata.uid }],
            },
            spec: { ports: [{ name: 'http', port: 8888 }] },
          },
        ]);

        await expect(
          portal.workspaces.service.open(run.id, { credentials: eve }),
        ).rejects.toMatchObject({ code: 'notFound' });
        const { url } = await portal.workspaces.service.open(run.id, {
          credentials: ada,
        });
        expect(url).toContain(`http://${run.id}.workspaces.localhost:7008/`);
        const entered = await visit(
          portal,
          run.id,
          url.slice(new URL(url).origin.length),
        );
        const cookie = entered.headers['set-cookie']![0].split(';')[0];
        const page = await visit(portal, run.id, '/', { cookie });
        expect(page.status).toBe(200);
        expect(page.body).toContain('This is a simulated workspace.');
        expect(page.body).toContain('Reading room');
        expect(page.headers['set-cookie']).toEqual([
          expect.stringMatching(/^_xsrf=[0-9a-f]{32}; Path=\/$/),
        ]);

        const socket = new WebSocket(
          `ws://127.0.0.1:${portal.workspaces.port()}/terminal`,
          {
            headers: {
              host: new URL(url).host,
              origin: new URL(url).origin,
              cookie,
            },
          },
        );
        const [first] = await once(socket, 'message');
        expect(JSON.parse(String(first))).toMatchObject({ type: 'clock' });
        const echoed = new Promise(resolve =>
          socket.on('message', data => {
            const { type, value } = JSON.parse(String(data));
            if (type === 'echo') resolve(value);
          }),
        );
        socket.send('hello');
        expect(await echoed).toBe('hello');

        const closed = once(socket, 'close');
        await portal.runs.service.stop(run.id, { credentials: ada });
        await closed;
        await portal.untilState(run.id, 'stopped');
        // The workspace is gone at once, the session within two seconds.
        let status: number | undefined;
        do {
          ({ status } = await visit(portal, run.id, '/', { cookie }));
          expect([401, 503]).toContain(status);
        } while (status !== 401);
        await expect(
          portal.workspaces.service.open(run.id, { credentials: ada }),
        ).rejects.toMatchObject({ code: 'workspace.notReady' });
        while ((await ofRun(SERVICE)).length > 0) {
          // The garbage collector works on its own; the list is a request each time.
        }
      } finally {
        await portal.stop();
        await cluster.stop();
      }
    });
  },
);
