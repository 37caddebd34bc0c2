import { mockServices } from '@backstage/backend-test-utils';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { readResourceManagerConfig } from '../config';
import { DepartmentStore } from '../departments/DepartmentStore';
import { PoolCatalog } from '../pools/PoolCatalog';
import { PoolStore } from '../pools/PoolStore';
import { ProjectStore } from '../projects/ProjectStore';
import { OwnershipStore } from '../quotas/OwnershipStore';
import { QuotaStore } from '../quotas/QuotaStore';
import { SeedService } from './SeedService';
import { randomUUID } from 'node:crypto';

const { seed } = readResourceManagerConfig(
  mockServices.rootConfig({
    data: {
      resourceManager: {
        clusters: [{ name: 'c1', connect: { inCluster: true } }],
        seed: {
          departments: [
            { name: 'nlp', title: 'NLP', parent: 'research' },
            { name: 'research', title: 'Research' },
          ],
          projects: [
            {
              name: 'team-a',
              title: 'A',
              department: 'nlp',
              members: [{ user: 'user:default/Ada', role: 'admin' }],
            },
            { name: 'team-b', title: 'B', department: 'nowhere' },
          ],
          pools: [
            {
              cluster: 'c1',
              name: 'mi300x',
              title: 'MI300X',
              selector: { a: 'b' },
            },
          ],
        },
      },
    },
  }),
);

describe('SeedService', () => {
  const databases = testDatabases();

  it.each(databases.eachSupportedId())(
    'inserts each entry once for ever on %s',
    async id => {
      const knex = await migrated(databases, id);
      const departments = DepartmentStore.create({ knex });
      const projects = ProjectStore.create({ knex });
      const pools = PoolStore.create({ knex });
      const logger = mockServices.logger.mock();
      const service = SeedService.create({
        knex,
        seed,
        departments,
        projects,
        pools,
        catalog: PoolCatalog.create({
          store: pools,
          clusters: { list: () => [], get: jest.fn(), find: () => undefined },
        }),
        quotas: QuotaStore.create({ knex }),
        ownership: OwnershipStore.create({ knex }),
        logger,
        uuid: randomUUID,
        now: () => new Date('2026-01-01T00:00:00Z'),
      });
      await service.seedOrganisation();
      expect(
        (await departments.list()).map(({ name, parent }) => [name, parent]),
      ).toEqual([
        ['nlp', 'research'],
        ['research', undefined],
      ]);
      expect((await projects.list()).map(({ name }) => name)).toEqual([
        'team-a',
      ]);
      expect(await projects.membersOf('team-a')).toEqual([
        { userRef: 'user:default/ada', role: 'admin' },
      ]);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('there is no department nowhere'),
      );

      const [project] = await projects.list();
      await projects.markDeleting(project);
      await projects.remove(project.id);
      const [pool] = await pools.list();
      await pools.delete(pool);
      await service.seedOrganisation();
      expect(await projects.list()).toEqual([]);
      expect(await pools.list()).toEqual([]);
    },
  );
});
