import { Route, Routes } from 'react-router-dom';
import { ProjectPage } from './ProjectPage';
import { ProjectsPage } from './ProjectsPage';

/** `/resources/projects` and a page for each project below it. */
export function ProjectsRoutes() {
  return (
    <Routes>
      <Route path="/" element={<ProjectsPage />} />
      <Route path="/:project" element={<ProjectPage />} />
    </Routes>
  );
}
