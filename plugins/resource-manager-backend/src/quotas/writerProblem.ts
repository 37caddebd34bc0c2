import type {
  FieldProblem,
  ProblemCode,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterConnection } from '../clusters/types';

export interface WriterProblem {
  code: ProblemCode;
  message: string;
  detail: FieldProblem;
}

/** Why this portal cannot manage a cluster's queues, if so. */
export function writerProblem(
  connection: ClusterConnection,
): WriterProblem | undefined {
  const kind = connection.writer();
  if (kind === 'none') {
    return {
      code: 'cluster.unsupported',
      message: `Cluster ${connection.name} serves neither Kueue nor Kaiwo`,
      detail: {
        field: 'cluster',
        problem: 'serves neither Kueue nor Kaiwo',
        remedy: 'Install Kueue on it; it is found within a minute',
      },
    };
  }
  const config = connection.view.get('KaiwoConfig', 'kaiwo') as
    | { spec?: { dynamicallyUpdateDefaultClusterQueue?: boolean } }
    | undefined;
  if (kind === 'kaiwo' && config?.spec?.dynamicallyUpdateDefaultClusterQueue) {
    return {
      code: 'kaiwo.managesQueues',
      message: `On cluster ${connection.name} Kaiwo rewrites its default queue from the nodes, which would undo every quota`,
      detail: {
        field: 'spec.dynamicallyUpdateDefaultClusterQueue',
        problem: 'is true in KaiwoConfig kaiwo',
        remedy:
          'Set it to false: kubectl patch kaiwoconfig kaiwo --type merge -p \'{"spec":{"dynamicallyUpdateDefaultClusterQueue":false}}\'',
      },
    };
  }
  return undefined;
}

/** Kaiwo tells only that it failed; why stands in the events of the object. */
export function kaiwoFailure(
  connection: ClusterConnection,
): string | undefined {
  const config = connection.view.get('KaiwoQueueConfig', 'kaiwo') as
    | { status?: { status?: string } }
    | undefined;
  return config?.status?.status === 'FAILED'
    ? 'Kaiwo could not apply it (KaiwoQueueConfig kaiwo is FAILED); the events of that object say why'
    : undefined;
}
