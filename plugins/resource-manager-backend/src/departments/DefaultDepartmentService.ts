import {
  problemWithName,
  type CreateDepartment,
  type Department,
  type UpdateDepartment,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Announcer } from '../contracts';
import { problem, refuseProblems } from '../problems';
import { requireVersion } from '../versions';
import type { DepartmentService } from './DepartmentService';
import type { DepartmentRecord, DepartmentStore } from './DepartmentStore';
import { makesCycle } from './hierarchy';

/** The rules of departments; knows nothing of who asks. */
export class DefaultDepartmentService implements DepartmentService {
  readonly #options: DefaultDepartmentServiceOptions;

  private constructor(options: DefaultDepartmentServiceOptions) {
    this.#options = options;
  }

  static create(
    options: DefaultDepartmentServiceOptions,
  ): DefaultDepartmentService {
    return new DefaultDepartmentService(options);
  }

  async list(): Promise<Department[]> {
    return (await this.#options.store.list()).map(toDepartment);
  }

  async get(name: string): Promise<Department> {
    return toDepartment(await this.#find(name));
  }

  async create(request: CreateDepartment): Promise<Department> {
    const invalid = problemWithName(request.name);
    if (invalid) {
      refuseProblems('name.invalid', [
        {
          field: 'name',
          problem: invalid,
          remedy: 'Choose another name; people see the title',
        },
      ]);
    }
    const { store, uuid, now, announcer } = this.#options;
    const inserted = await store.insert({
      id: uuid(),
      name: request.name,
      title: request.title,
      description: request.description,
      parentId: await this.#parentId(request.name, request.parent),
      createdAt: now(),
    });
    if (!inserted) {
      throw problem(
        'conflict',
        'name.taken',
        `There is a department ${request.name} already`,
        [{ field: 'name', problem: 'is taken', remedy: 'Choose another name' }],
      );
    }
    announcer.announce('organisation');
    return this.get(request.name);
  }

  async update(request: {
    name: string;
    version: number | undefined;
    department: UpdateDepartment;
  }): Promise<Department> {
    const found = await this.#find(request.name);
    requireVersion(`Department ${found.name}`, found.version, request.version);
    const changed = await this.#options.store.update({
      id: found.id,
      version: found.version,
      title: request.department.title,
      description: request.department.description,
      parentId: await this.#parentId(found.name, request.department.parent),
    });
    if (!changed) {
      const current = await this.#find(request.name);
      requireVersion(
        `Department ${found.name}`,
        current.version,
        found.version,
      );
    }
    this.#options.announcer.announce('organisation');
    return this.get(request.name);
  }

  async delete(request: {
    name: string;
    version: number | undefined;
  }): Promise<void> {
    const found = await this.#find(request.name);
    requireVersion(`Department ${found.name}`, found.version, request.version);
    if (!(await this.#options.store.delete(found))) {
      throw problem(
        'conflict',
        'conflict.inUse',
        `Department ${found.name} is not empty`,
        [
          {
            field: 'department',
            problem: 'has projects or sub-departments',
            remedy: 'Move them to another department first',
          },
        ],
      );
    }
    this.#options.announcer.announce('organisation');
  }

  async #find(name: string): Promise<DepartmentRecord> {
    const found = await this.#options.store.find(name);
    if (!found)
      throw problem('notFound', 'notFound', `There is no department ${name}`);
    return found;
  }

  async #parentId(
    name: string,
    parent: string | undefined,
  ): Promise<string | undefined> {
    if (parent === undefined) return undefined;
    const all = await this.#options.store.list();
    const found = all.find(department => department.name === parent);
    if (!found) {
      refuseProblems('input.invalid', [
        {
          field: 'parent',
          problem: `names no department (${parent})`,
          remedy: 'Choose an existing department',
        },
      ]);
    }
    if (makesCycle(all, { name, parent })) {
      refuseProblems('input.invalid', [
        {
          field: 'parent',
          problem: `${parent} is below ${name}`,
          remedy: 'Choose a department that is not below it',
        },
      ]);
    }
    return found?.id;
  }
}

function toDepartment({ id: _, ...record }: DepartmentRecord): Department {
  return record;
}

export interface DefaultDepartmentServiceOptions {
  store: DepartmentStore;
  announcer: Announcer;
  uuid: () => string;
  now: () => Date;
}
