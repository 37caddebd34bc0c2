import { Link, useSidebarOpenState } from '@backstage/core-components';
import {
  useClusters,
  withQueries,
} from '@silogen/backstage-plugin-resource-manager-react';
import { RiFlaskLine } from '@remixicon/react';
import styles from './Sidebar.module.css';

/** Says on every page that no real GPU works, and how fast simulated time passes, while one of the clusters is simulated. */
export const SimulationItem = withQueries(() => {
  const { isOpen } = useSidebarOpenState();
  const clusters = useClusters();
  const all = clusters.data?.items ?? [];
  const simulated = all.filter(cluster => cluster.simulated);
  if (simulated.length === 0) return null;
  const what =
    simulated.length > 1 ? 'Simulated clusters' : 'Simulated cluster';
  // A real cluster whose nodes are simulated has the time of everybody.
  const speeds = simulated.flatMap(cluster => cluster.speed ?? []);
  const speed = speeds.length > 0 ? `${Math.max(...speeds)} × speed` : '';
  return (
    <Link
      className={styles.simulation}
      to="/resources/clusters"
      aria-label={[what, speed].filter(Boolean).join(', ')}
    >
      <RiFlaskLine aria-hidden />
      {isOpen && (
        <span>
          {what}
          {speed && (
            <>
              <br />
              <small>{speed}</small>
            </>
          )}
        </span>
      )}
    </Link>
  );
});
