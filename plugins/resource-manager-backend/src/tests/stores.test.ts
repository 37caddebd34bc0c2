import type { ProjectFilter } from '../contracts';
import { DepartmentStore } from '../departments/DepartmentStore';
import { PoolStore } from '../pools/PoolStore';
import { ProjectStore } from '../projects/ProjectStore';
import { OwnershipStore } from '../quotas/OwnershipStore';
import { QuotaStore } from '../quotas/QuotaStore';
import { SyncStore } from '../quotas/SyncStore';
import { migrated, testDatabases } from '../__testUtils__/databases';

const at = new Date('2026-01-01T10:00:00Z');
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

describe('stores', () => {
  const databases = testDatabases();

  describe.each(databases.eachSupportedId())('%s', databaseId => {
    async function setUp() {
      const knex = await migrated(databases, databaseId);
      const departments = DepartmentStore.create({ knex });
      const projects = ProjectStore.create({ knex });
      await departments.insert({
        id: id(1),
        name: 'research',
        title: 'Research',
        createdAt: at,
      });
      const insert = (
        n: number,
        name: string,
        members: { userRef: string; role: 'admin' | 'member' | 'viewer' }[],
      ) =>
        projects.insert({
          id: id(n),
          name,
          title: name.toUpperCase(),
          departmentId: id(1),
          members,
          createdAt: at,
        });
      await insert(2, 'team-a', [
        { userRef: 'user:default/ada', role: 'member' },
        { userRef: 'user:default/bob', role: 'viewer' },
      ]);
      await insert(3, 'team-b', [
        { userRef: 'user:default/bob', role: 'admin' },
      ]);
      return { knex, departments, projects, insert };
    }

    it('keeps departments', async () => {
      const { departments } = await setUp();
      expect(
        await departments.insert({
          id: id(4),
          name: 'research',
          title: 'Again',
          createdAt: at,
        }),
      ).toBe(false);
      await departments.insert({
        id: id(5),
        name: 'nlp',
        title: 'NLP',
        parentId: id(1),
        createdAt: at,
      });
      expect(await departments.list()).toEqual([
        expect.objectContaining({
          name: 'nlp',
          parent: 'research',
          projects: 0,
          version: 1,
        }),
        expect.objectContaining({
          name: 'research',
          parent: undefined,
          projects: 2,
        }),
      ]);
      expect(
        await departments.update({ id: id(5), version: 9, title: 'x' }),
      ).toBe(false);
      expect(
        await departments.update({ id: id(5), version: 1, title: 'Language' }),
      ).toBe(true);
      expect(await departments.find('nlp')).toMatchObject({
        title: 'Language',
        version: 2,
        parent: undefined,
      });
      expect(await departments.delete({ id: id(1), version: 1 })).toBe(false);
      expect(await departments.delete({ id: id(5), version: 2 })).toBe(true);
    });

    const member = (
      userRef: string,
      roles?: ('admin' | 'member' | 'viewer')[],
    ) => ({ userRef, roles });
    const ada = member('user:default/ada');
    it.each<[string, ProjectFilter, string[]]>([
      ['all', 'all', ['team-a', 'team-b']],
      ['none', 'none', []],
      ['memberships', ada, ['team-a']],
      [
        'memberships by role',
        member('user:default/bob', ['admin', 'member']),
        ['team-b'],
      ],
      [
        'any of',
        { anyOf: [ada, member('user:default/bob', ['admin'])] },
        ['team-a', 'team-b'],
      ],
      ['all of', { allOf: [ada, member('user:default/bob')] }, ['team-a']],
      ['not', { not: ada }, ['team-b']],
      [
        'nested',
        { allOf: [{ not: ada }, { anyOf: [ada, member('user:default/bob')] }] },
        ['team-b'],
      ],
    ])('filters projects by %s in SQL', async (_, filter, names) => {
      const { projects } = await setUp();
      const page = await projects.page({ filter, limit: 10 });
      expect(page.items.map(({ name }) => name)).toEqual(names);
      expect(page.total).toBe(names.length);
    });

    it('pages and searches projects', async () => {
      const { projects, insert } = await setUp();
      await insert(6, 'x-100', []);
      await insert(7, 'x_1', []);
      const page = (options: object) =>
        projects.page({ filter: 'all', limit: 10, ...options });
      expect(
        (await page({ after: 'team-a', limit: 1 })).items.map(
          ({ name }) => name,
        ),
      ).toEqual(['team-b']);
      expect((await page({ q: 'EAM' })).total).toBe(2);
      // A wildcard of SQL is a letter like any other.
      expect((await page({ q: 'x_' })).items.map(({ name }) => name)).toEqual([
        'x_1',
      ]);
      expect((await page({ department: 'none' })).total).toBe(0);
    });

    it('changes a project and its members together, by version', async () => {
      const { projects } = await setUp();
      const change = {
        id: id(2),
        title: 'New',
        departmentId: id(1),
        members: [{ userRef: 'user:default/cy', role: 'admin' as const }],
      };
      expect(await projects.update({ ...change, version: 7 })).toBe(false);
      expect(await projects.membersOf('team-a')).toHaveLength(2);
      expect(await projects.update({ ...change, version: 1 })).toBe(true);
      expect(await projects.membersOf('team-a')).toEqual([
        { userRef: 'user:default/cy', role: 'admin' },
      ]);
      expect(
        await projects.roleOf('user:default/ada', 'team-a'),
      ).toBeUndefined();
      expect(await projects.membershipsOf('user:default/cy')).toEqual([
        { project: 'team-a', title: 'New', role: 'admin' },
      ]);
      await projects.remove(id(2));
      expect(await projects.find('team-a')).toBeDefined();
      expect(await projects.markDeleting({ id: id(2), version: 2 })).toBe(true);
      await projects.remove(id(2));
      expect(await projects.find('team-a')).toBeUndefined();
    });

    it('keeps every version of a quota', async () => {
      const { knex } = await setUp();
      const quotas = QuotaStore.create({ knex });
      const save = (replaces: number, gpus: string) =>
        knex.transaction(trx =>
          quotas.save(
            {
              projectId: id(2),
              cluster: 'c1',
              replaces,
              change: {
                at,
                by: 'user:default/ada',
                reason: `to ${gpus}`,
                pools: [
                  {
                    pool: 'mi300x',
                    access: 'guaranteed',
                    resources: [{ resource: 'amd.com/gpu', guaranteed: gpus }],
                  },
                ],
                differences: [{ field: 'x', wanted: gpus, seen: '0' }],
              },
            },
            trx,
          ),
        );
      expect(await save(0, '8')).toBe(true);
      expect(await save(0, '9')).toBe(false);
      expect(await save(1, '16')).toBe(true);
      expect(await save(1, '17')).toBe(false);
      expect(await quotas.find('team-a', 'c1')).toMatchObject({
        version: 2,
        reason: 'to 16',
        deleting: false,
        updatedAt: at,
      });
      expect(
        (await quotas.list({ cluster: 'c1' })).map(({ project }) => project),
      ).toEqual(['team-a']);
      expect(await quotas.list({ projects: ['team-b'] })).toEqual([]);
      const history = await quotas.history({
        project: 'team-a',
        cluster: 'c1',
        limit: 10,
      });
      expect(history.map(({ version, reason }) => [version, reason])).toEqual([
        [2, 'to 16'],
        [1, 'to 8'],
      ]);
      expect(
        await quotas.history({
          project: 'team-a',
          cluster: 'c1',
          beforeVersion: 2,
          limit: 10,
        }),
      ).toHaveLength(1);
    });

    it('keeps pools, by cluster', async () => {
      const { knex } = await setUp();
      const pools = PoolStore.create({ knex });
      const pool = {
        id: id(2),
        cluster: 'c1',
        name: 'mi300x',
        title: 'MI300X',
        selector: { a: 'b' },
        createdAt: at,
      };
      expect(await pools.insert(pool)).toBe(true);
      expect(await pools.insert({ ...pool, id: id(3) })).toBe(false);
      expect(await pools.insert({ ...pool, id: id(3), cluster: 'c2' })).toBe(
        true,
      );
      await pools.rememberResource(id(2), 'amd.com/gpu');
      expect(
        await pools.update({
          id: id(2),
          version: 1,
          title: 'X',
          selector: { c: 'd' },
        }),
      ).toBe(true);
      expect(
        await pools.update({ id: id(2), version: 1, title: 'Y', selector: {} }),
      ).toBe(false);
      expect(await pools.list('c1')).toEqual([
        {
          id: id(2),
          cluster: 'c1',
          name: 'mi300x',
          title: 'X',
          selector: { c: 'd' },
          resource: 'amd.com/gpu',
          version: 2,
        },
      ]);
      expect(await pools.delete({ id: id(2), version: 2 })).toBe(true);
      expect(await pools.list()).toHaveLength(1);
    });

    it('keeps what was applied, and what is ours', async () => {
      const { knex } = await setUp();
      const sync = SyncStore.create({ knex });
      const ownership = OwnershipStore.create({ knex });
      const record = {
        cluster: 'c1',
        kind: 'project' as const,
        name: 'team-a',
      };
      const difference = { field: 'f', wanted: '1', seen: '2' };
      await knex.transaction(async trx => {
        await sync.save(trx, [
          {
            ...record,
            status: { state: 'pending', differences: [difference] },
            appliedHash: 'h',
          },
        ]);
        await sync.save(trx, [
          {
            ...record,
            status: { state: 'applied', appliedAt: at.toISOString() },
          },
        ]);
        await sync.recordDrift(trx, {
          cluster: 'c1',
          name: 'team-a',
          differences: [difference],
          at,
        });
        await ownership.claim(trx, 'c1', [
          { kind: 'ClusterQueue', name: 'team-a' },
          { kind: 'ClusterQueue', name: 'team-a' },
          { kind: 'LocalQueue', name: 'team-a/team-a' },
        ]);
        await ownership.release(trx, 'c1', [
          { kind: 'LocalQueue', name: 'team-a/team-a' },
        ]);
      });
      expect(
        await sync.list({ kind: 'project', cluster: 'c1', names: ['team-a'] }),
      ).toEqual([
        {
          ...record,
          status: { state: 'applied', appliedAt: at.toISOString() },
        },
      ]);
      const written = await ownership.written('c1');
      expect([...written.ClusterQueue]).toEqual(['team-a']);
      expect([...written.LocalQueue]).toEqual([]);

      await ownership.ensure(['c1']);
      await ownership.ensure(['c1']);
      expect(await ownership.takeover('c1')).toMatchObject({
        takenOver: false,
      });
      await knex.transaction(trx =>
        ownership.markTakenOver(trx, { cluster: 'c1', at, by: 'ada' }),
      );
      expect(await ownership.takeover('c1')).toEqual({
        takenOver: true,
        at: at.toISOString(),
        by: 'ada',
      });
      const revision = await ownership.revision('c1');
      expect(
        await knex.transaction(trx => ownership.advance(trx, 'c1', revision)),
      ).toBe(true);
      expect(
        await knex.transaction(trx => ownership.advance(trx, 'c1', revision)),
      ).toBe(false);
    });
  });
});
