import type { Project } from '@silogen/backstage-plugin-resource-manager-common';

/** A project's state from those of its clusters. */
export function projectState(
  deleting: boolean,
  clusters: Project['clusters'],
): Project['state'] {
  if (deleting) return 'deleting';
  const count = (state: Project['clusters'][number]['state']) =>
    clusters.filter(cluster => cluster.state === state).length;
  const ready = count('ready');
  if (ready === clusters.length) return 'ready';
  if (ready > 0) return 'partially-ready';
  return count('failed') > 0 ? 'failed' : 'pending';
}
