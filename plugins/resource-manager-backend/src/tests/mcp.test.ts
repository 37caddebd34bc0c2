import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import mcpActions from '@backstage/plugin-mcp-actions-backend';
import type { Permission } from '@backstage/plugin-permission-common';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { AddressInfo } from 'node:net';
// The real policy: a dependency in the tests only, so that no backend package needs another one.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { decideResourceManager } from '../../../permission-backend-module-resource-manager/src/decideResourceManager';
import { migrated, testDatabases } from '../__testUtils__/databases';
import plugin from '../index';
import { runRecord } from '../runs/__testUtils__/database';
import { rowOfRun } from '../runs/store/rows';

const MEMBER = 'user:default/developer-member';
const STRANGER = 'user:default/viewer-stranger';
const MINE = '11111111-2222-4333-8444-555555555555';
const THEIRS = '11111111-2222-4333-8444-666666666666';

function decide(permission: Permission, credentials?: BackstageCredentials) {
  const userEntityRef =
    (credentials?.principal as { userEntityRef?: string }).userEntityRef ?? '';
  const role = userEntityRef.replace(
    /^user:default\/|-(member|stranger)$/g,
    '',
  );
  return decideResourceManager(
    { permission },
    { userEntityRef, ownershipEntityRefs: [`group:default/role-${role}`] },
  );
}

const model: Entity = {
  apiVersion: 'catalog.silogen.ai/v1alpha1',
  kind: 'AiModel',
  metadata: { name: 'llama', title: 'Llama', tags: ['chat'] },
  spec: { task: 'text-generation', licence: { id: 'x', name: 'Licence X' } },
};

/** A real MCP client, the real MCP server of the portal and the real way from there to this plugin. */
describe('what assistants may ask', () => {
  const databases = testDatabases();
  let url: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const knex = await migrated(databases, 'SQLITE_3');
    const answer = async (
      queries: readonly { permission: Permission }[],
      options?: { credentials: BackstageCredentials },
    ) =>
      queries.map(({ permission }) =>
        decide(permission, options?.credentials),
      ) as any;
    const backend = await startTestBackend({
      features: [
        plugin,
        mcpActions,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        catalogServiceMock.factory({ entities: [model] }),
        mockServices.permissions.mock({
          authorize: answer,
          authorizeConditional: answer,
        }).factory,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: {
            backend: { actions: { pluginSources: ['resource-manager'] } },
            resourceManager: {
              seed: {
                departments: [{ name: 'research', title: 'Research' }],
                projects: [
                  {
                    name: 'team-a',
                    title: 'Team A',
                    department: 'research',
                    members: [{ user: MEMBER, role: 'member' }],
                  },
                  {
                    name: 'team-b',
                    title: 'Team B',
                    department: 'research',
                    members: [],
                  },
                ],
              },
            },
          },
        }),
      ],
    });
    stop = () => backend.stop();
    const { port } = backend.server.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/api/mcp-actions/v1`;
    const store = async (run: ReturnType<typeof runRecord>) => {
      await knex('runs').insert({
        ...rowOfRun(run),
        created_by: null,
        idempotency_key: null,
        fence: 0,
        updated_at: '2026-01-01T00:00:00.000Z',
      });
      await knex('run_events').insert({
        run_id: run.id,
        at: '2026-01-01T10:00:00.000Z',
        type: 'submitted',
        state: 'submitting',
        text: 'Submitted',
      });
    };
    await store(
      runRecord({
        id: MINE,
        name: 'mine',
        model: 'aimodel:default/llama',
        dataset: undefined,
        state: 'waiting',
        reason: {
          code: 'waiting-for-quota',
          text: 'Waiting for quota: 3 GPUs short in MI300X.',
          message: 'insufficient',
          shortages: [{ pool: 'mi300x', resource: 'amd.com/gpu', needed: '3' }],
        },
      }),
    );
    await store(runRecord({ id: THEIRS, name: 'theirs', project: 'team-b' }));
  });
  afterAll(() => stop());

  async function ask<T>(
    user: string,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(url), {
        requestInit: {
          headers: { Authorization: mockCredentials.user.header(user) },
        },
      }),
    );
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }
  const call = (user: string, name: string, input: object = {}) =>
    ask(user, async client => {
      const result = await client.callTool({
        name: `resource-manager.${name}`,
        arguments: { ...input },
      });
      const [{ text }] = result.content as { text: string }[];
      return result.isError ? text : JSON.parse(text);
    });

  it('offers reading only', async () => {
    const { tools } = await ask(MEMBER, client => client.listTools());
    expect(tools.map(({ name }) => name).sort()).toEqual(
      [
        'get-lineage',
        'get-project-capacity',
        'get-run',
        'list-ai-entities',
        'list-projects',
        'list-runs',
        'would-it-start',
      ].map(name => `resource-manager.${name}`),
    );
    for (const { annotations, description, inputSchema } of tools) {
      expect(annotations).toMatchObject({
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
      });
      expect(description!.length).toBeGreaterThan(60);
      expect(inputSchema.type).toBe('object');
    }
  });

  it('tells a member of their runs, and why one waits', async () => {
    const page = await call(MEMBER, 'list-runs', { state: ['waiting'] });
    expect(page).toMatchObject({
      totalItems: 1,
      items: [
        {
          id: MINE,
          state: 'waiting',
          canNeverRun: false,
          explanation: expect.stringContaining('3 GPUs short in MI300X'),
          page: `/runs/${MINE}`,
        },
      ],
    });
    expect(await call(MEMBER, 'get-run', { runId: MINE })).toMatchObject({
      name: 'mine',
      clusterSays: 'insufficient',
      shortages: [{ pool: 'mi300x', needed: '3' }],
      history: [{ type: 'submitted', text: 'Submitted' }],
    });
  });

  it('tells nobody of runs of projects that they are not in', async () => {
    expect(await call(STRANGER, 'list-runs')).toMatchObject({
      items: [],
      totalItems: 0,
    });
    const refused = `NotFoundError: There is no run ${MINE} that you may see`;
    expect(await call(STRANGER, 'get-run', { runId: MINE })).toBe(refused);
    expect(await call(MEMBER, 'get-run', { runId: THEIRS })).toContain(
      'NotFoundError',
    );
    const nodes = async (user: string) =>
      (
        await call(user, 'get-lineage', { entity: 'aimodel:default/llama' })
      ).nodes.map(({ id }: { id: string }) => id);
    expect(await nodes(MEMBER)).toEqual(['aimodel:default/llama', MINE]);
    expect(await nodes(STRANGER)).toEqual(['aimodel:default/llama']);
  });

  it('tells of projects and their capacity as the API does', async () => {
    const names = async (user: string) =>
      (await call(user, 'list-projects')).items.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names(MEMBER)).toEqual(['team-a']);
    expect(await names(STRANGER)).toEqual(['team-a', 'team-b']);
    expect(
      await call(MEMBER, 'get-project-capacity', { project: 'team-a' }),
    ).toEqual({ project: 'team-a', pools: [], unreachable: [] });
    expect(
      await call(MEMBER, 'get-project-capacity', { project: 'team-b' }),
    ).toContain('NotFoundError');
  });

  it('tells of the catalogue, with facets to narrow it by', async () => {
    expect(
      await call(STRANGER, 'list-ai-entities', {
        kind: 'model',
        where: { 'spec.task': 'text-generation' },
      }),
    ).toMatchObject({
      totalItems: 1,
      items: [
        {
          ref: 'aimodel:default/llama',
          title: 'Llama',
          licence: 'Licence X',
          facts: { task: 'text-generation' },
          page: '/catalog/default/aimodel/llama',
        },
      ],
      facets: { 'spec.task': [{ value: 'text-generation', count: 1 }] },
    });
  });

  it('says what stands in the way of a run, to whom may launch it', async () => {
    const wanted = {
      project: 'team-a',
      workload: 'aiworkload:default/none',
      gpus: 1,
    };
    expect(await call(MEMBER, 'would-it-start', wanted)).toMatchObject({
      outcome: 'unknown',
      problems: [
        { field: 'workload', problem: expect.stringContaining('There is no') },
      ],
    });
    expect(await call(STRANGER, 'would-it-start', wanted)).toContain(
      'NotAllowedError',
    );
  });

  it('names what is wrong in a question', async () => {
    expect(await call(MEMBER, 'get-run', { runId: 'x' })).toContain(
      'InputError',
    );
  });
});
