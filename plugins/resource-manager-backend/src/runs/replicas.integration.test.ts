import { TestDatabases } from '@backstage/backend-test-utils';
import type { LaunchRunRequest } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import type { RunHookPoint } from './hooks';
import { LABEL_RUN } from './labels';
import {
  ada,
  createPortalDatabase,
  startPortal,
  TRAINING,
  type TestPortal,
} from './__testUtils__/portal';
import {
  jobKind,
  startTestCluster,
  type SandboxName,
  type TestCluster,
} from './__testUtils__/sandbox';

jest.setTimeout(90_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe.each<SandboxName>(['hall-a', 'hall-b'])('a crash on %s', name => {
  let cluster: TestCluster;
  let knex: Knex;
  let portal: TestPortal;

  beforeEach(async () => {
    cluster = await startTestCluster({
      name,
      queues: { 'team-a': 8, 'team-b': 0 },
    });
    knex = await createPortalDatabase(databases);
    portal = await startPortal({ knex, connection: cluster.connection });
  });
  afterEach(async () => {
    await portal.stop();
    await knex.destroy();
    await cluster.stop();
  });

  const launch = async (
    overrides: Partial<LaunchRunRequest> = {},
    key = 'task-1/launch/0',
  ) =>
    await portal.runs.service.launch(
      { ...TRAINING, ...overrides },
      { credentials: ada, idempotencyKey: key },
    );
  const objects = async () => await cluster.list(jobKind(name), 'team-a');

  it.each<RunHookPoint>([
    'before-insert',
    'after-insert',
    'before-create',
    'after-create',
    'before-status',
  ])('survives a crash %s: one object, followed to the end', async point => {
    await portal.stop();
    let reached = () => {};
    const crashed = new Promise<void>(resolve => {
      reached = resolve;
    });
    portal = await startPortal({
      knex,
      connection: await cluster.reconnect(),
      hooks: {
        at: async here => {
          if (here !== point) return;
          reached();
          throw new Error('the process is gone');
        },
      },
    });
    const first = launch().catch(() => undefined);
    await Promise.all([first, crashed]);
    await portal.stop();

    portal = await startPortal({ knex, connection: await cluster.reconnect() });
    // The scaffolder task is taken up again and launches with the same key.
    const { run } = await launch();
    await portal.untilState(run.id, 'succeeded');
    const all = await objects();
    expect(all.map(({ metadata }) => metadata.labels?.[LABEL_RUN])).toEqual([
      run.id,
    ]);
    expect(
      (await portal.runs.service.list({}, { credentials: ada })).totalItems,
    ).toBe(1);
    const { items } = await portal.runs.service.events(
      run.id,
      {},
      { credentials: ada },
    );
    for (const type of ['submitted', 'created', 'succeeded']) {
      expect(items.filter(event => event.type === type)).toHaveLength(1);
    }
  });
});

describe('two replicas', () => {
  it('act once, and the second takes over', async () => {
    const cluster = await startTestCluster({
      name: 'hall-b',
      queues: { 'team-a': 8, 'team-b': 0 },
    });
    const knex = await createPortalDatabase(databases);
    const first = await startPortal({
      knex,
      connection: cluster.connection,
      leaseMs: 900,
    });
    const second = await startPortal({
      knex,
      connection: cluster.connection,
      leaseMs: 900,
    });
    try {
      const { run } = await second.runs.service.launch(TRAINING, {
        credentials: ada,
        idempotencyKey: 'replica-key',
      });
      await first.untilState(run.id, 'running');
      expect(
        await second.runs.service.get(run.id, { credentials: ada }),
      ).toMatchObject({ state: 'running' });
      await first.stop();
      await second.untilState(run.id, 'succeeded');
      expect(
        await cluster.list({ group: 'batch', kind: 'Job' }, 'team-a'),
      ).toHaveLength(1);
      const { items } = await second.runs.service.events(
        run.id,
        {},
        { credentials: ada },
      );
      expect(items.filter(({ type }) => type === 'running')).toHaveLength(1);
    } finally {
      await first.stop();
      await second.stop();
      await knex.destroy();
      await cluster.stop();
    }
  });
});
