import type { Knex } from 'knex';

export interface DepartmentRecord {
  id: string;
  name: string;
  title: string;
  description?: string;
  /** Name of the department above. */
  parent?: string;
  version: number;
  /** Number of projects directly in it. */
  projects: number;
}

interface DepartmentRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  parent_id: string | null;
  version: number;
  created_at: string;
}

/** SQL of the departments. */
export class DepartmentStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): DepartmentStore {
    return new DepartmentStore(options.knex);
  }

  /** By name. */
  async list(): Promise<DepartmentRecord[]> {
    const rows = await this.#select().orderBy('departments.name');
    return rows.map(toRecord);
  }

  async find(name: string): Promise<DepartmentRecord | undefined> {
    const row = await this.#select().where('departments.name', name).first();
    return row && toRecord(row);
  }

  /** @returns false when the name is taken */
  async insert(department: {
    id: string;
    name: string;
    title: string;
    description?: string;
    parentId?: string;
    createdAt: Date;
  }): Promise<boolean> {
    const inserted = await this.#knex<DepartmentRow>('departments')
      .insert({
        id: department.id,
        name: department.name,
        title: department.title,
        description: department.description ?? null,
        parent_id: department.parentId ?? null,
        version: 1,
        created_at: department.createdAt.toISOString(),
      })
      .onConflict('name')
      .ignore()
      .returning('id');
    return inserted.length === 1;
  }

  /** @returns false when another version is current */
  async update(department: {
    id: string;
    version: number;
    title: string;
    description?: string;
    parentId?: string;
  }): Promise<boolean> {
    const changed = await this.#knex<DepartmentRow>('departments')
      .where({ id: department.id, version: department.version })
      .update({
        title: department.title,
        description: department.description ?? null,
        parent_id: department.parentId ?? null,
        version: department.version + 1,
      });
    return changed === 1;
  }

  /** @returns false when another version is current, or something is in it by now */
  async delete(department: { id: string; version: number }): Promise<boolean> {
    const removed = await this.#knex<DepartmentRow>('departments')
      .where({ id: department.id, version: department.version })
      .whereNotExists(
        this.#knex('projects')
          .where('department_id', department.id)
          .select('id'),
      )
      .whereNotExists(
        this.#knex('departments as child')
          .where('child.parent_id', department.id)
          .select('child.id'),
      )
      .delete();
    return removed === 1;
  }

  #select() {
    return this.#knex('departments')
      .leftJoin('departments as parent', 'parent.id', 'departments.parent_id')
      .select('departments.*', 'parent.name as parent_name')
      .select(
        this.#knex('projects')
          .count('*')
          .whereRaw('projects.department_id = departments.id')
          .as('project_count'),
      );
  }
}

function toRecord(
  row: DepartmentRow & {
    parent_name: string | null;
    project_count: number | string;
  },
): DepartmentRecord {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    description: row.description ?? undefined,
    parent: row.parent_name ?? undefined,
    version: row.version,
    projects: Number(row.project_count),
  };
}
