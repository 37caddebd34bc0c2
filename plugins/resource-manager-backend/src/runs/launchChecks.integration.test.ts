import { TestDatabases } from '@backstage/backend-test-utils';
import type { LaunchRunRequest } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import {
  ada,
  createPortalDatabase,
  eve,
  startPortal,
  TRAINING,
  type TestPortal,
} from './__testUtils__/portal';
import { startTestCluster, type TestCluster } from './__testUtils__/sandbox';

jest.setTimeout(90_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('launch checks', () => {
  let cluster: TestCluster;
  let knex: Knex;
  let portal: TestPortal;

  beforeAll(async () => {
    cluster = await startTestCluster({
      name: 'hall-b',
      queues: { 'team-a': 8, 'team-b': 0 },
    });
  });
  afterAll(async () => {
    await cluster.stop();
  });
  beforeEach(async () => {
    knex = await createPortalDatabase(databases);
    portal = await startPortal({ knex, connection: cluster.connection });
  });
  afterEach(async () => {
    await portal.stop();
    await knex.destroy();
  });

  const launch = async (overrides: Partial<LaunchRunRequest>) =>
    await portal.runs.service.launch(
      { ...TRAINING, ...overrides },
      { credentials: ada, idempotencyKey: 'task-1/launch/0' },
    );

  it.each<[string, Partial<LaunchRunRequest>, object]>([
    [
      'a model that is not there',
      { inputs: { ...TRAINING.inputs, model: 'aimodel:default/none' } },
      { code: 'run.unknownInput', details: [{ field: 'inputs.model' }] },
    ],
    [
      'a gated model without a token',
      { inputs: { ...TRAINING.inputs, model: 'aimodel:default/gated' } },
      {
        code: 'run.modelGated',
        details: [{ field: 'secrets.huggingFaceToken' }],
      },
    ],
    [
      'a token that is not there',
      {
        inputs: { ...TRAINING.inputs, model: 'aimodel:default/gated' },
        secrets: { huggingFaceToken: 'nope' },
      },
      {
        code: 'run.unknownInput',
        details: [{ field: 'secrets.huggingFaceToken' }],
      },
    ],
    [
      'a parameter out of range',
      { parameters: { epochs: 0 } },
      {
        code: 'run.parameterInvalid',
        details: [{ field: 'parameters.epochs' }],
      },
    ],
    [
      'a number of GPUs that is not allowed',
      { gpus: 3 },
      { code: 'run.parameterInvalid', details: [{ field: 'gpus' }] },
    ],
    [
      'a pool without access',
      { pool: 'other' },
      { code: 'run.noAccess', details: [{ field: 'pool' }] },
    ],
    [
      'a project of others',
      { project: 'team-b' },
      { code: 'run.noAccess', name: 'NotAllowedError' },
    ],
    [
      'a cluster without access',
      { cluster: 'nowhere' },
      { code: 'run.noAccess', details: [{ field: 'cluster' }] },
    ],
    [
      'no dataset',
      { inputs: { model: TRAINING.inputs!.model } },
      { code: 'run.parameterInvalid', details: [{ field: 'inputs.dataset' }] },
    ],
  ])('refuses %s, and stores nothing', async (_, overrides, error) => {
    await expect(launch(overrides)).rejects.toMatchObject(error);
    expect(
      (await portal.runs.service.list({}, { credentials: ada })).totalItems,
    ).toBe(0);
    expect(
      await cluster.list({ group: 'batch', kind: 'Job' }, 'team-a'),
    ).toEqual([]);
  });

  it('previews what is incomplete', async () => {
    const preview = await portal.runs.service.preview(
      { workload: TRAINING.workload, project: 'team-a' },
      { credentials: ada },
    );
    expect(preview.problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        'name',
        'gpus',
        'inputs.model',
        'inputs.dataset',
      ]),
    );
    expect(preview.objects).toHaveLength(1);
    expect(preview.verdict).toMatchObject({
      outcome: 'starts-now',
      text: 'Would start now',
    });
    expect(
      await portal.runs.service.preview({}, { credentials: ada }),
    ).toMatchObject({ objects: [], problems: expect.any(Array) });
  });

  it('tells others nothing', async () => {
    const { run } = await launch({});
    for (const call of [
      () => portal.runs.service.get(run.id, { credentials: eve }),
      () => portal.runs.service.stop(run.id, { credentials: eve }),
      () => portal.runs.service.events(run.id, {}, { credentials: eve }),
      () => portal.runs.service.objects(run.id, { credentials: eve }),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'NotFoundError' });
    }
    expect(
      (await portal.runs.service.list({}, { credentials: eve })).totalItems,
    ).toBe(0);
  });
});
