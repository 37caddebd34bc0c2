import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migratedDatabase } from '../runs/__testUtils__/database';
import type { RunRecord } from '../runs/types';
import {
  ADA,
  CLUSTER_TOKEN,
  PORTAL,
  startProxy,
  type TestProxy,
} from './__testUtils__/proxy';
import { startUpstream, type TestUpstream } from './__testUtils__/upstream';

describe('what the workspace proxy lets in and out', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let knex: Knex;
  let upstream: TestUpstream;
  let proxy: TestProxy;
  let run: RunRecord;

  beforeAll(async () => {
    knex = await migratedDatabase(databases, 'SQLITE_3');
    upstream = await startUpstream();
  });
  afterAll(async () => {
    await upstream.stop();
  });
  beforeEach(async () => {
    proxy = await startProxy({ knex, upstream: upstream.url });
    run = proxy.addWorkspace();
    upstream.seen.length = 0;
  });
  afterEach(() => proxy.stop());

  /** What arrived behind the proxy, the probe of the portal left out. */
  const arrived = () =>
    upstream.seen.filter(({ url }) => !/proxy\/$/.test(url));

  describe('a Host', () => {
    it.each([
      `${'x'.repeat(36)}.workspaces.localhost:7008`,
      'workspaces.localhost:7008',
      'localhost:7008',
      '127.0.0.1:7008',
      'evil.example',
      '',
    ])('that is no workspace is not found: %s', async host => {
      const cookie = await proxy.signIn(run.id);
      const answer = await proxy.visit(run.id, '/', {
        cookie,
        headers: { host },
      });
      expect(answer.status).toBe(404);
      expect(arrived()).toEqual([]);
    });

    it('of the right name at another port is not found', async () => {
      const cookie = await proxy.signIn(run.id);
      const answer = await proxy.visit(run.id, '/', {
        cookie,
        headers: { host: `${run.id}.workspaces.localhost:9999` },
      });
      expect(answer.status).toBe(404);
    });
  });

  describe('a path', () => {
    it.each([
      ['/files/a..b/...', '/files/a..b/...'],
      ['/files/100%25.txt?x=../..', '/files/100%25.txt?x=../..'],
      ['/tree/sub%2Ffolder', '/tree/sub%2Ffolder'],
      ['/files/%C3%A9t%C3%A9', '/files/%C3%A9t%C3%A9'],
      ['//double', '//double'],
    ])('such as %s arrives as it is', async (path, behind) => {
      const cookie = await proxy.signIn(run.id);
      const answer = await proxy.visit(run.id, path, { cookie });
      expect(answer.status).toBe(200);
      expect(arrived()[0].url).toBe(
        `/api/v1/namespaces/team-a/services/${run.object.name}:http/proxy${behind}`,
      );
    });

    it('with the prefix of the API server leads to the workspace, never to the API server', async () => {
      const cookie = await proxy.signIn(run.id);
      const own = `/api/v1/namespaces/team-a/services/${run.object.name}:http/proxy`;
      await proxy.visit(run.id, `${own}/static/app.js`, { cookie });
      await proxy.visit(run.id, '/api/v1/namespaces/kube-system/secrets', {
        cookie,
      });
      expect(arrived().map(({ url }) => url)).toEqual([
        `${own}/static/app.js`,
        `${own}/api/v1/namespaces/kube-system/secrets`,
      ]);
    });
  });

  describe('credentials', () => {
    it('of the browser do not arrive, and it cannot act as somebody else on the cluster', async () => {
      const cookie = await proxy.signIn(run.id);
      await proxy.visit(run.id, '/lab', {
        cookie,
        headers: {
          authorization: 'Bearer of-the-portal',
          'proxy-authorization': 'Basic x',
          'impersonate-user': 'system:admin',
          'impersonate-group': 'system:masters',
          'x-remote-user': 'admin',
          'x-forwarded-for': '1.2.3.4',
          'x-forwarded-host': 'evil.example',
          forwarded: 'for=1.2.3.4',
          'x-custom': 'kept',
        },
      });
      const { headers } = arrived()[0];
      expect(headers).toMatchObject({
        authorization: `Bearer ${CLUSTER_TOKEN}`,
        'x-custom': 'kept',
        'x-forwarded-host': proxy.host(run.id),
        'x-forwarded-proto': 'http',
      });
      const names = Object.keys(headers).join(' ');
      expect(names).not.toMatch(
        /impersonate|x-remote|forwarded-for|proxy-auth/,
      );
    });

    it('and addresses of the cluster do not leave', async () => {
      const cookie = await proxy.signIn(run.id);
      upstream.handlers['/down'] = (_request, response) => {
        response.writeHead(503, {
          'content-type': 'application/json',
          'audit-id': '1',
        });
        response.end(
          JSON.stringify({
            kind: 'Status',
            apiVersion: 'v1',
            message: 'dial tcp 10.42.7.1:8888: connect: connection refused',
          }),
        );
      };
      const answer = await proxy.visit(run.id, '/down', { cookie });
      expect(answer.status).toBe(503);
      expect(JSON.stringify(answer)).not.toMatch(/10\.42|audit|Status/);
      expect(answer.body).toContain(`${PORTAL}/runs/${run.id}`);
    });

    it('of the session cannot be read by scripts, and stay at this host', async () => {
      const entered = await proxy.enter(run.id, await proxy.ticket(run.id));
      expect(entered.headers).toMatchObject({
        location: '/',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
      const [cookie] = entered.headers['set-cookie']!;
      expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
      expect(cookie).toMatch(/; Path=\/;/);
      expect(cookie).not.toMatch(/domain/i);
    });

    it('of the session carry the browser’s own protection over https', async () => {
      const secure = await startProxy({
        knex,
        upstream: upstream.url,
        config: {
          domain: 'workspaces.example.com',
          publicScheme: 'https',
          publicPort: undefined,
        },
      });
      const own = secure.addWorkspace();
      const entered = await secure.enter(own.id, await secure.ticket(own.id));
      expect(entered.headers['set-cookie']![0]).toMatch(
        /^__Host-workspace-session=.+; Path=\/; .*; Secure$/,
      );
      await secure.stop();
    });
  });

  describe('redirects', () => {
    it.each([
      ['https://evil.example/lab', '/lab'],
      ['//evil.example/x', '/x'],
      ['/\\evil.example', '/'],
      ['/.//evil.example', '/evil.example'],
      ['http://10.42.7.1:8888/lab?a=1#b', '/lab?a=1#b'],
      ['data:text/html,x', '/text/html,x'],
      ['http://[', '/'],
      ['lab', '/deep/lab'],
    ])('of a workspace stay in it: %s', async (location, expected) => {
      const cookie = await proxy.signIn(run.id);
      upstream.handlers['/deep/here'] = (_request, response) => {
        response.writeHead(302, { location });
        response.end();
      };
      const answer = await proxy.visit(run.id, '/deep/here', { cookie });
      expect(answer.headers.location).toBe(expected);
    });

    it('that the API server has rewritten are as the workspace meant them', async () => {
      const cookie = await proxy.signIn(run.id);
      upstream.handlers['/home'] = (request, response) => {
        response.writeHead(302, {
          location: request.url!.replace('/home', '/lab?x=1'),
        });
        response.end();
      };
      const answer = await proxy.visit(run.id, '/home', { cookie });
      expect(answer.headers.location).toBe('/lab?x=1');
    });

    it('never come from the proxy but to its own root', async () => {
      for (const path of [
        '/.portal/enter?next=https://evil.example',
        '/.portal/other',
        '/lab',
      ]) {
        const answer = await proxy.visit(run.id, path);
        expect(answer.headers.location).toBeUndefined();
        expect([401, 404]).toContain(answer.status);
      }
    });
  });

  describe('a session', () => {
    it.each([
      ['is being stopped', { intent: 'stop' }],
      ['has stopped', { state: 'stopped' }],
      ['was suspended', { state: 'waiting' }],
    ] as [string, Partial<RunRecord>][])(
      'ends when the run %s, and does not come back',
      async (_, change) => {
        const cookie = await proxy.signIn(run.id);
        expect((await proxy.visit(run.id, '/a', { cookie })).status).toBe(200);
        proxy.runs.set(run.id, { ...run, ...change });
        proxy.clock.nowMs += 2_001;
        expect((await proxy.visit(run.id, '/b', { cookie })).status).toBe(401);
        proxy.runs.set(run.id, run);
        proxy.clock.nowMs += 2_001;
        expect((await proxy.visit(run.id, '/c', { cookie })).status).toBe(401);
      },
    );

    it.each([
      ['is not a member any more', undefined],
      ['is a viewer now', 'viewer'],
    ] as const)('ends when the owner %s', async (_, role) => {
      const cookie = await proxy.signIn(run.id);
      if (role) proxy.roles.set(ADA, role);
      else proxy.roles.delete(ADA);
      proxy.clock.nowMs += 2_001;
      expect((await proxy.visit(run.id, '/a', { cookie })).status).toBe(401);
    });

    it('ends after twelve hours', async () => {
      const cookie = await proxy.signIn(run.id);
      proxy.clock.nowMs += 12 * 3_600_000;
      expect((await proxy.visit(run.id, '/a', { cookie })).status).toBe(401);
    });

    it('works on every replica', async () => {
      const other = await startProxy({
        knex,
        upstream: upstream.url,
        shared: proxy,
      });
      const entered = await other.enter(run.id, await proxy.ticket(run.id));
      const cookie = entered.headers['set-cookie']![0].split(';')[0];
      expect((await proxy.visit(run.id, '/a', { cookie })).status).toBe(200);
      await other.stop();
    });
  });
});
