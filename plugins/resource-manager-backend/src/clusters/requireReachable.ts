import { problem } from '../problems';
import type { ClusterConnection } from './types';

/** @throws ServiceUnavailableError that says since when and why */
export function requireReachable(connection: ClusterConnection): void {
  const { reachable, since, problem: why } = connection.reachability();
  if (reachable) return;
  throw problem(
    'unavailable',
    'cluster.unreachable',
    `Cluster ${
      connection.name
    } cannot be reached since ${since.toISOString()}: ${why}`,
    [
      {
        field: 'cluster',
        problem: 'cannot be reached',
        remedy: 'Try again when it can; its page shows since when and why not',
      },
    ],
  );
}

/**
 * For what can be decided by the last known state of a cluster, reachable or not.
 *
 * @throws ServiceUnavailableError while its nodes were never read
 */
export function requireKnown(connection: ClusterConnection): void {
  if (connection.view.synced('Node')) return;
  requireReachable(connection);
  throw problem(
    'unavailable',
    'cluster.unreachable',
    `Cluster ${connection.name} is being read for the first time`,
    [
      {
        field: 'cluster',
        problem: 'was not read yet',
        remedy: 'Try again in a few seconds',
      },
    ],
  );
}
