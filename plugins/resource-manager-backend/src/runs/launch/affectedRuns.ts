import type { AffectedRun } from '@silogen/backstage-plugin-resource-manager-common';
import type { Decision } from '@silogen/kueue-admission';
import type { ClusterConnection } from '../../clusters/types';
import { gpusOfObject } from '../observe/discover';
import { rootOf } from '../observe/gather';
import type { RunObject, WorkloadObject } from '../observe/kube';
import type { RunStore } from '../store/RunStore';

/**
 * The runs behind the Kueue workloads that a launch would suspend. Of a project that the caller may not look into, no
 * more is said than that it is another one.
 */
export async function affectedRuns(options: {
  decision: Decision | undefined;
  connection: ClusterConnection;
  store: RunStore;
  mayRead(project: string): Promise<boolean>;
}): Promise<AffectedRun[]> {
  const { decision, connection, store, mayRead } = options;
  if (decision?.outcome !== 'preempt') return [];
  const affected: AffectedRun[] = [];
  for (const { key } of decision.victims) {
    const [namespace, name] = key.split('/');
    const workload = connection.view.get<WorkloadObject>(
      'Workload',
      name,
      namespace,
    );
    const root =
      workload && (rootOf(connection.view, workload) as RunObject | undefined);
    const run = root?.metadata.uid
      ? await store.findByObjectUid(connection.name, root.metadata.uid)
      : undefined;
    const gpus = run?.gpus ?? (root ? gpusOfObject(root) : 0);
    if (run && (await mayRead(run.project))) {
      affected.push({
        runId: run.id,
        name: run.name,
        project: run.project,
        gpus,
        interruption: run.interruption,
      });
    } else {
      affected.push({
        name: 'A run of another project',
        project: 'another project',
        gpus,
        interruption: run?.interruption,
      });
    }
  }
  return affected;
}
