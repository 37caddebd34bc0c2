import type { MemberRole } from '@silogen/backstage-plugin-resource-manager-common';
import type { Knex } from 'knex';
import type {
  Membership,
  ProjectDirectory,
  ProjectFilter,
  ProjectRecord,
} from '../contracts';
import { applyProjectFilter } from '../permissions/projectFilter';

interface ProjectRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  department_id: string;
  version: number;
  deleting: boolean | number;
  created_at: string;
}

interface JoinedRow extends ProjectRow {
  department_name: string;
  department_title: string;
}

interface MemberRow {
  project_id: string;
  user_ref: string;
  role: MemberRole;
}

export interface ProjectMember {
  userRef: string;
  role: MemberRole;
}

export interface ProjectContent {
  title: string;
  description?: string;
  departmentId: string;
  members: readonly ProjectMember[];
}

/** SQL of the projects and their members. */
export class ProjectStore implements ProjectDirectory {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): ProjectStore {
    return new ProjectStore(options.knex);
  }

  async find(name: string): Promise<ProjectRecord | undefined> {
    const row = await this.#select().where('projects.name', name).first();
    return row && toRecord(row);
  }

  async list(): Promise<ProjectRecord[]> {
    return (await this.#select().orderBy('projects.name')).map(toRecord);
  }

  /** Names of those that a filter selects. */
  async names(filter: ProjectFilter): Promise<string[]> {
    const query = this.#knex('projects').orderBy('projects.name');
    const rows: { name: string }[] = await applyProjectFilter(query, {
      knex: this.#knex,
      column: 'projects.name',
      filter,
    }).select('projects.name');
    return rows.map(({ name }) => name);
  }

  /** One page by name, and how many there are in all. */
  async page(options: {
    filter: ProjectFilter;
    /** Narrows further: projects in which something else is allowed as well. */
    andFilter?: ProjectFilter;
    q?: string;
    department?: string;
    after?: string;
    limit: number;
  }): Promise<{ items: ProjectRecord[]; total: number }> {
    const narrowed = (query: Knex.QueryBuilder) => {
      applyProjectFilter(query, {
        knex: this.#knex,
        column: 'projects.name',
        filter: options.filter,
      });
      if (options.andFilter) {
        applyProjectFilter(query, {
          knex: this.#knex,
          column: 'projects.name',
          filter: options.andFilter,
        });
      }
      if (options.department)
        query.where('departments.name', options.department);
      if (options.q) {
        const pattern = `%${options.q
          .toLocaleLowerCase('en-US')
          .replace(/[\\%_]/g, '\\$&')}%`;
        query.whereRaw(
          `(lower(projects.name) like ? escape '\\' or lower(projects.title) like ? escape '\\')`,
          [pattern, pattern],
        );
      }
      return query;
    };
    const counted = await narrowed(this.#joined())
      .count({ total: '*' })
      .first();
    const page = narrowed(this.#select())
      .orderBy('projects.name')
      .limit(options.limit);
    if (options.after !== undefined)
      page.where('projects.name', '>', options.after);
    const rows: JoinedRow[] = await page;
    return { items: rows.map(toRecord), total: Number(counted?.total ?? 0) };
  }

  async roleOf(
    userRef: string,
    project: string,
  ): Promise<MemberRole | undefined> {
    const row = await this.#knex('project_members')
      .join('projects', 'projects.id', 'project_members.project_id')
      .where({ 'projects.name': project, 'project_members.user_ref': userRef })
      .first('project_members.role');
    return row?.role;
  }

  async membershipsOf(userRef: string): Promise<Membership[]> {
    return this.#knex('project_members')
      .join('projects', 'projects.id', 'project_members.project_id')
      .where('project_members.user_ref', userRef)
      .orderBy('projects.name')
      .select(
        'projects.name as project',
        'projects.title',
        'project_members.role',
      );
  }

  async membersOf(project: string): Promise<ProjectMember[]> {
    return (await this.membersOfAll([project])).get(project) ?? [];
  }

  async membersOfAll(
    projects: readonly string[],
  ): Promise<Map<string, ProjectMember[]>> {
    const rows = await this.#knex('project_members')
      .join('projects', 'projects.id', 'project_members.project_id')
      .whereIn('projects.name', [...projects])
      .orderBy('project_members.user_ref')
      .select(
        'projects.name',
        'project_members.user_ref',
        'project_members.role',
      );
    const members = new Map<string, ProjectMember[]>(
      projects.map(name => [name, []]),
    );
    for (const row of rows)
      members.get(row.name)?.push({ userRef: row.user_ref, role: row.role });
    return members;
  }

  /** @returns false when the name is taken */
  async insert(
    project: ProjectContent & { id: string; name: string; createdAt: Date },
  ): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      const inserted = await trx<ProjectRow>('projects')
        .insert({
          id: project.id,
          name: project.name,
          title: project.title,
          description: project.description ?? null,
          department_id: project.departmentId,
          version: 1,
          deleting: false,
          created_at: project.createdAt.toISOString(),
        })
        .onConflict('name')
        .ignore()
        .returning('id');
      if (inserted.length === 0) return false;
      await insertMembers(trx, project.id, project.members);
      return true;
    });
  }

  /** @returns false when another version is current */
  async update(
    project: ProjectContent & { id: string; version: number },
  ): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      const changed = await trx<ProjectRow>('projects')
        .where({ id: project.id, version: project.version, deleting: false })
        .update({
          title: project.title,
          description: project.description ?? null,
          department_id: project.departmentId,
          version: project.version + 1,
        });
      if (changed === 0) return false;
      await trx<MemberRow>('project_members')
        .where({ project_id: project.id })
        .delete();
      await insertMembers(trx, project.id, project.members);
      return true;
    });
  }

  /** @returns false when another version is current */
  async markDeleting(project: {
    id: string;
    version: number;
  }): Promise<boolean> {
    const changed = await this.#knex<ProjectRow>('projects')
      .where({ id: project.id, version: project.version })
      .update({ deleting: true, version: project.version + 1 });
    return changed === 1;
  }

  async remove(id: string): Promise<void> {
    await this.#knex<ProjectRow>('projects')
      .where({ id, deleting: true })
      .delete();
  }

  #joined(): Knex.QueryBuilder {
    return this.#knex('projects').join(
      'departments',
      'departments.id',
      'projects.department_id',
    );
  }

  #select(): Knex.QueryBuilder<JoinedRow, JoinedRow[]> {
    return this.#joined().select(
      'projects.*',
      'departments.name as department_name',
      'departments.title as department_title',
    );
  }
}

async function insertMembers(
  trx: Knex.Transaction,
  projectId: string,
  members: readonly ProjectMember[],
): Promise<void> {
  const rows = members.map(({ userRef, role }) => ({
    project_id: projectId,
    user_ref: userRef,
    role,
  }));
  if (rows.length) await trx.batchInsert('project_members', rows, 100);
}

function toRecord(row: JoinedRow): ProjectRecord {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    description: row.description ?? undefined,
    department: row.department_name,
    departmentTitle: row.department_title,
    version: row.version,
    deleting: Boolean(row.deleting),
    createdAt: new Date(row.created_at),
  };
}
