import {
  coreServices,
  createServiceFactory,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
} from '@backstage/plugin-permission-common';
import searchBackend from '@backstage/plugin-search-backend';
import searchCatalog from '@backstage/plugin-search-backend-module-catalog';
import {
  runReadPermission,
  type Project,
  type Run,
} from '@silogen/backstage-plugin-resource-manager-common';
import { resourceManagerServiceMockFactory } from '@silogen/backstage-plugin-resource-manager-node/testUtils';
import { setImmediate } from 'node:timers/promises';
import request from 'supertest';
import searchModule from './index';
import { PagedCollatorFactory } from './PagedCollatorFactory';

const MEMBER = 'user:default/member';
const STRANGER = 'user:default/stranger';

function run(index: number, projectName = 'team-a'): Run {
  return {
    id: `${projectName}-${index}`,
    name: `Night run ${index}`,
    type: 'fine-tuning',
    project: projectName,
    projectTitle: projectName.toUpperCase(),
    owner: 'user:default/nadia.llm',
    cluster: 'hall-a',
    pool: 'mi300x',
    gpuModel: 'mi300x',
    gpus: 8,
    state: 'running',
    origin: 'portal',
    inputs: { model: 'aimodel:default/qwen3-4b' },
    submittedAt: '2026-01-01T10:00:00.000Z',
    simulated: true,
    may: { stop: false, delete: false },
  };
}

function project(name: string, title: string): Project {
  return {
    name,
    title,
    department: 'research',
    departmentTitle: 'Research',
    version: 1,
    state: 'ready',
    clusters: [],
    activeRuns: 0,
    waitingRuns: 0,
    myRole: null,
    createdAt: '2026-01-01T10:00:00.000Z',
  };
}

const model: Entity = {
  apiVersion: 'catalog.silogen.ai/v1alpha1',
  kind: 'AiModel',
  metadata: {
    name: 'whisper-large',
    title: 'Whisper large',
    description: 'Turns speech into text',
    tags: ['audio'],
  },
  spec: {
    type: 'base',
    lifecycle: 'production',
    owner: 'group:default/x',
    provider: 'OpenAI',
    family: 'whisper',
    task: 'automatic-speech-recognition',
    licence: { id: 'apache-2.0', name: 'Apache License 2.0' },
  },
};

const workload: Entity = {
  apiVersion: 'catalog.silogen.ai/v1alpha1',
  kind: 'AiWorkload',
  metadata: { name: 'serve', title: 'Serve', description: 'An endpoint' },
  spec: { category: 'inference', engine: 'sglang', image: 'docker.io/sglang' },
};

/** Runs 0 to 4 of team-a in pages of two, and one of a project that only the member is in. */
const pages: Record<string, { items: Run[]; nextCursor?: string }> = {
  first: { items: [run(0), run(1)], nextCursor: 'second' },
  second: { items: [run(2), run(3)], nextCursor: 'third' },
  third: { items: [run(4), run(5, 'secret')] },
};

describe('search', () => {
  let ask: (
    user: string,
    term: string,
    types?: string[],
  ) => Promise<{ type: string; location: string; text: string }[]>;
  let stop: () => Promise<void>;
  const asked: BackstageCredentials[] = [];
  const scheduler = mockServices.scheduler();

  beforeAll(async () => {
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async queries =>
        queries.map(({ permission }) =>
          permission.name.startsWith('catalog.')
            ? { result: AuthorizeResult.ALLOW }
            : {
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'resource-manager',
                resourceType: permission.resourceType,
                conditions: {
                  rule: 'X',
                  resourceType: permission.resourceType,
                },
              },
        ) as any,
      authorize: async (
        requests: AuthorizePermissionRequest[],
        options?: { credentials: BackstageCredentials },
      ) =>
        requests.map(({ resourceRef = '' }: { resourceRef?: string }) => {
          const user = (
            options?.credentials.principal as { userEntityRef?: string }
          ).userEntityRef;
          const isSecret = /^secret/.test(resourceRef);
          return {
            result:
              isSecret && user !== MEMBER
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          };
        }) as any,
    });
    const backend = await startTestBackend({
      features: [
        searchBackend,
        searchCatalog,
        searchModule,
        catalogServiceMock.factory({ entities: [workload, model] }),
        resourceManagerServiceMockFactory({
          listRuns: async ({ cursor, limit }, { credentials }) => {
            expect(limit).toBe(500);
            asked.push(credentials);
            const page = pages[cursor ?? 'first'];
            return { ...page, totalItems: 6 };
          },
          listProjects: async () => ({
            items: [
              project('team-a', 'Language models'),
              project('secret', 'Secret language'),
            ],
            totalItems: 2,
          }),
        }),
        permissions.factory,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
          },
        }),
      ],
    });
    stop = () => backend.stop();
    ask = async (user, term, types) => {
      const response = await request(backend.server)
        .get('/api/search/query')
        .query({ term, ...(types && { types }) })
        .set('Authorization', mockCredentials.user.header(user));
      expect(response.status).toBe(200);
      return response.body.results.map((result: any) => ({
        type: result.type,
        location: result.document.location,
        text: result.document.text,
      }));
    };
    for (const { id } of await scheduler.getScheduledTasks()) {
      await scheduler.triggerTask(id);
    }
    // The engine takes an index into use when its stream has closed, a moment after the task has ended.
    await setImmediate();
  });
  afterAll(() => stop());

  const locations = async (...args: Parameters<typeof ask>) =>
    (await ask(...args)).map(({ location }) => location).sort();

  it('finds runs of every page, by name, model and person', async () => {
    const mine = [0, 1, 2, 3, 4].map(index => `/runs/team-a-${index}`);
    expect(await locations(STRANGER, 'Night', ['run'])).toEqual(mine);
    expect(await locations(STRANGER, 'qwen3', ['run'])).toEqual(mine);
    expect(await locations(STRANGER, 'nadia', ['run'])).toEqual(mine);
    const [first] = await ask(STRANGER, 'Night', ['run']);
    expect(first.text).toBe(
      'fine-tuning in TEAM-A by nadia.llm, qwen3-4b, 8 GPUs',
    );
  });

  it('hides what the caller may not see', async () => {
    expect(await locations(MEMBER, 'secret')).toEqual([
      '/resources/projects/secret',
      '/runs/secret-5',
    ]);
    expect(await locations(STRANGER, 'secret')).toEqual([]);
  });

  it('finds projects', async () => {
    expect(await locations(STRANGER, 'language')).toEqual([
      '/resources/projects/team-a',
    ]);
  });

  it.each([
    ['a title', 'Whisper'],
    ['a tag', 'audio'],
    ['a task', 'speech'],
    ['a provider', 'OpenAI'],
    ['a description', 'Turns'],
  ])('finds a model by %s', async (_, term) => {
    expect(await locations(STRANGER, term, ['software-catalog'])).toContain(
      '/catalog/default/aimodel/whisper-large',
    );
  });

  it('finds a workload by its engine', async () => {
    expect(await locations(STRANGER, 'sglang', ['software-catalog'])).toEqual([
      '/catalog/default/aiworkload/serve',
    ]);
  });

  it('reads with credentials of its own', () => {
    expect(
      asked.map(({ principal }) => (principal as { type: string }).type),
    ).toEqual(['service', 'service', 'service']);
  });
});

describe('PagedCollatorFactory', () => {
  it('holds one page at a time, however many there are', async () => {
    let reads = 0;
    const factory = PagedCollatorFactory.create({
      type: 'run',
      visibilityPermission: runReadPermission,
      auth: mockServices.auth(),
      readPage: async cursor => {
        reads += 1;
        const page = Number(cursor ?? 0);
        return {
          documents: Array.from({ length: 500 }, (_, index) => ({
            title: `${page}-${index}`,
            text: '',
            location: `${page}-${index}`,
          })),
          nextCursor: page < 99 ? String(page + 1) : undefined,
        };
      },
    });
    const stream = await factory.getCollator();
    let documents = 0;
    let readAhead = 0;
    for await (const _ of stream) {
      documents += 1;
      readAhead = Math.max(readAhead, reads * 500 - documents);
    }
    // One page, and the few objects of the stream's own buffer.
    expect(readAhead).toBeLessThan(600);
    expect(documents).toBe(50_000);
    expect(reads).toBe(100);
  });
});
