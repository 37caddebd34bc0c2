import type {
  Difference,
  FieldProblem,
  PoolQuota,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterConnection } from '../clusters/types';
import { foreignGuarantees, type ClusterPlan } from './ClusterPlanner';
import { coveredResources } from './desiredQueues';
import { queueDifferences } from './queueDiff';
import { queueSpec } from './queueShape';
import { capacityProblems, quotaProblems } from './validateQuota';

/** A quota held against the cluster and everybody else's quotas. */
export interface QuotaCheck {
  project: string;
  before: ClusterPlan;
  after: ClusterPlan;
  /** Wrong by itself. */
  invalid: FieldProblem[];
  /** More than there is. */
  exceeding: FieldProblem[];
  /** In the project's own queue, against what was wanted before. */
  ownChanges: Difference[];
}

export function checkQuota(options: {
  connection: ClusterConnection;
  project: string;
  quotas: readonly PoolQuota[];
  before: ClusterPlan;
  after: ClusterPlan;
}): QuotaCheck {
  const { connection, project, quotas, before, after } = options;
  const covered =
    before.desired.clusterQueues[0]?.coveredResources ??
    coveredResources({ gpuResources: [], projects: [] });
  const invalid = quotaProblems(quotas, { pools: before.pools, covered });
  const exceeding = invalid.length
    ? []
    : capacityProblems({
        project,
        quotas,
        before: before.desired,
        after: after.desired,
        catchAll: after.catchAll,
        pools: after.pools,
        foreign: foreignGuarantees(connection, after.written),
      });
  return {
    project,
    before,
    after,
    invalid,
    exceeding,
    ownChanges: ownChanges(project, before, after),
  };
}

function ownChanges(
  project: string,
  before: ClusterPlan,
  after: ClusterPlan,
): Difference[] {
  const specIn = (plan: ClusterPlan) => {
    const queue = plan.desired.clusterQueues.find(
      ({ name }) => name === project,
    );
    return queue && queueSpec(queue, 'v1beta1');
  };
  return queueDifferences(specIn(after), specIn(before));
}
