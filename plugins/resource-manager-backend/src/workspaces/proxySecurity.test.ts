import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { v4 } from 'uuid';
import { migratedDatabase } from '../runs/__testUtils__/database';
import type { RunRecord } from '../runs/types';
import {
  ADA,
  BOSS,
  EVE,
  PORTAL,
  startProxy,
  type TestProxy,
} from './__testUtils__/proxy';
import { startUpstream, type TestUpstream } from './__testUtils__/upstream';

const SESSION = 'workspace-session';

describe('security of the workspace proxy', () => {
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

  describe('a cookie of the portal', () => {
    const portalCookies =
      'backstage-auth=portal; trial-accounts-refresh-token=secret; connect.sid=s%3A1';

    it('never arrives, nor does the cookie of the session', async () => {
      const session = await proxy.signIn(run.id);
      const answer = await proxy.visit(run.id, '/lab', {
        cookie: `${portalCookies}; ${session}`,
      });
      expect(answer.status).toBe(200);
      expect(arrived()).toHaveLength(1);
      expect(arrived()[0].headers.cookie).toBeUndefined();
    });

    it('never arrives with an upgrade', async () => {
      const session = await proxy.signIn(run.id);
      const opened = await proxy.upgrade(run.id, {
        headers: {
          origin: proxy.origin(run.id),
          cookie: `${portalCookies}; ${session}`,
        },
      });
      expect(opened).toHaveProperty('first');
      expect(
        JSON.parse((opened as { first: string }).first),
      ).not.toHaveProperty('cookie');
      (opened as { socket: { terminate(): void } }).socket.terminate();
    });

    it('never arrives, though the workspace sets one of the same name', async () => {
      const session = await proxy.signIn(run.id);
      upstream.handlers['/sets'] = (_request, response) => {
        response.setHeader('set-cookie', [
          'backstage-auth=mine; Domain=localhost; Path=/',
          '_xsrf=own; Path=/',
          `${SESSION}=stolen; Path=/`,
        ]);
        response.end();
      };
      const set = await proxy.visit(run.id, '/sets', { cookie: session });
      expect(set.headers['set-cookie']).toEqual([
        'backstage-auth=mine; Path=/',
        '_xsrf=own; Path=/',
      ]);
      await proxy.visit(run.id, '/after', {
        cookie: `backstage-auth=portal; _xsrf=own; ${session}; ${SESSION}=stolen`,
      });
      expect(arrived().at(-1)).toMatchObject({
        headers: { cookie: '_xsrf=own' },
      });
    });

    it('is one of few that a workspace can set at once', async () => {
      const session = await proxy.signIn(run.id);
      upstream.handlers['/floods'] = (_request, response) => {
        response.setHeader(
          'set-cookie',
          Array.from({ length: 100 }, (_, index) => `c${index}=1`),
        );
        response.end();
      };
      const answer = await proxy.visit(run.id, '/floods', { cookie: session });
      expect(answer.headers['set-cookie']).toHaveLength(20);
    });

    it('never arrives through another replica, which knows what the workspace has set', async () => {
      const session = await proxy.signIn(run.id);
      upstream.handlers['/sets'] = (_request, response) => {
        response.setHeader('set-cookie', '_xsrf=own; Path=/');
        response.end();
      };
      await proxy.visit(run.id, '/sets', { cookie: session });
      const other = await startProxy({
        knex,
        upstream: upstream.url,
        shared: proxy,
      });
      await other.visit(run.id, '/after', {
        cookie: `${portalCookies}; _xsrf=own; ${session}`,
      });
      expect(arrived().at(-1)?.headers.cookie).toBe('_xsrf=own');
      await other.stop();
    });
  });

  it('a ticket used twice is refused the second time', async () => {
    const ticket = await proxy.ticket(run.id);
    expect((await proxy.enter(run.id, ticket)).status).toBe(303);
    const again = await proxy.enter(run.id, ticket);
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('a ticket used by two at once lets in one of them', async () => {
    const ticket = await proxy.ticket(run.id);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => proxy.enter(run.id, ticket)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      303, 401, 401, 401,
    ]);
  });

  it.each([
    [29_999, 303],
    [30_000, 401],
    [3_600_000, 401],
  ])(
    'a ticket that is %s ms old: %s (they expire after 30 s)',
    async (ms, status) => {
      const ticket = await proxy.ticket(run.id);
      proxy.clock.nowMs += ms;
      expect((await proxy.enter(run.id, ticket)).status).toBe(status);
    },
  );

  describe("a ticket for another's workspace", () => {
    it('is refused at another origin, and is used up by it', async () => {
      const other = proxy.addWorkspace();
      const ticket = await proxy.ticket(run.id);
      expect((await proxy.enter(other.id, ticket)).status).toBe(401);
      expect((await proxy.enter(run.id, ticket)).status).toBe(401);
    });

    it('is given to the owner and to admins of the project only', async () => {
      proxy.roles.set('user:default/reader', 'viewer');
      const status = async (user: string) =>
        (await proxy.open(run.id, user)).status;
      expect(await status(ADA)).toBe(201);
      expect(await status(BOSS)).toBe(201);
      for (const user of [EVE, 'user:default/reader', 'user:default/stranger'])
        expect(await status(user)).toBe(403);
    });

    it('is refused when its user may not enter any more', async () => {
      const ticket = await proxy.ticket(run.id);
      proxy.roles.delete(ADA);
      expect((await proxy.enter(run.id, ticket)).status).toBe(401);
    });

    it.each(['', 'x', '../../etc', "' or 1=1 --"])(
      'is refused when it is made up: %j',
      async ticket => {
        expect((await proxy.enter(run.id, ticket)).status).toBe(401);
      },
    );

    it('is not what the database holds', async () => {
      const ticket = await proxy.ticket(run.id);
      const cookie = await proxy.signIn(run.id);
      const secret = cookie.split('=')[1];
      const rows = JSON.stringify([
        await knex('workspace_tickets'),
        await knex('workspace_sessions'),
      ]);
      expect(rows).toContain(run.id);
      expect(rows).not.toContain(ticket);
      expect(rows).not.toContain(secret);
    });
  });

  describe('a forged Origin', () => {
    const forged = [
      'https://evil.example',
      'null',
      PORTAL,
      'http://workspaces.localhost:7008',
    ];

    it.each(forged)('is refused on an upgrade: %s', async origin => {
      const cookie = await proxy.signIn(run.id);
      expect(
        await proxy.upgrade(run.id, { headers: { origin, cookie } }),
      ).toEqual({ status: 403 });
      expect(arrived()).toEqual([]);
    });

    it('is refused when it is left out of an upgrade', async () => {
      const cookie = await proxy.signIn(run.id);
      expect(await proxy.upgrade(run.id, { headers: { cookie } })).toEqual({
        status: 403,
      });
    });

    it.each(forged)('is refused on a plain request: %s', async origin => {
      const cookie = await proxy.signIn(run.id);
      for (const method of ['POST', 'DELETE', 'GET', 'OPTIONS']) {
        const answer = await proxy.visit(run.id, '/api', {
          method,
          cookie,
          headers: { origin },
        });
        expect(answer.status).toBe(403);
        expect(answer.headers).not.toHaveProperty(
          'access-control-allow-origin',
        );
      }
      expect(arrived()).toEqual([]);
    });
  });

  describe("another workspace's origin", () => {
    let other: RunRecord;
    beforeEach(() => {
      other = proxy.addWorkspace();
    });

    it('is refused on an upgrade', async () => {
      const cookie = await proxy.signIn(run.id);
      const origin = proxy.origin(other.id);
      expect(
        await proxy.upgrade(run.id, { headers: { origin, cookie } }),
      ).toEqual({ status: 403 });
    });

    it('is refused on a request with a body', async () => {
      const cookie = await proxy.signIn(run.id);
      const answer = await proxy.visit(run.id, '/api/contents', {
        method: 'POST',
        cookie,
        headers: { origin: proxy.origin(other.id) },
        body: 'x',
      });
      expect(answer.status).toBe(403);
      expect(arrived()).toEqual([]);
    });

    // For a browser the two are one site: it sends the cookie along.
    it.each([
      ['no-cors', 'image'],
      ['no-cors', 'script'],
      ['cors', 'empty'],
      ['navigate', 'iframe'],
    ])(
      'is refused where its page loads something from here: %s %s',
      async (mode, destination) => {
        const cookie = await proxy.signIn(run.id);
        const answer = await proxy.visit(run.id, '/lab', {
          cookie,
          headers: {
            'sec-fetch-site': 'same-site',
            'sec-fetch-mode': mode,
            'sec-fetch-dest': destination,
          },
        });
        expect(answer.status).toBe(403);
        expect(arrived()).toEqual([]);
      },
    );

    it('has no use for the session of this one', async () => {
      const cookie = await proxy.signIn(run.id);
      const answer = await proxy.visit(other.id, '/lab', { cookie });
      expect(answer.status).toBe(401);
      expect(arrived()).toEqual([]);
    });

    it('cannot lock this one out with a cookie of the same name', async () => {
      const [own, planted] = [
        await proxy.signIn(run.id),
        await proxy.signIn(other.id),
      ];
      const answer = await proxy.visit(run.id, '/lab', {
        cookie: `${planted}; ${own}`,
      });
      expect(answer.status).toBe(200);
    });

    it('cannot be framed or read from here', async () => {
      const cookie = await proxy.signIn(run.id);
      const { headers } = await proxy.visit(run.id, '/lab', { cookie });
      expect(headers['content-security-policy']).toContain(
        "frame-ancestors 'self'",
      );
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    });
  });

  describe('path traversal', () => {
    it.each([
      '/../secrets',
      '/lab/../../x',
      '/..',
      '/.',
      '/%2e%2e/x',
      '/%2E%2E%2Fx',
      '/..%2f..%2fapi',
      '/%252e%252e%252fx',
      '/%25252e%25252e/x',
      '/..\\..\\x',
      '/..%5c..%5cx',
      '/..;/x',
      '/lab/%00',
      '/lab%0d%0aX-Injected:%201',
      '/%',
      '/%zz',
      '/%c0%ae%c0%ae/x',
      'http://127.0.0.1:6443/api/v1/secrets',
      '*',
      'x',
    ])('is refused: %s', async path => {
      const cookie = await proxy.signIn(run.id);
      const answer = await proxy.visit(run.id, path, { cookie });
      expect(answer.status).toBe(400);
      expect(arrived()).toEqual([]);
    });

    it('is refused on an upgrade', async () => {
      const cookie = await proxy.signIn(run.id);
      // The client would tidy a plain `..` up before it asks.
      const answer = await proxy.upgrade(run.id, {
        path: '/%2e%2e%2f%2e%2e%2fpods/x/exec',
        headers: { origin: proxy.origin(run.id), cookie },
      });
      expect(answer).toEqual({ status: 400 });
    });
  });

  describe('an upgrade without a ticket', () => {
    it.each([
      ['no cookie', undefined],
      ['a made-up session', `${SESSION}=made-up`],
      ['an empty session', `${SESSION}=`],
    ])('is refused: %s', async (_, cookie) => {
      const answer = await proxy.upgrade(run.id, {
        headers: {
          origin: proxy.origin(run.id),
          ...(cookie && { cookie }),
        },
      });
      expect(answer).toEqual({ status: 401 });
      expect(arrived()).toEqual([]);
    });

    it('is refused for a run that does not exist', async () => {
      const unknown = v4();
      const answer = await proxy.upgrade(unknown, {
        headers: { origin: proxy.origin(unknown) },
      });
      expect(answer).toEqual({ status: 401 });
    });

    it('is refused with another protocol than WebSocket', async () => {
      const cookie = await proxy.signIn(run.id);
      const answer = await proxy.visit(run.id, '/', {
        cookie,
        headers: {
          origin: proxy.origin(run.id),
          connection: 'Upgrade',
          upgrade: 'SPDY/3.1',
        },
      });
      expect(answer.status).toBe(403);
      expect(arrived()).toEqual([]);
    });
  });
});
