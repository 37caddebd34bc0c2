import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

export const MIGRATIONS = resolvePackagePath(
  '@silogen/backstage-plugin-resource-manager-backend',
  'migrations',
);

/**
 * SQLite always, PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING names a server.
 */
export function testDatabases(): TestDatabases {
  const postgres: TestDatabaseId[] = process.env
    .BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? ['POSTGRES_15']
    : [];
  return TestDatabases.create({ ids: ['SQLITE_3', ...postgres] });
}

export async function migrated(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  const knex = await databases.init(id);
  await knex.migrate.latest({ directory: MIGRATIONS });
  return knex;
}
