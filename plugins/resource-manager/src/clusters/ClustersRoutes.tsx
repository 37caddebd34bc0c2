import { Route, Routes } from 'react-router-dom';
import { ClusterPage } from './ClusterPage';
import { ClustersPage } from './ClustersPage';

/** `/resources/clusters` and a page for each cluster below it. */
export function ClustersRoutes() {
  return (
    <Routes>
      <Route path="/" element={<ClustersPage />} />
      <Route path="/:cluster" element={<ClusterPage />} />
    </Routes>
  );
}
