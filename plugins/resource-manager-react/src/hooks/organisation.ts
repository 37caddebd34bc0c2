import type {
  CreateDepartment,
  CreateProject,
  ListProjectsQuery,
  UpdateDepartment,
  UpdateProject,
} from '@silogen/backstage-plugin-resource-manager-common';
import { useApiMutation, useApiQuery, type QueryHookOptions } from './query';

/** All departments; there are few. */
export function useDepartments(options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'departments',
    key: ['list'],
    fetch: (api, request) => api.listDepartments(request),
  });
}

export function useCreateDepartment() {
  return useApiMutation({
    kind: 'departments',
    send: (api, request: CreateDepartment) => api.createDepartment(request),
  });
}

export function useUpdateDepartment() {
  return useApiMutation({
    kind: 'departments',
    send: (
      api,
      request: { department: string; etag: string; body: UpdateDepartment },
    ) => api.updateDepartment(request),
  });
}

export function useDeleteDepartment() {
  return useApiMutation({
    kind: 'departments',
    send: (api, request: { department: string; etag: string }) =>
      api.deleteDepartment(request),
  });
}

/** One page of the projects that the user may see. */
export function useProjects(
  query: ListProjectsQuery = {},
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'projects',
    key: ['list', query],
    live: true,
    fetch: (api, request) => api.listProjects(query, request),
  });
}

export function useProject(project: string, options: QueryHookOptions = {}) {
  return useApiQuery({
    ...options,
    kind: 'projects',
    key: ['one', project],
    live: true,
    fetch: (api, request) => api.getProject({ project }, request),
  });
}

/** Where a project may run, and what is free there for it now. */
export function useProjectCapacity(
  project: string,
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'projects',
    key: ['capacity', project],
    live: true,
    fetch: (api, request) => api.getProjectCapacity({ project }, request),
  });
}

/** Names and keys of the Secrets in a project's namespaces. */
export function useProjectSecrets(
  project: string,
  options: QueryHookOptions = {},
) {
  return useApiQuery({
    ...options,
    kind: 'projects',
    key: ['secrets', project],
    fetch: (api, request) => api.listProjectSecrets({ project }, request),
  });
}

export function useCreateProject() {
  return useApiMutation({
    kind: 'projects',
    send: (api, request: CreateProject) => api.createProject(request),
  });
}

export function useUpdateProject() {
  return useApiMutation({
    kind: 'projects',
    send: (
      api,
      request: { project: string; etag: string; body: UpdateProject },
    ) => api.updateProject(request),
  });
}

export function useDeleteProject() {
  return useApiMutation({
    kind: 'projects',
    send: (api, request: { project: string; etag: string }) =>
      api.deleteProject(request),
  });
}
