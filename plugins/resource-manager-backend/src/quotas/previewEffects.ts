import type {
  Difference,
  QuotaPreview,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterQueueObject } from '../clusters/kubeTypes';
import type { ClusterConnection } from '../clusters/types';
import { affectedRuns } from './affectedRuns';
import type { QuotaCheck } from './checkQuota';
import { queueDifferences } from './queueDiff';
import { queueSpec } from './queueShape';

/** What a quota would change on the cluster, and for whom. */
export function previewEffects(options: {
  connection: ClusterConnection;
  check: QuotaCheck;
  nowMs: number;
}): Pick<QuotaPreview, 'changes' | 'suspended' | 'started'> {
  const { connection, check } = options;
  return { changes: changesOf(connection, check), ...affectedRuns(options) };
}

function changesOf(
  connection: ClusterConnection,
  { project, after }: QuotaCheck,
): Difference[] {
  return [project, after.catchAll].flatMap(name => {
    const wanted = after.desired.clusterQueues.find(
      queue => queue.name === name,
    );
    const seen = connection.view.get<ClusterQueueObject>('ClusterQueue', name);
    return queueDifferences(
      wanted && queueSpec(wanted, 'v1beta1'),
      seen?.spec,
      `${name}: `,
    );
  });
}
