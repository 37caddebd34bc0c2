import type { Organisation } from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectStore } from '../projects/ProjectStore';
import type { DepartmentStore } from './DepartmentStore';

/** The whole tree with members, for the catalog's provider. */
export class OrganisationService {
  readonly #departments: DepartmentStore;
  readonly #projects: ProjectStore;

  private constructor(options: {
    departments: DepartmentStore;
    projects: ProjectStore;
  }) {
    this.#departments = options.departments;
    this.#projects = options.projects;
  }

  static create(options: {
    departments: DepartmentStore;
    projects: ProjectStore;
  }): OrganisationService {
    return new OrganisationService(options);
  }

  async get(): Promise<Organisation> {
    const [departments, projects] = await Promise.all([
      this.#departments.list(),
      this.#projects.list(),
    ]);
    const present = projects.filter(project => !project.deleting);
    const members = await this.#projects.membersOfAll(
      present.map(({ name }) => name),
    );
    return {
      departments: departments.map(({ id: _, ...department }) => department),
      projects: present.map(({ name, title, description, department }) => ({
        name,
        title,
        description,
        department,
        members: members.get(name) ?? [],
      })),
    };
  }
}
