import { createRouteRef } from '@backstage/frontend-plugin-api';

export const homeRouteRef = createRouteRef();
export const modelsRouteRef = createRouteRef();
export const datasetsRouteRef = createRouteRef();
export const workloadsRouteRef = createRouteRef();
export const launchRouteRef = createRouteRef();
export const runsRouteRef = createRouteRef();
export const workspacesRouteRef = createRouteRef();
export const endpointsRouteRef = createRouteRef();
