import { MIGRATIONS, testDatabases } from '../__testUtils__/databases';

const TABLES = [
  'departments',
  'projects',
  'project_members',
  'seed_marks',
  'cluster_leases',
  'pools',
  'project_quotas',
  'quota_history',
  'sync_status',
  'drift_events',
  'written_objects',
  'cluster_state',
  'model_visibilities',
  'model_publications',
];

describe('migrations', () => {
  const databases = testDatabases();

  it.each(databases.eachSupportedId())(
    'go up and down again on %s',
    async id => {
      const knex = await databases.init(id);
      const present = () =>
        Promise.all(TABLES.map(table => knex.schema.hasTable(table)));
      await knex.migrate.latest({ directory: MIGRATIONS });
      expect(await present()).toEqual(TABLES.map(() => true));
      await knex.migrate.rollback({ directory: MIGRATIONS }, true);
      expect(await present()).toEqual(TABLES.map(() => false));
      await knex.migrate.latest({ directory: MIGRATIONS });
      expect(await present()).toEqual(TABLES.map(() => true));
    },
  );
});
