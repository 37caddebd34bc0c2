import type { ClusterConnection } from '../clusters/types';
import type { DesiredQueues } from './desiredQueues';
import type { WrittenKind, WrittenObjects } from './OwnershipStore';

/** How a project's queues get to a cluster. */
export interface QueueWriter {
  /**
   * Makes the cluster's queues as wanted. What is not ours is kept. Every call is safe to repeat.
   *
   * @returns true when something was written
   * @throws ClusterError, or an error with a problem code for what cannot be written
   */
  write(options: {
    connection: ClusterConnection;
    desired: DesiredQueues;
    written: WrittenObjects;
  }): Promise<boolean>;
}

export function objectsOf(
  desired: DesiredQueues,
): { kind: WrittenKind; name: string }[] {
  return [
    ...desired.namespaces.map(({ name }) => ({
      kind: 'Namespace' as const,
      name,
    })),
    ...desired.flavors.map(({ name }) => ({
      kind: 'ResourceFlavor' as const,
      name,
    })),
    ...desired.priorityClasses.map(({ name }) => ({
      kind: 'WorkloadPriorityClass' as const,
      name,
    })),
    ...desired.cohorts.map(({ name }) => ({ kind: 'Cohort' as const, name })),
    ...desired.clusterQueues.map(({ name }) => ({
      kind: 'ClusterQueue' as const,
      name,
    })),
    ...desired.localQueues.map(({ namespace, name }) => ({
      kind: 'LocalQueue' as const,
      name: `${namespace}/${name}`,
    })),
  ];
}
