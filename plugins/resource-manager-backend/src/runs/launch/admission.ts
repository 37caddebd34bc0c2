import {
  wouldStart,
  type AdmissionWorkload,
  type Decision,
} from '@silogen/kueue-admission';
import type { ClusterConnection } from '../../clusters/types';

/** What the cluster's Kueue would do with a workload that came now; undefined when the cluster is not known well enough. */
export function decideLaunch(
  connection: ClusterConnection,
  workload: AdmissionWorkload,
): { decision?: Decision; position: number } {
  if (
    !connection.view.synced('ClusterQueue') ||
    !connection.view.synced('Workload')
  ) {
    return { position: 1 };
  }
  const { decision, positionInQueue } = wouldStart(
    connection.admissionWorld(),
    workload,
  );
  return { decision, position: positionInQueue };
}
