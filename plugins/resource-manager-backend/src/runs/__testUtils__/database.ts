import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { MemberRole } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import path from 'node:path';
import { v4 } from 'uuid';
import { DatabaseClusterLease } from '../../lease/DatabaseClusterLease';
import type { RunRecord } from '../types';

export const migrationsDir = path.resolve(__dirname, '../../../migrations');

/** SQLite, and PostgreSQL where a server is given. */
export const databaseIds: TestDatabaseId[] = [
  'SQLITE_3',
  ...(process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
    ? (['POSTGRES_15'] as const)
    : []),
];

export async function migratedDatabase(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  const knex = await databases.init(id);
  await knex.migrate.latest({ directory: migrationsDir });
  return knex;
}

export async function seedProjects(
  knex: Knex,
  projects: Record<string, Record<string, MemberRole>>,
): Promise<void> {
  const department = v4();
  await knex('departments').insert({
    id: department,
    name: 'research',
    title: 'Research',
    version: 1,
    created_at: '2026-01-01T00:00:00.000Z',
  });
  for (const [name, members] of Object.entries(projects)) {
    const id = v4();
    await knex('projects').insert({
      id,
      name,
      title: name.toUpperCase(),
      department_id: department,
      version: 1,
      deleting: false,
      created_at: '2026-01-01T00:00:00.000Z',
    });
    for (const [user, role] of Object.entries(members)) {
      await knex('project_members').insert({
        project_id: id,
        user_ref: user,
        role,
      });
    }
  }
}

export function createLease(
  knex: Knex,
  clusters: string[],
  durationMs?: number,
): DatabaseClusterLease {
  return DatabaseClusterLease.create({
    knex,
    clusters,
    holder: v4(),
    durationMs,
    logger: mockServices.logger.mock(),
    now: () => new Date(),
  });
}

/** A run that is complete enough to be stored. */
export function runRecord(overrides: Partial<RunRecord> = {}): RunRecord {
  const id = overrides.id ?? v4();
  return {
    id,
    name: 'Llama SFT',
    slug: 'llama-sft',
    type: 'fine-tuning',
    project: 'team-a',
    owner: 'user:default/ada',
    cluster: 'hall-a',
    pool: 'mi300x',
    gpus: 8,
    workload: 'aiworkload:default/llm-finetune',
    model: 'aimodel:default/llama',
    dataset: 'aidataset:default/dolly',
    parameters: { epochs: 3 },
    state: 'submitting',
    suspended: false,
    outputs: {},
    interruption: 'resumes',
    origin: 'portal',
    object: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      namespace: 'team-a',
      name: `llama-sft-${id.slice(0, 6)}`,
    },
    objectPresent: false,
    intent: 'create',
    attempts: 0,
    submittedAt: '2026-01-01T10:00:00.000Z',
    simulated: true,
    ...overrides,
  };
}
