import type { Memberships } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';

interface DepartmentRow {
  id: string;
  name: string;
  parent_id: string | null;
}

/** Where people belong, in three queries whatever the size of the organisation. */
export class BelongingStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }): BelongingStore {
    return new BelongingStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async of(userRef: string): Promise<Memberships> {
    const projects: { name: string; department_id: string }[] =
      await this.#knex('project_members')
        .join('projects', 'projects.id', 'project_members.project_id')
        .where('project_members.user_ref', userRef)
        .orderBy('projects.name')
        .select('projects.name', 'projects.department_id');
    if (projects.length === 0) {
      return { projects: [], departments: [], departmentProjects: [] };
    }
    const departments = withAncestors(
      projects.map(project => project.department_id),
      await this.#knex<DepartmentRow>('departments').select(
        'id',
        'name',
        'parent_id',
      ),
    );
    const around: { name: string }[] = await this.#knex('projects')
      .whereIn(
        'department_id',
        departments.map(({ id }) => id),
      )
      .orderBy('name')
      .select('name');
    return {
      projects: projects.map(({ name }) => name),
      departments: departments.map(({ name }) => name).sort(),
      departmentProjects: around.map(({ name }) => name),
    };
  }
}

/** The departments and all above them, each once. */
function withAncestors(
  ids: readonly string[],
  all: readonly DepartmentRow[],
): DepartmentRow[] {
  const byId = new Map(all.map(department => [department.id, department]));
  const found = new Map<string, DepartmentRow>();
  for (const id of ids) {
    let next: string | null = id;
    while (next !== null && !found.has(next)) {
      const department = byId.get(next);
      if (!department) break;
      found.set(next, department);
      next = department.parent_id;
    }
  }
  return [...found.values()];
}
