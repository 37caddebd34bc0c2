import {
  createServiceFactory,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { Permission } from '@backstage/plugin-permission-common';
import type { ModelVisibility } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { decideResourceManager } from '../../../permission-backend-module-resource-manager/src/decideResourceManager';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { API, specified } from '../__testUtils__/portal';
import plugin from '../index';

const NADIA = 'user:default/nadia';
const OLGA = 'user:default/olga';
const ADMIN = 'user:default/ada';
const VIEWER = 'user:default/sven';
const STRANGER = 'user:default/viktor';
const PATH = `${API}/tuned-models/support-111111`;
const UNKNOWN = '99999999-2222-4333-8444-555555555555';

function decide(permission: Permission, credentials: BackstageCredentials) {
  const { userEntityRef } = credentials.principal as { userEntityRef: string };
  const role = userEntityRef === VIEWER ? 'viewer' : 'developer';
  return decideResourceManager(
    { permission },
    { userEntityRef, ownershipEntityRefs: [`group:default/role-${role}`] },
  );
}

describe('the visibility of a model', () => {
  const databases = testDatabases();
  const send = jest.fn(async (_: unknown) => {});
  const announced = jest.fn();
  let knex: Knex;
  let http: ReturnType<typeof specified>;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    send.mockClear();
    announced.mockClear();
    knex = await migrated(databases, 'SQLITE_3');
    const answer = async (queries: any[], options: any) =>
      queries.map(({ permission }) =>
        decide(permission, options.credentials),
      ) as any;
    const backend = await startTestBackend({
      features: [
        plugin,
        catalogServiceMock.factory(),
        eventsServiceFactory,
        mockServices.permissions.mock({
          authorize: answer,
          authorizeConditional: answer,
        }).factory,
        mockServices.database.factory({ knex }),
        createServiceFactory({
          service: notificationService,
          deps: { events: eventsServiceRef },
          async factory({ events }) {
            await events.subscribe({
              id: 'test',
              topics: ['resource-manager.tuned-models'],
              onEvent: async ({ eventPayload }) => announced(eventPayload),
            });
            return { send };
          },
        }),
        mockServices.rootConfig.factory({
          data: {
            resourceManager: {
              seed: {
                departments: [{ name: 'research', title: 'Research' }],
                projects: [
                  {
                    name: 'llm',
                    title: 'Language models',
                    department: 'research',
                    members: [
                      { user: NADIA, role: 'member' },
                      { user: OLGA, role: 'member' },
                      { user: ADMIN, role: 'admin' },
                      { user: VIEWER, role: 'viewer' },
                    ],
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
    await knex('runs').insert({
      id: '11111111-2222-4333-8444-555555555555',
      name: 'Support',
      name_lower: 'support',
      slug: 'support',
      type: 'fine-tuning',
      project: 'llm',
      owner: NADIA,
      workload: 'aiworkload:default/tune',
      model: 'aimodel:default/base',
      output_model: 'aimodel:default/support-111111',
      cluster: 'far',
      gpus: 1,
      parameters: '{}',
      outputs: '{}',
      state: 'succeeded',
      suspended: false,
      origin: 'portal',
      object_api_version: 'batch/v1',
      object_kind: 'Job',
      object_namespace: 'llm',
      object_name: 'support-111111',
      object_present: false,
      intent: 'none',
      attempts: 0,
      submitted_at: '2026-01-01T10:00:00.000Z',
      finished_at: '2026-01-01T11:00:00.000Z',
      simulated: true,
      fence: 0,
      updated_at: '2026-01-01T11:00:00.000Z',
    });
  });
  afterEach(() => stop());

  const as = (user: string) => mockCredentials.user.header(user);
  const read = async (user: string): Promise<ModelVisibility> =>
    (await http.get(PATH).set('Authorization', as(user)).expect(200)).body;
  const publish = (user: string, body: object, etag = '*') =>
    http
      .post(`${PATH}/publications`)
      .set('Authorization', as(user))
      .set('If-Match', etag)
      .send(body);
  const answer = (user: string, publication: string, state: string) =>
    http
      .put(`${PATH}/publications/${publication}`)
      .set('Authorization', as(user))
      .set('If-Match', '*')
      .send({ state });
  const service = mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('plugin:catalog'),
    targetPluginId: 'resource-manager',
  });
  const forCatalog = async () => {
    const { body } = await http
      .get(`${API}/tuned-models`)
      .set('Authorization', service);
    return body.items.map(
      ({ visibility }: { visibility: string }) => visibility,
    );
  };

  it('is the project at first, and says who may do what', async () => {
    expect(await read(NADIA)).toMatchObject({
      title: 'Support',
      projectTitle: 'Language models',
      departmentTitle: 'Research',
      owner: NADIA,
      deciders: [ADMIN, NADIA],
      visibility: 'project',
      version: 1,
      may: { publish: true, request: false, decide: false, withdraw: false },
      history: [],
    });
    expect((await read(OLGA)).may).toMatchObject({
      publish: false,
      request: true,
    });
    expect((await read(VIEWER)).may).toMatchObject({
      publish: false,
      request: false,
    });
    await http.get(PATH).set('Authorization', as(STRANGER)).expect(404);
    await http
      .get(`${API}/tuned-models/none`)
      .set('Authorization', as(NADIA))
      .expect(404);
    expect(await forCatalog()).toEqual(['project']);
  });

  it('is changed at once by the owner, and the catalog is told', async () => {
    const answered = await publish(
      NADIA,
      { visibility: 'organisation' },
      '"1"',
    ).expect(201);
    expect(answered.headers.etag).toBe('"2"');
    expect(answered.body).toMatchObject({
      visibility: 'organisation',
      version: 2,
      history: [
        {
          from: 'project',
          to: 'organisation',
          state: 'accepted',
          requestedBy: NADIA,
          decidedBy: NADIA,
        },
      ],
    });
    expect(announced).toHaveBeenCalledWith({
      runId: '11111111-2222-4333-8444-555555555555',
    });
    expect(await forCatalog()).toEqual(['organisation']);
    // Whoever did it knows.
    expect(send).not.toHaveBeenCalled();
  });

  it('is changed once of two who read the same version', async () => {
    await publish(NADIA, { visibility: 'department' }, '"1"').expect(201);
    const late = await publish(ADMIN, { visibility: 'organisation' }, '"1"');
    expect(late.status).toBe(412);
    expect(late.body.error).toMatchObject({ code: 'conflict.stale' });
    await publish(NADIA, { visibility: 'project' }, '"2"').expect(201);
    expect((await read(NADIA)).history).toHaveLength(2);
  });

  it('of another member is a wish that the owner accepts', async () => {
    const { body } = await publish(OLGA, {
      visibility: 'organisation',
      note: 'Sales wants it',
    }).expect(201);
    expect(body).toMatchObject({
      visibility: 'project',
      pending: {
        to: 'organisation',
        note: 'Sales wants it',
        requestedBy: OLGA,
      },
      may: { request: false, withdraw: true },
    });
    expect(announced).not.toHaveBeenCalled();
    expect(send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: [ADMIN, NADIA] },
      payload: expect.objectContaining({
        title: 'olga asks to publish Support',
        link: '/catalog/default/aimodel/support-111111',
      }),
    });
    await publish(OLGA, { visibility: 'department' }).expect(409);
    await answer(OLGA, body.pending.id, 'accepted').expect(403);
    await answer(NADIA, UNKNOWN, 'accepted').expect(409);
    expect(await forCatalog()).toEqual(['project']);

    const accepted = await answer(NADIA, body.pending.id, 'accepted').expect(
      200,
    );
    expect(accepted.body).toMatchObject({
      visibility: 'organisation',
      history: [{ state: 'accepted', requestedBy: OLGA, decidedBy: NADIA }],
    });
    expect(accepted.body.pending).toBeUndefined();
    expect(announced).toHaveBeenCalledTimes(1);
    expect(send).toHaveBeenLastCalledWith(
      expect.objectContaining({
        recipients: { type: 'entity', entityRef: [NADIA, OLGA].slice(1) },
      }),
    );
    await answer(NADIA, body.pending.id, 'declined').expect(409);
  });

  it('stays where the owner declines, and the asker is told', async () => {
    const { body } = await publish(OLGA, { visibility: 'department' });
    const declined = await answer(ADMIN, body.pending.id, 'declined');
    expect(declined.body).toMatchObject({
      visibility: 'project',
      history: [{ state: 'declined', decidedBy: ADMIN }],
    });
    expect(announced).not.toHaveBeenCalled();
    expect(send).toHaveBeenLastCalledWith(
      expect.objectContaining({
        recipients: { type: 'entity', entityRef: [OLGA] },
      }),
    );
  });

  it('can be asked for again after a wish was withdrawn', async () => {
    const { body } = await publish(OLGA, { visibility: 'department' });
    await answer(NADIA, body.pending.id, 'withdrawn').expect(403);
    await answer(OLGA, body.pending.id, 'withdrawn').expect(200);
    await publish(OLGA, { visibility: 'organisation' }).expect(201);
  });

  it('set by the owner answers what was asked', async () => {
    await publish(OLGA, { visibility: 'organisation' });
    const { body } = await publish(NADIA, { visibility: 'department' });
    expect(body.pending).toBeUndefined();
    expect(
      body.history.map((each: { state: string }) => each.state).sort(),
    ).toEqual(['accepted', 'declined']);
  });

  it('refuses what is no change, and narrowing by others', async () => {
    await publish(NADIA, { visibility: 'project' }).expect(400);
    await publish(NADIA, { visibility: 'world' }).expect(400);
    await publish(NADIA, { visibility: 'organisation' });
    await publish(OLGA, { visibility: 'project' }).expect(403);
    await publish(VIEWER, { visibility: 'project' }).expect(403);
    await publish(STRANGER, { visibility: 'project' }).expect(404);
  });

  it('is nobody’s to decide when the owner left and there is no admin', async () => {
    await knex('project_members').whereIn('user_ref', [NADIA, ADMIN]).delete();
    const { body } = await publish(OLGA, { visibility: 'department' }).expect(
      409,
    );
    expect(body.error).toMatchObject({
      code: 'model.noDecider',
      details: [{ remedy: expect.stringContaining('resource manager') }],
    });
    await http.get(PATH).set('Authorization', as(NADIA)).expect(404);
  });
});
