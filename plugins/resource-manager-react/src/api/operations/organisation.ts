/* eslint-disable new-cap -- openapi-fetch names its methods after those of HTTP */
import type { ResourceManagerClient } from '@silogen/backstage-plugin-resource-manager-common';
import { contentOf, successOf } from '../answer';
import type { ResourceManagerApi } from '../ResourceManagerApi';

type OrganisationOperations = Pick<
  ResourceManagerApi,
  | 'listDepartments'
  | 'createDepartment'
  | 'updateDepartment'
  | 'deleteDepartment'
  | 'listProjects'
  | 'getProject'
  | 'createProject'
  | 'updateProject'
  | 'deleteProject'
  | 'getProjectCapacity'
  | 'listProjectSecrets'
>;

/** Departments and projects. */
export function organisationOperations(
  client: ResourceManagerClient,
): OrganisationOperations {
  return {
    listDepartments: options =>
      contentOf(client.GET('/v1/departments', options)),

    createDepartment: body =>
      contentOf(client.POST('/v1/departments', { body })),

    updateDepartment: ({ etag, body, ...path }) =>
      contentOf(
        client.PUT('/v1/departments/{department}', {
          params: { path, header: { 'If-Match': etag } },
          body,
        }),
      ),

    deleteDepartment: ({ etag, ...path }) =>
      successOf(
        client.DELETE('/v1/departments/{department}', {
          params: { path, header: { 'If-Match': etag } },
        }),
      ),

    listProjects: (query = {}, options) =>
      contentOf(client.GET('/v1/projects', { params: { query }, ...options })),

    getProject: (path, options) =>
      contentOf(
        client.GET('/v1/projects/{project}', { params: { path }, ...options }),
      ),

    createProject: body => contentOf(client.POST('/v1/projects', { body })),

    updateProject: ({ etag, body, ...path }) =>
      contentOf(
        client.PUT('/v1/projects/{project}', {
          params: { path, header: { 'If-Match': etag } },
          body,
        }),
      ),

    deleteProject: ({ etag, ...path }) =>
      successOf(
        client.DELETE('/v1/projects/{project}', {
          params: { path, header: { 'If-Match': etag } },
        }),
      ),

    getProjectCapacity: (path, options) =>
      contentOf(
        client.GET('/v1/projects/{project}/capacity', {
          params: { path },
          ...options,
        }),
      ),

    listProjectSecrets: (path, options) =>
      contentOf(
        client.GET('/v1/projects/{project}/secrets', {
          params: { path },
          ...options,
        }),
      ),
  };
}
