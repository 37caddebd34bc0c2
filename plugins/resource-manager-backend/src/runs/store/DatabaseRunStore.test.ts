import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { v4 } from 'uuid';
import {
  createLease,
  databaseIds,
  migratedDatabase,
  migrationsDir,
  runRecord,
} from '../__testUtils__/database';
import { foldRun } from '../foldRun';
import type { NewRunEvent, RunRecord } from '../types';
import { DatabaseRunStore } from './DatabaseRunStore';

jest.setTimeout(60_000);

const ada = 'user:default/ada';
const submitted: NewRunEvent = {
  at: '2026-01-01T10:00:00.000Z',
  type: 'submitted',
  state: 'submitting',
  text: 'Submitted',
  by: ada,
};
const databases = TestDatabases.create({ ids: databaseIds });

describe.each(databases.eachSupportedId())(
  'DatabaseRunStore on %s',
  databaseId => {
    let knex: Knex;
    let store: DatabaseRunStore;
    let lease: ReturnType<typeof createLease>;

    beforeEach(async () => {
      knex = await migratedDatabase(databases, databaseId);
      lease = createLease(knex, ['hall-a']);
      await lease.start();
      store = DatabaseRunStore.create({ knex, lease });
    });
    afterEach(async () => {
      await lease.stop();
      await knex.destroy();
    });

    const launch = (run: RunRecord, key: string = v4(), createdBy = ada) =>
      store.insertLaunch(run, {
        createdBy,
        idempotencyKey: key,
        event: submitted,
      });

    it('stores a launch once for a key of a caller, also when both come at once', async () => {
      const [first, second] = await Promise.all([
        launch(runRecord(), 'task/1/0'),
        launch(runRecord(), 'task/1/0'),
      ]);
      expect([first.created, second.created].sort()).toEqual([false, true]);
      expect(first.run).toEqual(second.run);
      expect(
        (await launch(runRecord(), 'task/1/0', 'user:default/bob')).created,
      ).toBe(true);
      expect((await store.events(first.run.id, {})).items).toEqual([
        { ...submitted, id: expect.any(Number), message: undefined },
      ]);
      expect(await store.findByKey(ada, 'task/1/0')).toEqual(first.run);
    });

    it('gives a record back as it was stored', async () => {
      const run = runRecord({
        manifest: {
          apiVersion: 'batch/v1',
          kind: 'Job',
          metadata: { name: 'x' },
        },
        reason: { code: 'waiting-for-quota', text: 'Waiting', shortages: [] },
        progress: {
          step: 1,
          totalSteps: 2,
          observedAt: '2026-01-01T10:00:00.000Z',
        },
        outputs: { metrics: { eval_loss: 1.5 } },
        priority: 'medium',
        placementReason: 'free',
      });
      expect((await launch(run)).run).toEqual(JSON.parse(JSON.stringify(run)));
      expect(await store.find(v4())).toBeUndefined();
    });

    it('keeps row and events in step: the state is the fold', async () => {
      const { run } = await launch(runRecord());
      const result = await store.update(run.id, () => ({
        change: {
          objectUid: 'uid-1',
          objectPresent: true,
          intent: 'none',
          pool: 'l40s',
        },
        events: [
          {
            at: '2026-01-01T10:01:00.000Z',
            type: 'admitted',
            state: 'admitted',
            text: 'Has its quota',
          },
          {
            at: '2026-01-01T10:02:00.000Z',
            type: 'running',
            state: 'running',
            text: 'Running',
          },
        ],
      }));
      const stored = await store.find(run.id);
      expect(stored).toEqual(result?.run);
      expect(stored).toMatchObject({
        state: 'running',
        pool: 'l40s',
        intent: 'none',
        object: { uid: 'uid-1' },
        startedAt: '2026-01-01T10:02:00.000Z',
      });
      const { items } = await store.events(run.id, {});
      expect(stored).toMatchObject(foldRun(items));
      expect(await store.findByObjectUid('hall-a', 'uid-1')).toEqual(stored);
    });

    it('writes nothing when the decision is not to, or throws', async () => {
      const { run } = await launch(runRecord());
      await expect(
        store.update(run.id, () => {
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await store.update(run.id, () => undefined)).toMatchObject({
        events: [],
      });
      expect(await store.find(run.id)).toEqual(run);
      expect(await store.update(v4(), () => ({}))).toBeUndefined();
    });

    it('refuses writes with a fence that another holder has broken', async () => {
      const { run } = await launch(runRecord());
      const fence = lease.held('hall-a')!;
      await lease.stop();
      const other = createLease(knex, ['hall-a']);
      await other.start();
      await expect(
        store.update(run.id, () => ({ change: { objectPresent: true } }), {
          fence,
        }),
      ).rejects.toThrow('taken over');
      await expect(
        store.insertDiscovered(runRecord(), [submitted], fence),
      ).rejects.toThrow('taken over');
      const theirs = DatabaseRunStore.create({ knex, lease: other });
      await theirs.update(run.id, () => ({ change: { objectPresent: true } }), {
        fence: other.held('hall-a'),
      });
      expect((await store.find(run.id))?.objectPresent).toBe(true);
      await other.stop();
    });

    it('takes a discovered run once, by id and by object', async () => {
      const fence = lease.held('hall-a')!;
      const run = runRecord({
        origin: 'discovered',
        intent: 'none',
        object: {
          apiVersion: 'batch/v1',
          kind: 'Job',
          namespace: 'team-a',
          name: 'mine',
          uid: 'uid-9',
        },
      });
      expect(await store.insertDiscovered(run, [submitted], fence)).toBe(true);
      expect(await store.insertDiscovered(run, [submitted], fence)).toBe(false);
      expect(
        await store.insertDiscovered({ ...run, id: v4() }, [submitted], fence),
      ).toBe(false);
      expect((await store.list({}, 'all')).totalItems).toBe(1);
    });

    it('finds the work that is due', async () => {
      const later = runRecord({ nextAttemptAt: '2026-01-01T11:00:00.000Z' });
      const now = runRecord({ intent: 'stop' });
      for (const run of [
        later,
        now,
        runRecord({ intent: 'none' }),
        runRecord({ cluster: 'hall-b' }),
      ])
        await launch(run);
      const due = async (time: string) =>
        (await store.due('hall-a', time, 10)).map(({ id }) => id).sort();
      expect(await due('2026-01-01T10:30:00.000Z')).toEqual([now.id]);
      expect(await due('2026-01-01T11:00:00.000Z')).toEqual(
        [now.id, later.id].sort(),
      );
    });

    it('keeps pods after they are gone, newest first', async () => {
      const { run } = await launch(runRecord());
      const pod = {
        cluster: 'hall-a',
        namespace: 'team-a',
        name: 'p-1',
        uid: 'p1',
        gpus: 8,
        phase: 'Pending',
        containers: [],
        present: true,
      };
      await store.update(run.id, () => ({ pods: [pod] }));
      await store.update(run.id, () => ({
        pods: [{ ...pod, phase: 'Running', node: 'n1' }],
      }));
      await store.update(run.id, () => ({
        pods: [
          {
            ...pod,
            phase: 'Running',
            node: 'n1',
            present: false,
            finishedAt: '2026-01-01T10:10:00.000Z',
          },
        ],
      }));
      expect(await store.pods(run.id)).toEqual([
        expect.objectContaining({
          uid: 'p1',
          node: 'n1',
          present: false,
          phase: 'Running',
        }),
      ]);
    });

    it('lists tuned models', async () => {
      await launch(
        runRecord({
          state: 'succeeded',
          outputModel: 'aimodel:default/a',
          finishedAt: '2026-01-01T12:00:00.000Z',
        }),
      );
      await launch(runRecord({ state: 'failed' }));
      await launch(runRecord({ type: 'evaluation', state: 'succeeded' }));
      expect(
        (await store.tuned()).map(({ outputModel }) => outputModel),
      ).toEqual(['aimodel:default/a']);
    });

    it('pages events', async () => {
      const { run } = await launch(runRecord());
      await store.update(run.id, () => ({
        events: [1, 2, 3].map(n => ({
          at: submitted.at,
          type: 'waiting' as const,
          state: 'waiting' as const,
          text: `${n}`,
        })),
      }));
      const first = await store.events(run.id, { limit: 3 });
      const second = await store.events(run.id, {
        limit: 3,
        cursor: first.nextCursor,
      });
      expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(
        ['Submitted', '1', '2', '3'],
      );
      expect(second.nextCursor).toBeUndefined();
    });

    it('can be migrated down and up again', async () => {
      // All of them, last first: later tables refer to this one.
      await knex.migrate.rollback({ directory: migrationsDir }, true);
      expect(await knex.schema.hasTable('runs')).toBe(false);
      await knex.migrate.latest({ directory: migrationsDir });
      expect(await knex.schema.hasTable('run_pods')).toBe(true);
    });
  },
);
