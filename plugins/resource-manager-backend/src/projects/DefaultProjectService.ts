import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  problemWithName,
  type CreateProject,
  type FieldProblem,
  type ListProjectsQuery,
  type Member,
  type Project,
  type ProjectList,
  type UpdateProject,
} from '@silogen/backstage-plugin-resource-manager-common';
import type {
  Announcer,
  ProjectFilter,
  ProjectRecord,
  RunActivity,
} from '../contracts';
import type { DepartmentStore } from '../departments/DepartmentStore';
import { decodeCursor, encodeCursor } from '../paging';
import { problem, refuseProblems } from '../problems';
import { userRefOf } from '../callers';
import { CATCH_ALL_QUEUE } from '../quotas/queueShape';
import { requireVersion } from '../versions';
import type {
  ProjectLister,
  ProjectRequestOptions,
  ProjectService,
} from './ProjectService';
import { projectState } from './projectState';
import type { ProjectMember, ProjectStore } from './ProjectStore';

type ClusterStates = Project['clusters'];

export interface DefaultProjectServiceOptions {
  store: ProjectStore;
  departments: DepartmentStore;
  activity: RunActivity;
  /** By project name: the clusters where it has quota, and how far they are. */
  clustersOf: (
    projects: readonly string[],
  ) => Promise<Map<string, ClusterStates>>;
  /** Called when a project's queues have to go. */
  onDeleting: () => Promise<void>;
  announcer: Announcer;
  uuid?: () => string;
  now: () => Date;
}

/** The rules of projects; knows nothing of who may. */
export class DefaultProjectService implements ProjectService, ProjectLister {
  readonly #options: DefaultProjectServiceOptions;

  private constructor(options: DefaultProjectServiceOptions) {
    this.#options = options;
  }

  static create(options: DefaultProjectServiceOptions): DefaultProjectService {
    return new DefaultProjectService(options);
  }

  async list(
    query: ListProjectsQuery,
    options: ProjectRequestOptions,
  ): Promise<ProjectList> {
    return this.listVisible(query, {
      ...options,
      visible: 'all',
      launchable: async () => 'all',
    });
  }

  async listVisible(
    query: ListProjectsQuery,
    options: ProjectRequestOptions & {
      visible: ProjectFilter;
      launchable: () => Promise<ProjectFilter>;
    },
  ): Promise<ProjectList> {
    const limit = query.limit ?? 50;
    const { items, total } = await this.#options.store.page({
      filter: options.visible,
      andFilter: query.mine ? await options.launchable() : undefined,
      q: query.q,
      department: query.department,
      after:
        query.cursor === undefined
          ? undefined
          : String(decodeCursor(query.cursor, 1)[0]),
      limit: limit + 1,
    });
    const page = items.slice(0, limit);
    return {
      items: await this.#describe(page, options.credentials),
      nextCursor:
        items.length > limit
          ? encodeCursor([page[page.length - 1].name])
          : undefined,
      totalItems: total,
    };
  }

  async get(name: string, options: ProjectRequestOptions): Promise<Project> {
    const [project] = await this.#describe(
      [await this.#find(name)],
      options.credentials,
    );
    return project;
  }

  async create(
    request: CreateProject,
    options: ProjectRequestOptions,
  ): Promise<Project> {
    const invalid =
      problemWithName(request.name) ??
      (request.name === CATCH_ALL_QUEUE ? 'is reserved' : undefined);
    if (invalid) {
      refuseProblems('name.invalid', [
        {
          field: 'name',
          problem: invalid,
          remedy: 'Choose another name; people see the title',
        },
      ]);
    }
    const inserted = await this.#options.store.insert({
      id: (this.#options.uuid ?? randomUUID)(),
      name: request.name,
      title: request.title,
      description: request.description,
      departmentId: await this.#departmentId(request.department),
      members: checkedMembers(request.members ?? []),
      createdAt: this.#options.now(),
    });
    if (!inserted) {
      throw problem(
        'conflict',
        'name.taken',
        `There is a project ${request.name} already`,
        [{ field: 'name', problem: 'is taken', remedy: 'Choose another name' }],
      );
    }
    this.#options.announcer.announce('organisation');
    return this.get(request.name, options);
  }

  async update(
    request: {
      name: string;
      version: number | undefined;
      project: UpdateProject;
    },
    options: ProjectRequestOptions,
  ): Promise<Project> {
    const found = await this.#find(request.name);
    requireVersion(`Project ${found.name}`, found.version, request.version);
    this.#refuseDeleting(found);
    const changed = await this.#options.store.update({
      id: found.id,
      version: found.version,
      title: request.project.title,
      description: request.project.description,
      departmentId: await this.#departmentId(request.project.department),
      members: checkedMembers(request.project.members),
    });
    if (!changed) await this.#refuseStale(found);
    this.#options.announcer.announce('organisation');
    return this.get(request.name, options);
  }

  async delete(request: {
    name: string;
    version: number | undefined;
  }): Promise<void> {
    const found = await this.#find(request.name);
    requireVersion(`Project ${found.name}`, found.version, request.version);
    if (found.deleting) return;
    const active = (await this.#options.activity.counts([found.name])).get(
      found.name,
    );
    if (active && active.active + active.waiting > 0) {
      throw problem(
        'conflict',
        'conflict.inUse',
        `Project ${found.name} has active runs`,
        [
          {
            field: 'project',
            problem: `has ${active.active} active and ${active.waiting} waiting runs`,
            remedy: 'Stop them first',
          },
        ],
      );
    }
    if (!(await this.#options.store.markDeleting(found)))
      await this.#refuseStale(found);
    await this.#options.onDeleting();
    this.#options.announcer.announce('organisation');
  }

  async #find(name: string): Promise<ProjectRecord> {
    const found = await this.#options.store.find(name);
    if (!found)
      throw problem('notFound', 'notFound', `There is no project ${name}`);
    return found;
  }

  async #refuseStale(found: ProjectRecord): Promise<void> {
    const current = await this.#find(found.name);
    this.#refuseDeleting(current);
    requireVersion(`Project ${found.name}`, current.version, found.version);
  }

  #refuseDeleting(project: ProjectRecord): void {
    if (project.deleting) {
      throw problem(
        'conflict',
        'conflict.inUse',
        `Project ${project.name} is being deleted`,
      );
    }
  }

  async #departmentId(name: string): Promise<string> {
    const department = await this.#options.departments.find(name);
    if (!department) {
      throw problem(
        'input',
        'input.invalid',
        `There is no department ${name}`,
        [
          {
            field: 'department',
            problem: `names no department (${name})`,
            remedy: 'Choose an existing department',
          },
        ],
      );
    }
    return department.id;
  }

  async #describe(
    records: readonly ProjectRecord[],
    credentials: BackstageCredentials,
  ): Promise<Project[]> {
    const names = records.map(record => record.name);
    const { store, activity, clustersOf } = this.#options;
    const [members, counts, clusters] = await Promise.all([
      store.membersOfAll(names),
      activity.counts(names),
      clustersOf(names),
    ]);
    const userRef = userRefOf(credentials);
    return records.map(record => {
      const ofProject = members.get(record.name) ?? [];
      const states = (clusters.get(record.name) ?? []).map(state =>
        record.deleting ? { ...state, state: 'deleting' as const } : state,
      );
      return {
        name: record.name,
        title: record.title,
        description: record.description,
        department: record.department,
        departmentTitle: record.departmentTitle,
        version: record.version,
        state: projectState(record.deleting, states),
        clusters: states,
        members: ofProject,
        myRole:
          ofProject.find(member => member.userRef === userRef)?.role ?? null,
        activeRuns: counts.get(record.name)?.active ?? 0,
        waitingRuns: counts.get(record.name)?.waiting ?? 0,
        createdAt: record.createdAt.toISOString(),
      };
    });
  }
}

/** Entity refs are compared in lower case, as the catalog does. */
function checkedMembers(members: readonly Member[]): ProjectMember[] {
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  const checked = members.map(({ userRef, role }, index) => {
    const ref = userRef.toLocaleLowerCase('en-US');
    if (seen.has(ref)) {
      problems.push({
        field: `members[${index}].userRef`,
        problem: `${ref} is listed twice`,
        remedy: 'List each member once',
      });
    }
    seen.add(ref);
    return { userRef: ref, role };
  });
  refuseProblems('input.invalid', problems);
  return checked;
}
