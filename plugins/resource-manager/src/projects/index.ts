export { ProjectsRoutes } from './ProjectsRoutes';
