import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  type AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import mcpActionsPlugin from '@backstage/plugin-mcp-actions-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import searchCatalog from '@backstage/plugin-search-backend-module-catalog';
import developerCenter from '@silogen/backstage-plugin-catalog-backend-module-developer-center';
import resourceManagerPolicy from '@silogen/backstage-plugin-permission-backend-module-resource-manager';
import { resourceManagerServiceMockFactory } from '@silogen/backstage-plugin-resource-manager-node/testUtils';

const NADIA = 'user:default/nadia.llm';
const OLGA = 'user:default/olga.vision';
const SVEN = 'user:default/sven.viewer';
const ADA = 'user:default/ada.admin';
const roles: Record<string, string> = {
  [NADIA]: 'developer',
  [OLGA]: 'developer',
  [SVEN]: 'viewer',
  [ADA]: 'administrator',
};

const location = 'url:http://127.0.0.1/test';

function model(
  name: string,
  spec: { owner: string; visibility?: string },
): Entity {
  return {
    apiVersion: 'catalog.silogen.ai/v1alpha1',
    kind: 'AiModel',
    metadata: {
      name,
      title: `Zebrafish ${name}`,
      description: 'A zebrafish classifier',
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
    spec: {
      type: 'tuned',
      lifecycle: 'experimental',
      provider: 'us',
      task: 'text-generation',
      licence: { id: 'mit', name: 'MIT License' },
      ...(name !== 'base' && { baseModel: 'aimodel:default/base' }),
      ...spec,
    },
  };
}

const declared: Entity[] = [
  model('base', { owner: 'group:default/ai-platform-team' }),
  model('of-llm', {
    owner: 'group:default/project-llm',
    visibility: 'project',
  }),
  model('of-research', {
    owner: 'group:default/project-llm',
    visibility: 'department',
  }),
  model('of-all', {
    owner: 'group:default/project-llm',
    visibility: 'organisation',
  }),
];

const belongs: Record<
  string,
  { projects: string[]; departments: string[]; departmentProjects: string[] }
> = {
  [NADIA]: {
    projects: ['llm'],
    departments: ['research'],
    departmentProjects: ['llm', 'vision'],
  },
  [OLGA]: {
    projects: ['vision'],
    departments: ['research'],
    departmentProjects: ['llm', 'vision'],
  },
};
const nowhere = { projects: [], departments: [], departmentProjects: [] };

/** Provides the entities, as a location would. */
const entities = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'declared',
  register({ registerInit }) {
    registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'declared',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: declared.map(entity => ({
                entity,
                locationKey: 'declared',
              })),
            }),
        });
      },
    });
  },
});

/** Says of a user's request that came through a plugin that it did, as the real one does; the mock forgets it. */
const auth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const mock = mockServices.auth({ pluginId: plugin.getId() });
    const asSent = mock.authenticate.bind(mock);
    const authenticate: AuthService['authenticate'] = async (
      token,
      options,
    ) => {
      const credentials = await asSent(token, options);
      return mock.isPrincipal(credentials, 'user') &&
        token.startsWith('mock-service-token:')
        ? mockCredentials.user(credentials.principal.userEntityRef, {
            actor: { subject: 'plugin:test' },
          })
        : credentials;
    };
    return Object.assign(mock, { authenticate });
  },
});

/** The roles of the people, as their sign-in would tell. */
const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials) {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      return {
        userEntityRef,
        ownershipEntityRefs: [
          userEntityRef,
          `group:default/role-${roles[userEntityRef]}`,
          // A token outlives a removal: what it says of projects must not count.
          'group:default/project-llm',
        ],
      };
    },
  }),
});

/** Runs until it does not throw; gives up with what it threw last. */
async function eventually<T>(check: () => Promise<T>): Promise<T> {
  const untilMs = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > untilMs) throw error;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

describe('visibility', () => {
  const getMemberships = jest.fn(
    async ({ userRef }: { userRef: string }) => belongs[userRef] ?? nowhere,
  );
  let base: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [
        catalogPlugin,
        developerCenter,
        permissionPlugin,
        resourceManagerPolicy,
        searchPlugin,
        searchCatalog,
        mcpActionsPlugin,
        entities,
        auth,
        httpAuthServiceFactory,
        userInfo,
        permissionsServiceFactory,
        // The mock runs a task once: before the catalog has anything.
        schedulerServiceFactory,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        resourceManagerServiceMockFactory({
          getMemberships,
          listOrganisation: async () => ({ departments: [], projects: [] }),
          listTunedModels: async () => ({ items: [] }),
        }),
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            backend: { actions: { pluginSources: ['catalog'] } },
            catalog: { processingInterval: { seconds: 1 } },
            search: {
              collators: {
                catalog: {
                  schedule: {
                    initialDelay: { seconds: 0 },
                    frequency: { seconds: 1 },
                    timeout: { seconds: 30 },
                  },
                },
              },
            },
          },
        }),
      ],
    });
    stop = () => backend.stop();
    base = `http://127.0.0.1:${backend.server.port()}/api`;
    await eventually(async () => {
      const seen = await names(ADA);
      if (seen.length < declared.length) throw new Error(`only ${seen} so far`);
    });
  }, 60_000);
  afterAll(() => stop());

  const ask = (user: string, path: string, init: RequestInit = {}) =>
    fetch(`${base}${path}`, {
      ...init,
      headers: {
        Authorization: mockCredentials.user.header(user),
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
      },
    });
  const post = (user: string, path: string, body: object) =>
    ask(user, path, { method: 'POST', body: JSON.stringify(body) });
  const nameOf = (entity: Entity) => entity.metadata.name;

  async function names(user: string): Promise<string[]> {
    const response = await ask(
      user,
      '/catalog/entities/by-query?filter=kind=aimodel&orderField=metadata.name,asc',
    );
    const answer = await response.json();
    expect(answer).toMatchObject({ items: expect.any(Array) });
    const { items, totalItems } = answer;
    expect(items).toHaveLength(totalItems);
    return items.map(nameOf);
  }

  const everything = ['base', 'of-all', 'of-llm', 'of-research'];
  describe.each([
    ['a member of the project', NADIA, everything],
    ['an administrator', ADA, everything],
    [
      'somebody else of the department',
      OLGA,
      ['base', 'of-all', 'of-research'],
    ],
    ['a viewer', SVEN, ['base', 'of-all']],
  ])('for %s', (_, user, seen) => {
    const hidden = everything.filter(name => !seen.includes(name));

    it('holds in lists of the catalogue, old and new', async () => {
      expect(await names(user)).toEqual(seen);
      const old = await ask(user, '/catalog/entities?filter=kind=aimodel');
      expect((await old.json()).map(nameOf).sort()).toEqual(seen);
      const predicate = await post(user, '/catalog/entities/by-query', {
        query: {
          kind: 'AiModel',
          'relations.fineTunedFrom': { $exists: true },
        },
      });
      expect((await predicate.json()).items.map(nameOf).sort()).toEqual(
        seen.filter(name => name !== 'base'),
      );
    });

    it('holds page by page', async () => {
      const first = await ask(
        user,
        '/catalog/entities/by-query?filter=kind=aimodel&orderField=metadata.name,asc&limit=1',
      );
      let page = await first.json();
      const found = page.items.map(nameOf);
      while (page.pageInfo.nextCursor) {
        const cursor = encodeURIComponent(page.pageInfo.nextCursor);
        const next = await ask(
          user,
          `/catalog/entities/by-query?limit=1&cursor=${cursor}`,
        );
        page = await next.json();
        found.push(...page.items.map(nameOf));
      }
      expect(found).toEqual(seen);
    });

    it('holds in facets', async () => {
      const response = await ask(
        user,
        '/catalog/entity-facets?facet=metadata.name&filter=kind=aimodel',
      );
      const { facets } = await response.json();
      const values = facets['metadata.name'].map(
        ({ value }: { value: string }) => value,
      );
      expect(values.sort()).toEqual(seen);
    });

    it('holds in facets of relations', async () => {
      for (const facet of ['relations.hasFineTune', 'relations.ownerOf']) {
        const response = await ask(
          user,
          `/catalog/entity-facets?facet=${facet}`,
        );
        const text = JSON.stringify((await response.json()).facets);
        for (const name of hidden) expect(text).not.toContain(name);
      }
    });

    it('holds by name, by ref and for the ancestry', async () => {
      for (const name of everything) {
        const status = seen.includes(name) ? 200 : 404;
        const byName = `/catalog/entities/by-name/aimodel/default/${name}`;
        expect((await ask(user, byName)).status).toBe(status);
        const ancestry = await ask(user, `${byName}/ancestry`);
        expect(ancestry.status).toBe(seen.includes(name) ? 200 : 403);
      }
      // What is not there is answered alike.
      const missing = '/catalog/entities/by-name/aimodel/default/none';
      expect((await ask(user, missing)).status).toBe(404);
      const response = await post(user, '/catalog/entities/by-refs', {
        entityRefs: everything.map(name => `aimodel:default/${name}`),
      });
      const { items } = await response.json();
      expect(items.map((item: Entity | null) => item && nameOf(item))).toEqual(
        everything.map(name => (seen.includes(name) ? name : null)),
      );
    });

    it('holds for a refresh', async () => {
      for (const name of everything) {
        const { status } = await post(user, '/catalog/refresh', {
          entityRef: `aimodel:default/${name}`,
        });
        expect(status).toBe(seen.includes(name) ? 200 : 403);
      }
    });

    it('holds in search', async () => {
      await eventually(async () => {
        const response = await ask(user, '/search/query?term=zebrafish');
        const answer = await response.json();
        expect(answer).toMatchObject({ results: expect.any(Array) });
        expect(
          answer.results
            .map(({ document }: any) => document.location.replace(/.*\//, ''))
            .sort(),
        ).toEqual(seen);
      });
    }, 30_000);

    it('holds for the actions of the catalog over MCP', async () => {
      const call = async (name: string, args: object) => {
        const response = await post(user, '/mcp-actions/v1', {
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/call',
          params: { name, arguments: args },
        });
        return response.text();
      };
      const list = await call('catalog.query-catalog-entities', {
        query: { kind: 'AiModel' },
      });
      for (const name of everything) {
        const one = await call('catalog.get-catalog-entity', {
          kind: 'AiModel',
          namespace: 'default',
          name,
        });
        expect([name, one.includes('zebrafish classifier')]).toEqual([
          name,
          seen.includes(name),
        ]);
        expect([name, list.includes(`Zebrafish ${name}`)]).toEqual([
          name,
          seen.includes(name),
        ]);
      }
    });

    it('puts no name of a hidden model on the one that it was tuned from', async () => {
      const response = await ask(
        user,
        '/catalog/entities/by-name/aimodel/default/base',
      );
      const { relations } = await response.json();
      expect(relations).toContainEqual(
        expect.objectContaining({ targetRef: 'aimodel:default/of-all' }),
      );
      for (const name of ['of-llm', 'of-research']) {
        expect(JSON.stringify(relations)).not.toContain(name);
      }
    });
  });

  it('ends with the membership, whatever the token says', async () => {
    expect(await names(NADIA)).toEqual(everything);
    getMemberships.mockImplementation(async () => nowhere);
    await eventually(async () =>
      expect(await names(NADIA)).toEqual(['base', 'of-all']),
    );
  }, 30_000);

  it('is the narrowest while memberships cannot be asked, and no error', async () => {
    getMemberships.mockImplementation(
      async ({ userRef }) => belongs[userRef] ?? nowhere,
    );
    await eventually(async () =>
      expect(await names(NADIA)).toEqual(everything),
    );
    getMemberships.mockImplementation(async () => {
      throw new Error('no answer');
    });
    await eventually(async () =>
      expect(await names(NADIA)).toEqual(['base', 'of-all']),
    );
    expect(await names(ADA)).toEqual(everything);
  }, 30_000);
});
