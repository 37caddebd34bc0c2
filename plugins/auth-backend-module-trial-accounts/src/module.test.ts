import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import { ALLOW_OUTSIDE_DEVELOPMENT } from './config';
import authModuleTrialAccounts from './index';

const user = (name: string, groups: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
  relations: groups.map(group => ({
    type: 'memberOf',
    targetRef: `group:default/${group}`,
  })),
});

/** A catalog over HTTP, as the auth backend reaches the real one. */
function catalogOf(users: Entity[], options?: { starting?: boolean }) {
  return createBackendPlugin({
    pluginId: 'catalog',
    register(reg) {
      reg.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          httpRouter.use((req, res) => {
            const found = users.find(
              ({ metadata }) =>
                req.path === `/entities/by-name/user/default/${metadata.name}`,
            );
            if (options?.starting) {
              res.status(503).json({
                error: {
                  name: 'ServiceUnavailableError',
                  message: 'starting',
                },
              });
            } else if (found) {
              res.json(found);
            } else {
              res.status(404).json({
                error: { name: 'NotFoundError', message: 'no such entity' },
              });
            }
          });
        },
      });
    },
  });
}

const accounts = [
  {
    name: 'admin',
    title: 'Administrator',
    description: 'May change everything.',
    user: 'user:default/ada',
  },
  { name: 'developer', title: 'Developer', user: 'user:default/dan' },
];

const users = [
  user('ada', ['role-administrator', 'platform']),
  user('dan', ['role-developer']),
];

async function start(options?: {
  provider?: JsonObject;
  backend?: JsonObject;
  catalog?: ReturnType<typeof catalogOf>;
}) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleTrialAccounts,
      options?.catalog ?? catalogOf(users),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          backend: {
            baseUrl: 'http://localhost:7007',
            listen: { host: '127.0.0.1', port: 0 },
            ...options?.backend,
          },
          auth: {
            providers: { 'trial-accounts': { accounts, ...options?.provider } },
          },
        },
      }),
    ],
  });
  return server;
}

const refresh = '/api/auth/trial-accounts/refresh';

describe('authModuleTrialAccounts', () => {
  const nodeEnv = process.env.NODE_ENV;
  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: nodeEnv });
  });

  it('lists the accounts without their users', async () => {
    const response = await request(await start()).get(
      '/api/auth/trial-accounts/accounts',
    );
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      items: [
        {
          name: 'admin',
          title: 'Administrator',
          description: 'May change everything.',
        },
        { name: 'developer', title: 'Developer' },
      ],
    });
  });

  it('signs each account in as its user, with the groups as ownership claims', async () => {
    const server = await start();
    const expected = [
      [
        'admin',
        'Administrator',
        'user:default/ada',
        ['group:default/role-administrator', 'group:default/platform'],
      ],
      [
        'developer',
        'Developer',
        'user:default/dan',
        ['group:default/role-developer'],
      ],
    ] as const;
    for (const [account, displayName, userEntityRef, groups] of expected) {
      for (const method of ['get', 'post'] as const) {
        const response = await request(server)
          [method](refresh)
          .set('x-trial-account', account);
        expect(response.status).toBe(200);
        expect(response.body).toEqual({
          profile: { displayName },
          backstageIdentity: {
            token: expect.stringMatching(/^[^.]+\.[^.]+\.[^.]+$/),
            expiresInSeconds: expect.any(Number),
            identity: {
              type: 'user',
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, ...groups],
            },
          },
        });
        expect(
          response.body.backstageIdentity.expiresInSeconds,
        ).toBeGreaterThan(0);
        expect(response.headers['set-cookie']).toBeUndefined();
      }
    }
  });

  it('names the accounts when none or an unknown one is asked for', async () => {
    const server = await start();

    const missing = await request(server).get(refresh);
    expect(missing.status).toBe(400);
    expect(missing.body.error.message).toBe(
      'Header x-trial-account is missing; send the name of one of: admin, developer',
    );

    const unknown = await request(server)
      .get(refresh)
      .set('x-trial-account', 'root');
    expect(unknown.status).toBe(404);
    expect(unknown.body.error.message).toContain(
      "There is no trial account 'root'; choose one of: admin, developer",
    );
  });

  it('takes no account from the address', async () => {
    const response = await request(await start()).get(
      `${refresh}?account=admin`,
    );
    expect(response.status).toBe(400);
  });

  it.each([
    ['lacks the user', catalogOf([])],
    ['still starts', catalogOf(users, { starting: true })],
  ])('answers 503 while the catalog %s', async (_what, catalog) => {
    const response = await request(await start({ catalog }))
      .get(refresh)
      .set('x-trial-account', 'admin');
    expect(response.status).toBe(503);
    expect(response.body.error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        "The catalog has not loaded user:default/ada of trial account 'admin' yet; try again",
      ),
    });
  });

  it('answers no name of another site, unless allowed', async () => {
    const ask = async (provider?: JsonObject) =>
      request(await start({ provider }))
        .get(refresh)
        .set('Host', 'rebound.example.org')
        .set('x-trial-account', 'admin');

    const refused = await ask();
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      'open the portal at localhost',
    );

    const allowed = await ask({
      allowOutsideDevelopment: ALLOW_OUTSIDE_DEVELOPMENT,
    });
    expect(allowed.status).toBe(200);
  });

  it('keeps the portal from starting in production, unless allowed', async () => {
    Object.assign(process.env, { NODE_ENV: 'production' });
    await expect(start()).rejects.toThrow(/NODE_ENV is production/);

    const server = await start({
      provider: { allowOutsideDevelopment: ALLOW_OUTSIDE_DEVELOPMENT },
    });
    const response = await request(server)
      .get(refresh)
      .set('x-trial-account', 'admin');
    expect(response.status).toBe(200);
  });

  it.each([
    ['no host', ':7007'],
    ['every interface', { host: '0.0.0.0', port: 7007 }],
  ])(
    'keeps the portal from starting on %s, unless allowed',
    async (_what, listen) => {
      await expect(start({ backend: { listen } })).rejects.toThrow(
        /set backend\.listen\.host to 127\.0\.0\.1/,
      );
      await expect(
        start({
          backend: { listen },
          provider: { allowOutsideDevelopment: ALLOW_OUTSIDE_DEVELOPMENT },
        }),
      ).resolves.toBeDefined();
    },
  );

  it('does not exist when it is not configured', async () => {
    const { server } = await startTestBackend({
      features: [
        authPlugin,
        authModuleTrialAccounts,
        catalogOf(users),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007', listen: ':7007' },
          },
        }),
      ],
    });
    const list = await request(server).get('/api/auth/trial-accounts/accounts');
    expect(list.status).toBe(404);
    const signIn = await request(server)
      .get(refresh)
      .set('x-trial-account', 'admin');
    expect(signIn.status).toBe(404);
  });
});
