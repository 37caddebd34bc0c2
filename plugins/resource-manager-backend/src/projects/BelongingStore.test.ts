import type { Knex } from 'knex';
import { migrated, testDatabases } from '../__testUtils__/databases';
import { BelongingStore } from './BelongingStore';

const id = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const created_at = '2026-01-01T00:00:00.000Z';

/** company > research > deep, and products; a project in each. */
async function organisation(knex: Knex) {
  const departments = [
    { name: 'company' },
    { name: 'research', parent: 1 },
    { name: 'deep', parent: 2 },
    { name: 'products', parent: 1 },
  ];
  for (const [index, { name, parent }] of departments.entries()) {
    await knex('departments').insert({
      id: id(index + 1),
      name,
      title: name,
      parent_id: parent ? id(parent) : null,
      version: 1,
      created_at,
    });
    await knex('projects').insert({
      id: id(index + 11),
      name: `in-${name}`,
      title: name,
      department_id: id(index + 1),
      version: 1,
      deleting: false,
      created_at,
    });
  }
  const member = (project: number, user_ref: string) =>
    knex('project_members').insert({
      project_id: id(project),
      user_ref,
      role: 'viewer',
    });
  await member(13, 'user:default/deep');
  await member(11, 'user:default/top');
  await member(13, 'user:default/both');
  await member(14, 'user:default/both');
}

describe('BelongingStore', () => {
  const databases = testDatabases();

  it.each(databases.eachSupportedId())(
    'finds departments upwards, never beside or below, on %s',
    async databaseId => {
      const knex = await migrated(databases, databaseId);
      await organisation(knex);
      const store = BelongingStore.create({ knex });
      await expect(store.of('user:default/deep')).resolves.toEqual({
        projects: ['in-deep'],
        departments: ['company', 'deep', 'research'],
        departmentProjects: ['in-company', 'in-deep', 'in-research'],
      });
      await expect(store.of('user:default/top')).resolves.toEqual({
        projects: ['in-company'],
        departments: ['company'],
        departmentProjects: ['in-company'],
      });
      await expect(store.of('user:default/both')).resolves.toEqual({
        projects: ['in-deep', 'in-products'],
        departments: ['company', 'deep', 'products', 'research'],
        departmentProjects: [
          'in-company',
          'in-deep',
          'in-products',
          'in-research',
        ],
      });
      await expect(store.of('user:default/nobody')).resolves.toEqual({
        projects: [],
        departments: [],
        departmentProjects: [],
      });
      await knex('project_members')
        .where('user_ref', 'user:default/deep')
        .delete();
      expect((await store.of('user:default/deep')).projects).toEqual([]);
    },
  );
});
