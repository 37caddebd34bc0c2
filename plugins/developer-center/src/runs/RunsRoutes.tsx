import { Route, Routes } from 'react-router-dom';
import { RunPage } from './RunPage';
import { RunsPage } from './RunsPage';

export const RunsRoutes = () => (
  <Routes>
    <Route path="/" element={<RunsPage />} />
    <Route path="/:run" element={<RunPage />} />
  </Routes>
);
