import type { LazySeries } from './LazySeries';
import type { ClusterSnapshot } from './snapshot';

/** All series of one metric name. */
export interface MetricFamily {
  name: string;
  help: string;
  type: 'gauge' | 'counter';
  unit?: string;
  series(cluster: ClusterSnapshot): LazySeries[];
}
