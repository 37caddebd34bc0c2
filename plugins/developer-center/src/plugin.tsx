import { createFrontendPlugin, PageBlueprint, PluginWrapperBlueprint } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  RiDatabase2Line,
  RiHome5Line,
  RiRobot2Line,
  RiRocketLine,
  RiStackLine,
  RiListCheck3,
  RiTerminalBoxLine,
  RiPlugLine,
} from '@remixicon/react';
import { loadQueryWrapper } from '@silogen/backstage-plugin-resource-manager-react';
import { launchFormFields } from './launch';
import {
  datasetsRouteRef,
  endpointsRouteRef,
  homeRouteRef,
  launchRouteRef,
  modelsRouteRef,
  runsRouteRef,
  workloadsRouteRef,
  workspacesRouteRef,
} from './routes';

const ICON = 20;
/** Our kinds, as entity filters take them. */
const anyKind = { kind: { $in: ['AiModel', 'AiDataset', 'AiWorkload'] } };

const extensions = [
  PluginWrapperBlueprint.make({
    params: define => define({ loader: loadQueryWrapper }),
  }),
  PageBlueprint.make({
    name: 'home',
    params: {
      path: '/',
      title: 'Home',
      icon: <RiHome5Line size={ICON} />,
      routeRef: homeRouteRef,
      noHeader: true,
      loader: () => import('./home/HomePage').then(m => <m.HomePage />),
    },
  }),
  PageBlueprint.make({
    name: 'models',
    params: {
      path: '/models',
      title: 'Models',
      icon: <RiRobot2Line size={ICON} />,
      routeRef: modelsRouteRef,
      noHeader: true,
      loader: () => import('./catalogue/CataloguePage').then(m => <m.ModelsPage />),
    },
  }),
  PageBlueprint.make({
    name: 'datasets',
    params: {
      path: '/datasets',
      title: 'Datasets',
      icon: <RiDatabase2Line size={ICON} />,
      routeRef: datasetsRouteRef,
      noHeader: true,
      loader: () => import('./catalogue/CataloguePage').then(m => <m.DatasetsPage />),
    },
  }),
  PageBlueprint.make({
    name: 'workloads',
    params: {
      path: '/workloads',
      title: 'Workloads',
      icon: <RiStackLine size={ICON} />,
      routeRef: workloadsRouteRef,
      noHeader: true,
      loader: () => import('./catalogue/CataloguePage').then(m => <m.WorkloadsPage />),
    },
  }),
  PageBlueprint.make({
    name: 'launch',
    params: {
      path: '/launch',
      title: 'Launch',
      icon: <RiRocketLine size={ICON} />,
      routeRef: launchRouteRef,
      noHeader: true,
      loader: () => import('./launch/LaunchRoutes').then(m => <m.LaunchRoutes />),
    },
  }),
  PageBlueprint.make({
    name: 'runs',
    params: {
      path: '/runs',
      title: 'Runs',
      icon: <RiListCheck3 size={ICON} />,
      routeRef: runsRouteRef,
      noHeader: true,
      loader: () => import('./runs/RunsRoutes').then(m => <m.RunsRoutes />),
    },
  }),
  PageBlueprint.make({
    name: 'workspaces',
    params: {
      path: '/workspaces',
      title: 'Workspaces',
      icon: <RiTerminalBoxLine size={ICON} />,
      routeRef: workspacesRouteRef,
      noHeader: true,
      loader: () => import('./workspaces/WorkspacesPage').then(m => <m.WorkspacesPage />),
    },
  }),
  PageBlueprint.make({
    name: 'endpoints',
    params: {
      path: '/endpoints',
      title: 'Endpoints',
      icon: <RiPlugLine size={ICON} />,
      routeRef: endpointsRouteRef,
      noHeader: true,
      loader: () => import('./endpoints/EndpointsPage').then(m => <m.EndpointsPage />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'card-text',
    params: {
      type: 'content',
      filter: anyKind,
      loader: () => import('./entity/CardText').then(m => <m.CardText />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'parameters',
    params: {
      type: 'content',
      filter: { kind: 'AiWorkload' },
      loader: () => import('./entity/ParametersCard').then(m => <m.ParametersCard />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'model-facts',
    params: {
      type: 'info',
      filter: { kind: 'AiModel' },
      loader: () => import('./entity/ModelFacts').then(m => <m.ModelFacts />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'dataset-facts',
    params: {
      type: 'info',
      filter: { kind: 'AiDataset' },
      loader: () => import('./entity/DatasetFacts').then(m => <m.DatasetFacts />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'workload-facts',
    params: {
      type: 'info',
      filter: { kind: 'AiWorkload' },
      loader: () => import('./entity/WorkloadFacts').then(m => <m.WorkloadFacts />),
    },
  }),
  EntityCardBlueprint.make({
    name: 'visibility',
    params: {
      type: 'info',
      filter: { kind: 'AiModel', 'spec.type': 'tuned' },
      loader: () => import('./entity/visibility/VisibilityCard').then(m => <m.VisibilityCard />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'lineage',
    params: {
      path: 'lineage',
      title: 'Lineage',
      filter: anyKind,
      loader: () => import('./entity/lineage/EntityLineage').then(m => <m.EntityLineage />),
    },
  }),
  EntityContentBlueprint.make({
    name: 'runs',
    params: {
      path: 'runs',
      title: 'Runs',
      filter: anyKind,
      loader: () => import('./entity/EntityRuns').then(m => <m.EntityRuns />),
    },
  }),
];

/** @public */
export const developerCenterPlugin = createFrontendPlugin({
  pluginId: 'developer-center',
  title: 'Developer Center',
  icon: <RiRobot2Line size={ICON} />,
  extensions: [...extensions, ...launchFormFields],
  routes: {
    home: homeRouteRef,
    models: modelsRouteRef,
    datasets: datasetsRouteRef,
    workloads: workloadsRouteRef,
    launch: launchRouteRef,
    runs: runsRouteRef,
    workspaces: workspacesRouteRef,
    endpoints: endpointsRouteRef,
  },
});
