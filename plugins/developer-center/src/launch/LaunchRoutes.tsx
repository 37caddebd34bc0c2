import { Route, Routes } from 'react-router-dom';
import { LaunchIndexPage } from './LaunchIndexPage';
import { LaunchPage } from './LaunchPage';

export const LaunchRoutes = () => (
  <Routes>
    <Route path="/" element={<LaunchIndexPage />} />
    <Route path="/:namespace/:template" element={<LaunchPage />} />
  </Routes>
);
