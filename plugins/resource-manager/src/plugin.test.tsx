import { render, screen } from '@testing-library/react';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { resourceManagerApiRef } from '@silogen/backstage-plugin-resource-manager-react';
import { mockResourceManagerApi } from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import plugin from '.';
import { administrator, cluster, project, research } from './testing/fixtures';

const resourceManager = createFrontendModule({
  pluginId: 'resource-manager',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: resourceManagerApiRef,
          deps: {},
          factory: () =>
            mockResourceManagerApi({
              getMe: async () => administrator,
              listClusters: async () => ({ items: [cluster()] }),
              listProjects: async () => ({ items: [project()], totalItems: 1 }),
              listDepartments: async () => ({ items: [research] }),
            }),
        }),
    }),
  ],
});

function permissions(result: 'ALLOW' | 'DENY') {
  const api = { authorize: async () => ({ result }) } as PermissionApi;
  return createFrontendModule({
    pluginId: 'app',
    extensions: [
      ApiBlueprint.make({
        name: 'permission',
        params: defineParams =>
          defineParams({ api: permissionApiRef, deps: {}, factory: () => api }),
      }),
    ],
  });
}

// `renderTestApp` cannot wait for permissions, which decide whether a page exists; the real thing can.
function renderPortal(path: string, result: 'ALLOW' | 'DENY') {
  window.history.pushState({}, '', path);
  const config = mockApis.config({
    data: {
      app: {
        title: 'Portal',
        baseUrl: 'http://localhost',
        extensions: [{ 'sign-in-page:app': false }],
      },
      backend: { baseUrl: 'http://localhost' },
    },
  });
  const app = createApp({
    features: [plugin, resourceManager, permissions(result)],
    advanced: { configLoader: async () => ({ config }) },
  });
  render(app.createRoot());
}

/** A whole app starts and loads its pages; a busy machine needs more than the usual second. Milliseconds. */
const START = { timeout: 15_000 };

describe('resource-manager plugin', () => {
  it('has pages, with the query client around them', async () => {
    renderPortal('/resources/projects', 'DENY');
    expect(
      await screen.findByRole('rowheader', { name: /Team NLP/ }, START),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { level: 1, name: 'Projects' }),
    ).toBeInTheDocument();
  });

  it('has clusters and pools for who may see them', async () => {
    renderPortal('/resources/clusters', 'ALLOW');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Clusters' }, START),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Pools' })).toBeInTheDocument();
  });

  it('has neither page nor sidebar entry for who may not', async () => {
    renderPortal('/resources/clusters', 'DENY');
    expect(await screen.findByText(/404/, {}, START)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Projects' })).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /Clusters|Pools/ }),
    ).not.toBeInTheDocument();
  });
});
