import { createFrontendPlugin, PageBlueprint, PluginWrapperBlueprint } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  RiDatabase2Line,
  RiHome5Line,
  RiRobot2Line,
  RiRocketLine,
  RiStackLine,
  RiListCheck3,
} from '@remixicon/react';
import { loadQueryWrapper } from '@silogen/backstage-plugin-resource-manager-react';
import { launchFormFields } from './launch';
import {
  datasetsRouteRef,
  homeRouteRef,
  launchRouteRef,
  modelsRouteRef,
  runsRouteRef,
  workloadsRouteRef,
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
  },
});
