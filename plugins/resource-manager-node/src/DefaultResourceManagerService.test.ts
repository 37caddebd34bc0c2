import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { DefaultResourceManagerService } from './DefaultResourceManagerService';
import { resourceManagerServiceMock } from './testUtils';
import type { ResourceManagerService } from './types';

interface Seen {
  method?: string;
  url?: string;
  authorization?: string;
  idempotencyKey?: string | string[];
  body: unknown;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : undefined;
}

describe('DefaultResourceManagerService', () => {
  const credentials = mockCredentials.user('user:default/ada');
  const answer = { status: 200, body: {} as unknown };
  const seen: Seen[] = [];
  let server: Server;
  let service: ResourceManagerService;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      seen.push({
        method: request.method,
        url: request.url,
        authorization: request.headers.authorization,
        idempotencyKey: request.headers['idempotency-key'],
        body: await readBody(request),
      });
      response.writeHead(answer.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    service = DefaultResourceManagerService.create({
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async pluginId =>
          `http://127.0.0.1:${port}/api/${pluginId}`,
      }),
    });
  });

  afterAll(() => new Promise<void>(resolve => server.close(() => resolve())));

  beforeEach(() => {
    seen.length = 0;
    answer.status = 200;
    answer.body = { marker: 'as sent' };
  });

  const launch = {
    project: 'vision',
    workload: 'aiworkload:default/lora',
    name: 'Night run',
    gpus: 8,
  };

  it.each([
    [
      'launchRun',
      (s: ResourceManagerService) =>
        s.launchRun(
          { ...launch, idempotencyKey: 'task/step/0' },
          { credentials },
        ),
      { method: 'POST', url: '/v1/runs', body: launch, key: 'task/step/0' },
    ],
    [
      'previewRun',
      (s: ResourceManagerService) =>
        s.previewRun({ project: 'vision' }, { credentials }),
      { method: 'POST', url: '/v1/run-preview', body: { project: 'vision' } },
    ],
    [
      'getRun',
      (s: ResourceManagerService) =>
        s.getRun({ runId: 'a/b' }, { credentials }),
      { method: 'GET', url: '/v1/runs/a%2Fb' },
    ],
    [
      'listRuns',
      (s: ResourceManagerService) =>
        s.listRuns(
          { project: ['vision', 'speech'], limit: 5 },
          { credentials },
        ),
      {
        method: 'GET',
        url: '/v1/runs?project=vision&project=speech&limit=5',
      },
    ],
    [
      'listProjects',
      (s: ResourceManagerService) =>
        s.listProjects({ q: 'vis', limit: 5 }, { credentials }),
      { method: 'GET', url: '/v1/projects?q=vis&limit=5' },
    ],
    [
      'listOrganisation',
      (s: ResourceManagerService) => s.listOrganisation({}, { credentials }),
      { method: 'GET', url: '/v1/organisation' },
    ],
    [
      'getMemberships',
      (s: ResourceManagerService) =>
        s.getMemberships({ userRef: 'user:default/ada' }, { credentials }),
      { method: 'GET', url: '/v1/memberships?userRef=user%3Adefault%2Fada' },
    ],
    [
      'listTunedModels',
      (s: ResourceManagerService) => s.listTunedModels({}, { credentials }),
      { method: 'GET', url: '/v1/tuned-models' },
    ],
  ])(
    '%s asks on behalf of the caller and returns the answer',
    async (_name, call, want) => {
      await expect(call(service)).resolves.toEqual({ marker: 'as sent' });
      expect(seen).toEqual([
        {
          method: want.method,
          url: `/api/resource-manager${want.url}`,
          authorization: mockCredentials.service.header({
            onBehalfOf: credentials,
            targetPluginId: 'resource-manager',
          }),
          idempotencyKey: 'key' in want ? want.key : undefined,
          body: 'body' in want ? want.body : undefined,
        },
      ]);
    },
  );

  it('throws the refusal with its code and details', async () => {
    answer.status = 400;
    answer.body = {
      error: {
        name: 'InputError',
        message: 'gpus is 9: ask for at most 8',
        code: 'run.invalid',
        details: [
          { field: 'gpus', problem: 'is 9', remedy: 'ask for at most 8' },
        ],
      },
      response: { statusCode: 400 },
    };

    await expect(
      service.previewRun(launch, { credentials }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 400,
      cause: {
        name: 'InputError',
        message: 'gpus is 9: ask for at most 8',
        code: 'run.invalid',
        details: [
          { field: 'gpus', problem: 'is 9', remedy: 'ask for at most 8' },
        ],
      },
    });
  });
});

describe('resourceManagerServiceMock', () => {
  it('answers with what was given and names what was not', async () => {
    const credentials = mockCredentials.none();
    const mock = resourceManagerServiceMock({
      listTunedModels: async () => ({ items: [] }),
    });
    await expect(mock.listTunedModels({}, { credentials })).resolves.toEqual({
      items: [],
    });
    await expect(mock.getRun({ runId: '1' }, { credentials })).rejects.toThrow(
      'resourceManagerServiceMock has no getRun',
    );
  });
});
