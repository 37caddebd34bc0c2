import { createRouteRef } from '@backstage/frontend-plugin-api';

/** `/resources/overview`. */
export const overviewRouteRef = createRouteRef();
/** `/resources/projects`; a project's page is `/:project` below it. */
export const projectsRouteRef = createRouteRef();
/** `/resources/quotas`. */
export const quotasRouteRef = createRouteRef();
/** `/resources/pools`. */
export const poolsRouteRef = createRouteRef();
/** `/resources/clusters`; a cluster's page is `/:cluster` below it. */
export const clustersRouteRef = createRouteRef();
