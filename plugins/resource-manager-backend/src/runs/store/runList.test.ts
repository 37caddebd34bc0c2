import { TestDatabases } from '@backstage/backend-test-utils';
import type { ListRunsQuery } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import { v4 } from 'uuid';
import {
  createLease,
  databaseIds,
  migratedDatabase,
  runRecord,
  seedProjects,
} from '../__testUtils__/database';
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
  'lists of runs on %s',
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

    describe('list', () => {
      const at = (hour: number) =>
        `2026-01-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
      beforeEach(async () => {
        await seedProjects(knex, {
          'team-a': { [ada]: 'member' },
          'team-b': { [ada]: 'viewer', 'user:default/bob': 'admin' },
          'team-c': {},
        });
        const rows: Partial<RunRecord>[] = [
          {
            name: 'delta',
            gpus: 1,
            project: 'team-a',
            submittedAt: at(1),
            state: 'running',
          },
          {
            name: 'Alpha',
            gpus: 8,
            project: 'team-a',
            submittedAt: at(2),
            state: 'succeeded',
            type: 'evaluation',
            outputModel: 'aimodel:default/tuned',
          },
          {
            name: 'charlie 100%',
            gpus: 8,
            project: 'team-b',
            submittedAt: at(2),
            owner: 'user:default/bob',
            state: 'waiting',
            model: undefined,
          },
          {
            name: 'bravo',
            gpus: 0,
            project: 'team-c',
            submittedAt: at(4),
            cluster: 'hall-b',
            pool: 'cpu',
            state: 'failed',
          },
          {
            name: 'echo_1',
            gpus: 4,
            project: 'team-a',
            submittedAt: at(5),
            state: 'waiting',
            workload: 'aiworkload:default/other',
            dataset: undefined,
          },
        ];
        for (const row of rows)
          await launch(runRecord({ slug: 'x', ...row, intent: 'none' }));
      });

      const names = async (
        query: ListRunsQuery,
        filter: Parameters<DatabaseRunStore['list']>[1] = 'all',
      ) => (await store.list(query, filter)).items.map(({ name }) => name);

      it.each([
        ['-submittedAt', ['echo_1', 'bravo', '*', '*', 'delta']],
        ['submittedAt', ['delta', '*', '*', 'bravo', 'echo_1']],
        ['name', ['Alpha', 'bravo', 'charlie 100%', 'delta', 'echo_1']],
        ['-name', ['echo_1', 'delta', 'charlie 100%', 'bravo', 'Alpha']],
        ['gpus', ['bravo', 'delta', 'echo_1', '*', '*']],
        ['-gpus', ['*', '*', 'echo_1', 'delta', 'bravo']],
      ] as const)(
        'pages through every run once, sorted by %s',
        async (sort, expected) => {
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await store.list({ sort, limit: 2, cursor }, 'all');
            expect(page.totalItems).toBe(5);
            seen.push(...page.items.map(({ name }) => name));
            cursor = page.nextCursor;
          } while (cursor);
          expect(new Set(seen).size).toBe(5);
          expect(
            seen.map((name, index) => (expected[index] === '*' ? '*' : name)),
          ).toEqual(expected);
        },
      );

      it.each<[ListRunsQuery, string[]]>([
        [{ q: 'ALPH' }, ['Alpha']],
        [{ q: '100%' }, ['charlie 100%']],
        [{ q: 'o_1' }, ['echo_1']],
        [{ project: ['team-a'] }, ['Alpha', 'delta', 'echo_1']],
        [{ project: ['team-b', 'team-c'] }, ['bravo', 'charlie 100%']],
        [{ state: ['waiting'] }, ['charlie 100%', 'echo_1']],
        [{ type: ['evaluation'], state: ['succeeded', 'failed'] }, ['Alpha']],
        [{ owner: 'user:default/bob' }, ['charlie 100%']],
        [{ cluster: 'hall-b' }, ['bravo']],
        [{ pool: 'cpu' }, ['bravo']],
        [{ model: 'aimodel:default/tuned' }, ['Alpha']],
        [
          { model: 'aimodel:default/llama' },
          ['Alpha', 'bravo', 'delta', 'echo_1'],
        ],
        [
          {
            dataset: 'aidataset:default/dolly',
            workload: 'aiworkload:default/other',
          },
          [],
        ],
        [{ since: '2026-01-01T06:00:00+02:00' }, ['bravo', 'echo_1']],
      ])('filters by %j', async (query, expected) => {
        expect(await names({ ...query, sort: 'name' })).toEqual(expected);
      });

      it.each([
        ['all', 'all' as const, 5],
        ['none', 'none' as const, 0],
        ['membership', { userRef: ada }, 4],
        [
          'membership with roles',
          { userRef: ada, roles: ['admin' as const, 'member' as const] },
          3,
        ],
        [
          'any of two',
          {
            anyOf: [
              { userRef: 'user:default/bob' },
              { userRef: ada, roles: ['member' as const] },
            ],
          },
          4,
        ],
        ['a stranger', { userRef: 'user:default/eve' }, 0],
      ])(
        'applies the permission filter before paging: %s',
        async (_, filter, total) => {
          const page = await store.list(
            { limit: 1 },
            filter as Parameters<DatabaseRunStore['list']>[1],
          );
          expect(page.totalItems).toBe(total);
          expect(page.items).toHaveLength(Math.min(total, 1));
        },
      );

      it('refuses a cursor of another order', async () => {
        const { nextCursor } = await store.list(
          { sort: 'name', limit: 1 },
          'all',
        );
        await expect(
          store.list({ sort: '-gpus', cursor: nextCursor }, 'all'),
        ).rejects.toMatchObject({ code: 'input.invalid' });
        await expect(
          store.list({ cursor: 'nonsense' }, 'all'),
        ).rejects.toMatchObject({ code: 'input.invalid' });
      });

      it('counts active and waiting runs by project', async () => {
        expect(await store.counts(['team-a', 'team-b', 'team-c'])).toEqual(
          new Map([
            ['team-a', { active: 2, waiting: 1 }],
            ['team-b', { active: 1, waiting: 1 }],
          ]),
        );
      });

      it('knows the projects of runs in order', async () => {
        const { items } = await store.list({ sort: 'name' }, 'all');
        expect(
          await store.projectsOf([items[2].id, v4(), items[0].id]),
        ).toEqual(['team-b', undefined, 'team-a']);
      });
    });
  },
);
