import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ada,
  createPortalDatabase,
  startPortal,
  TRAINING,
} from './__testUtils__/portal';
import { startTestCluster } from './__testUtils__/sandbox';

jest.setTimeout(90_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('reclaim on hall-a', () => {
  it('tells a suspension, and that it comes back', async () => {
    const cluster = await startTestCluster({
      name: 'hall-a',
      queues: { 'team-a': 8, 'team-b': 8 },
    });
    const knex = await createPortalDatabase(databases);
    const portal = await startPortal({ knex, connection: cluster.connection });
    try {
      const launch = async (name: string) =>
        (
          await portal.runs.service.launch(
            {
              ...TRAINING,
              name,
              parameters: { ...TRAINING.parameters, epochs: 20 },
            },
            { credentials: ada, idempotencyKey: `${name}-key` },
          )
        ).run;
      const first = await launch('first');
      await portal.untilState(first.id, 'running');
      const second = await launch('second');
      const borrowing = await portal.until(
        second.id,
        run => run.state === 'running' && run.borrowing === true,
      );
      expect(borrowing.placementReason).toContain('free to borrow');

      await cluster.apply({
        apiVersion: 'kaiwo.silogen.ai/v1alpha1',
        kind: 'KaiwoJob',
        metadata: { name: 'owner', namespace: 'team-b' },
        spec: {
          user: 'bob@example.test',
          gpus: 8,
          clusterQueue: 'team-b',
          image: 'ghcr.io/example/train:1',
          entrypoint: 'train',
        },
      });
      // Kueue takes the run that was admitted last, and its times are whole seconds: it may be either.
      const suspended = await portal.untilListed(runs =>
        runs.find(run => run.suspended),
      );
      expect(suspended).toMatchObject({
        state: 'waiting',
        reason: {
          code: 'suspended',
          text: expect.stringMatching(
            /^Suspended: its project was above its guarantee and the owner took it back\. It comes back by itself and resumes from (its last checkpoint|step \d+)\.$/,
          ),
        },
      });
      const other = suspended.id === first.id ? second.id : first.id;
      expect(
        await portal.runs.service.get(other, { credentials: ada }),
      ).toMatchObject({ state: 'running', suspended: false });
      await portal.untilNotified(`${suspended.name} was suspended`);

      await cluster.client.delete(
        cluster.connection.served('KaiwoJob')!,
        'owner',
        'team-b',
        { propagationPolicy: 'Background' },
      );
      await portal.until(
        suspended.id,
        run => run.state === 'running' && run.suspended === false,
      );
      await portal.untilNotified(`${suspended.name} is running again`);
      const { items } = await portal.runs.service.events(
        suspended.id,
        {},
        { credentials: ada },
      );
      expect(items.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['suspended', 'resumed']),
      );
      const pods = await portal.runs.service.pods(suspended.id, {
        credentials: ada,
      });
      expect(pods.filter(({ present }) => present)).toHaveLength(1);
      expect(pods.some(({ present }) => !present)).toBe(true);
    } finally {
      await portal.stop();
      await knex.destroy();
      await cluster.stop();
    }
  });
});
