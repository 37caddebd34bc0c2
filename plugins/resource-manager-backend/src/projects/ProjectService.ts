import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  CreateProject,
  ListProjectsQuery,
  Project,
  ProjectList,
  UpdateProject,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectFilter } from '../contracts';

/** What rules and permissions both see of a request. */
export interface ProjectRequestOptions {
  credentials: BackstageCredentials;
}

export interface ProjectService {
  list(
    query: ListProjectsQuery,
    options: ProjectRequestOptions,
  ): Promise<ProjectList>;
  get(name: string, options: ProjectRequestOptions): Promise<Project>;
  create(
    request: CreateProject,
    options: ProjectRequestOptions,
  ): Promise<Project>;
  /** `version`: the one that was read; undefined matches any. */
  update(
    request: {
      name: string;
      version: number | undefined;
      project: UpdateProject;
    },
    options: ProjectRequestOptions,
  ): Promise<Project>;
  delete(
    request: { name: string; version: number | undefined },
    options: ProjectRequestOptions,
  ): Promise<void>;
}

/** The rules' side of a list: which projects, decided by whoever asks for them. */
export interface ProjectLister {
  listVisible(
    query: ListProjectsQuery,
    options: ProjectRequestOptions & {
      visible: ProjectFilter;
      launchable: () => Promise<ProjectFilter>;
    },
  ): Promise<ProjectList>;
}
