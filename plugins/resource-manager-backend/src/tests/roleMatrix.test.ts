import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
// The real policy: a dependency in the tests only, so that no backend package needs another one.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { decideResourceManager } from '../../../permission-backend-module-resource-manager/src/decideResourceManager';
import plugin from '../index';
import { spec } from '../schema/openapi.generated';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { specified } from '../__testUtils__/portal';

const ROLES = [
  'administrator',
  'resource-manager',
  'developer',
  'viewer',
] as const;
type Role = (typeof ROLES)[number];
type Outcome = 'allowed' | 403 | 404;
type Rule = (role: Role, member: boolean) => Outcome;

const RUN = '11111111-2222-4333-8444-555555555555';
const MODEL_RUN = '22222222-2222-4333-8444-555555555555';
const MODEL = 'tuned-222222';
const isManager = (role: Role) =>
  role === 'administrator' || role === 'resource-manager';
const seesProject = (role: Role, member: boolean) =>
  role !== 'developer' || member;
const seesRun = (role: Role, member: boolean) => isManager(role) || member;

const everyone: Rule = () => 'allowed';
const service: Rule = () => 403;
const managers: Rule = role => (isManager(role) ? 'allowed' : 403);
const administrators: Rule = role =>
  role === 'administrator' ? 'allowed' : 403;
const project: Rule = (role, member) =>
  seesProject(role, member) ? 'allowed' : 404;
const projectManagers: Rule = (role, member) => {
  if (!seesProject(role, member)) return 404;
  return isManager(role) ? 'allowed' : 403;
};
const mayLaunch = (role: Role, member: boolean) =>
  member && (role === 'administrator' || role === 'developer');
const launch: Rule = (role, member) =>
  mayLaunch(role, member) ? 'allowed' : 403;
const secrets: Rule = (role, member) => {
  if (!seesProject(role, member)) return 404;
  return mayLaunch(role, member) ? 'allowed' : 403;
};
const run: Rule = (role, member) => (seesRun(role, member) ? 'allowed' : 404);
const runChange: Rule = (role, member) => {
  if (!seesRun(role, member)) return 404;
  return role === 'administrator' || (role === 'developer' && member)
    ? 'allowed'
    : 403;
};
/** Then it is for the owner and the project's admins (`workspaces/proxySecurity.test.ts`). */
const runOpen: Rule = (role, member) => {
  if (!seesRun(role, member)) return 404;
  return mayLaunch(role, member) ? 'allowed' : 403;
};
/** Those who may launch in the project; nothing is pending here, so that nobody decides anything. */
const modelChange: Rule = (role, member) => {
  if (!seesRun(role, member)) return 404;
  return mayLaunch(role, member) ? 'allowed' : 403;
};

const department = { title: 'Research' };
const projectBody = { title: 'Team A', department: 'research', members: [] };
const selector = { 'kaiwo/gpu-model': 'mi325x' };
const launchBody = {
  project: 'team-a',
  workload: 'aiworkload:default/none',
  name: 'x',
  gpus: 1,
};

/** Who may call what. An operation that is missing here fails the test. */
const table: Record<string, { rule: Rule; body?: object; query?: string }> = {
  getMe: { rule: everyone },
  getOrganisation: { rule: service },
  listDepartments: { rule: everyone },
  createDepartment: {
    rule: managers,
    body: { name: 'research', title: 'Again' },
  },
  getDepartment: { rule: everyone },
  updateDepartment: { rule: managers, body: department },
  deleteDepartment: { rule: managers },
  listProjects: { rule: everyone },
  createProject: {
    rule: managers,
    body: { name: 'team-a', title: 'Again', department: 'research' },
  },
  getProject: { rule: project },
  updateProject: { rule: projectManagers, body: projectBody },
  deleteProject: { rule: projectManagers },
  getProjectCapacity: { rule: project },
  listProjectSecrets: { rule: secrets },
  listClusters: { rule: everyone },
  getCluster: { rule: everyone },
  listNodes: { rule: everyone },
  listQueues: { rule: everyone },
  getTakeoverPlan: { rule: administrators },
  takeOverCluster: { rule: administrators, body: { planId: 'x' } },
  checkCluster: { rule: administrators, body: { kubeconfig: 'x' } },
  previewPool: { rule: managers, body: { selector } },
  listPools: { rule: everyone },
  createPool: {
    rule: managers,
    body: { cluster: 'far', name: 'mi300x', title: 'Again', selector },
  },
  getPool: { rule: everyone },
  updatePool: { rule: managers, body: { title: 'X', selector } },
  deletePool: { rule: managers },
  listQuotas: { rule: everyone },
  getProjectQuota: { rule: project },
  setProjectQuota: { rule: projectManagers, body: { pools: [] } },
  previewProjectQuota: { rule: projectManagers, body: { pools: [] } },
  listQuotaHistory: { rule: project },
  listRuns: { rule: everyone },
  launchRun: { rule: launch, body: launchBody },
  previewRun: { rule: launch, body: launchBody },
  getRun: { rule: run },
  deleteRun: { rule: runChange },
  stopRun: { rule: runChange },
  openWorkspace: { rule: runOpen },
  listRunEvents: { rule: run },
  listRunPods: { rule: run },
  listRunObjects: { rule: run },
  getRunLogs: { rule: run },
  listTunedModels: { rule: service },
  getMemberships: { rule: service, query: '?userRef=user%3Adefault%2Fada' },
  getModelVisibility: { rule: run },
  publishModel: { rule: modelChange, body: { visibility: 'organisation' } },
  decidePublication: { rule: modelChange, body: { state: 'accepted' } },
  // The catalog decides about entities; lineage.test.ts has what is left out.
  getLineage: { rule: everyone },
  // Narrowed to their projects where they may not see all: `metrics/utilisation.test.ts`.
  getUtilisation: { rule: everyone },
  listWastes: { rule: everyone },
};

type Method = 'get' | 'post' | 'put' | 'delete';
const METHODS: readonly Method[] = ['get', 'post', 'put', 'delete'];
const operations = Object.entries(spec.paths).flatMap(([path, item]) =>
  METHODS.flatMap(method => {
    const operation = (
      item as Partial<Record<Method, { operationId: string }>>
    )[method];
    return operation ? [{ id: operation.operationId, method, path }] : [];
  }),
);

const userOf = (role: Role, member: boolean) =>
  `user:default/${role}-${member ? 'member' : 'stranger'}`;

/** Asks the real policy, as the permission backend does. */
function decide(permission: Permission, credentials: BackstageCredentials) {
  const userEntityRef =
    (credentials.principal as { userEntityRef?: string }).userEntityRef ?? '';
  const role = userEntityRef.replace(
    /^user:default\/|-(member|stranger)$/g,
    '',
  );
  return decideResourceManager(
    { permission },
    {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, `group:default/role-${role}`],
    },
  );
}

describe('who may call what', () => {
  const databases = testDatabases();
  let http: ReturnType<typeof specified>;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const knex = await migrated(databases, 'SQLITE_3');
    const permissions = mockServices.permissions.mock({
      authorize: async (queries, options) =>
        queries.map(({ permission }) =>
          decide(permission, options?.credentials as BackstageCredentials),
        ) as any,
      authorizeConditional: async (queries, options) =>
        queries.map(({ permission }) =>
          decide(permission, options?.credentials as BackstageCredentials),
        ) as any,
    });
    const backend = await startTestBackend({
      features: [
        plugin,
        catalogServiceMock.factory(),
        permissions.factory,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: {
            resourceManager: {
              clusters: [
                {
                  name: 'far',
                  connect: { kubeconfig: { file: '/nowhere/kubeconfig' } },
                },
              ],
              seed: {
                departments: [{ name: 'research', title: 'Research' }],
                projects: [
                  {
                    name: 'team-a',
                    title: 'Team A',
                    department: 'research',
                    members: ROLES.map(role => ({
                      user: userOf(role, true),
                      role: 'member',
                    })),
                  },
                ],
                pools: [
                  {
                    cluster: 'far',
                    name: 'mi300x',
                    title: 'MI300X',
                    selector: { 'kaiwo/gpu-model': 'mi300x' },
                  },
                ],
              },
            },
          },
        }),
      ],
    });
    stop = () => backend.stop();
    http = specified(request(backend.server));
    const runOf = (row: object) => ({
      id: RUN,
      created_by: 'user:default/developer-member',
      idempotency_key: 'key',
      name: 'run',
      name_lower: 'run',
      slug: 'run',
      type: 'fine-tuning',
      project: 'team-a',
      cluster: 'far',
      gpus: 1,
      parameters: '{}',
      outputs: '{}',
      state: 'waiting',
      suspended: false,
      origin: 'portal',
      object_api_version: 'batch/v1',
      object_kind: 'Job',
      object_namespace: 'team-a',
      object_name: 'run',
      object_present: true,
      intent: 'none',
      attempts: 0,
      submitted_at: '2026-01-01T10:00:00.000Z',
      simulated: false,
      fence: 0,
      updated_at: '2026-01-01T10:00:00.000Z',
      ...row,
    });
    await knex('runs').insert([
      runOf({}),
      runOf({
        id: MODEL_RUN,
        idempotency_key: 'key of the model',
        owner: userOf('developer', true),
        state: 'succeeded',
        output_model: `aimodel:default/${MODEL}`,
      }),
    ]);
  });
  afterAll(() => stop());

  function call(operation: (typeof operations)[number], user: string) {
    const path = operation.path
      .replace('{department}', 'research')
      .replace('{project}', 'team-a')
      .replace('{cluster}', 'far')
      .replace('{pool}', 'mi300x')
      .replace('{run}', RUN)
      .replace('{model}', MODEL)
      .replace('{publication}', RUN);
    const { query = '' } = table[operation.id];
    const sent = http[operation.method](`/api/resource-manager${path}${query}`)
      .set('Authorization', mockCredentials.user.header(user))
      // Whoever is let through meets another version, so that nothing is changed for the next one.
      .set('If-Match', '"999"')
      .set('Idempotency-Key', `key-of-${user}`);
    const { body } = table[operation.id];
    return body ? sent.send(body) : sent;
  }

  it('has a rule for every operation, and none for others', () => {
    expect(operations.map(({ id }) => id).sort()).toEqual(
      Object.keys(table).sort(),
    );
  });

  const users = ROLES.flatMap(role =>
    [true, false].map(member => ({ role, member })),
  );
  describe.each(users)('$role, member: $member', ({ role, member }) => {
    it.each(operations.filter(({ id }) => id in table))(
      '$id',
      async operation => {
        const response = await call(operation, userOf(role, member));
        const outcome: Outcome =
          response.status === 403 || response.status === 404
            ? response.status
            : 'allowed';
        // The answer is compared along, so that a failure shows what came instead.
        expect({ outcome, answer: response.text }).toEqual({
          outcome: table[operation.id].rule(role, member),
          answer: response.text,
        });
        expect(response.status).not.toBe(401);
        expect(response.status).not.toBe(500);
      },
    );
  });

  it('lists only what the caller may see', async () => {
    const names = async (user: string) => {
      const { body } = await http
        .get('/api/resource-manager/v1/projects')
        .set('Authorization', mockCredentials.user.header(user));
      return [
        body.items.map(({ name }: { name: string }) => name),
        body.totalItems,
      ];
    };
    expect(await names(userOf('developer', true))).toEqual([['team-a'], 1]);
    expect(await names(userOf('developer', false))).toEqual([[], 0]);
    expect(await names(userOf('viewer', false))).toEqual([['team-a'], 1]);
  });

  it.each([
    '/v1/organisation',
    '/v1/tuned-models',
    '/v1/memberships?userRef=user%3Adefault%2Fada',
  ])(
    'serves %s to services',
    async path => {
      const response = await http.get(`/api/resource-manager${path}`).set(
        'Authorization',
        mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('plugin:catalog'),
          targetPluginId: 'resource-manager',
        }),
      );
      expect(response.status).toBe(200);
    },
  );

  it('serves nobody who is not signed in', async () => {
    const response = await http
      .get('/api/resource-manager/v1/projects')
      .set('Authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
  });
});
