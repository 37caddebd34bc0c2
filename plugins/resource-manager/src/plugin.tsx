import {
  ApiBlueprint,
  AppRootElementBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
  PluginWrapperBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  RiDashboardLine,
  RiEqualizerLine,
  RiFolderUserLine,
  RiServerLine,
  RiStackLine,
} from '@remixicon/react';
import {
  clusterReadPermission,
  poolReadPermission,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  createQueryClient,
  createResourceManagerApi,
  LiveUpdates,
  loadQueryWrapper,
  queryClientApiRef,
  resourceManagerApiRef,
} from '@silogen/backstage-plugin-resource-manager-react';
import {
  clustersRouteRef,
  overviewRouteRef,
  poolsRouteRef,
  projectsRouteRef,
  quotasRouteRef,
} from './routes';

const resourceManagerApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: resourceManagerApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => createResourceManagerApi({ fetchApi }),
    }),
});

const queryClientApi = ApiBlueprint.make({
  name: 'query-client',
  params: defineParams =>
    defineParams({
      api: queryClientApiRef,
      deps: {},
      factory: () => createQueryClient(),
    }),
});

const queryWrapper = PluginWrapperBlueprint.make({
  name: 'queries',
  params: defineParams => defineParams({ loader: loadQueryWrapper }),
});

const liveUpdates = AppRootElementBlueprint.make({
  name: 'live-updates',
  params: { element: <LiveUpdates /> },
});

const overviewPage = PageBlueprint.make({
  name: 'overview',
  params: {
    path: '/resources/overview',
    routeRef: overviewRouteRef,
    title: 'Overview',
    icon: <RiDashboardLine />,
    noHeader: true,
    loader: () => import('./overview').then(m => <m.OverviewPage />),
  },
});

const projectsPage = PageBlueprint.make({
  name: 'projects',
  params: {
    path: '/resources/projects',
    routeRef: projectsRouteRef,
    title: 'Projects',
    icon: <RiFolderUserLine />,
    noHeader: true,
    loader: () => import('./projects').then(m => <m.ProjectsRoutes />),
  },
});

const quotasPage = PageBlueprint.make({
  name: 'quotas',
  params: {
    path: '/resources/quotas',
    routeRef: quotasRouteRef,
    title: 'Quotas',
    icon: <RiEqualizerLine />,
    noHeader: true,
    loader: () => import('./quotas').then(m => <m.QuotasPage />),
  },
});

const poolsPage = PageBlueprint.make({
  name: 'pools',
  if: { permissions: { $contains: poolReadPermission.name } },
  params: {
    path: '/resources/pools',
    routeRef: poolsRouteRef,
    title: 'Pools',
    icon: <RiStackLine />,
    noHeader: true,
    loader: () => import('./pools').then(m => <m.PoolsPage />),
  },
});

const clustersPage = PageBlueprint.make({
  name: 'clusters',
  if: { permissions: { $contains: clusterReadPermission.name } },
  params: {
    path: '/resources/clusters',
    routeRef: clustersRouteRef,
    title: 'Clusters',
    icon: <RiServerLine />,
    noHeader: true,
    loader: () => import('./clusters').then(m => <m.ClustersRoutes />),
  },
});

/** Clusters, pools, departments, projects and quotas. */
export default createFrontendPlugin({
  pluginId: 'resource-manager',
  title: 'Resource Manager',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    overview: overviewRouteRef,
    projects: projectsRouteRef,
    quotas: quotasRouteRef,
    pools: poolsRouteRef,
    clusters: clustersRouteRef,
  },
  extensions: [
    resourceManagerApi,
    queryClientApi,
    queryWrapper,
    liveUpdates,
    overviewPage,
    projectsPage,
    quotasPage,
    poolsPage,
    clustersPage,
  ],
});
