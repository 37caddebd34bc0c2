import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject } from '@silogen/cluster-client';
import type { ClusterView } from '../clusters/types';

interface QueueObject extends KubeObject {
  status?: {
    flavorsUsage?: {
      name: string;
      resources?: {
        name: string;
        total?: string | number;
        borrowed?: string | number;
      }[];
    }[];
  };
}

/**
 * Whether a project is above its guarantee in a pool, as its queue reports it. For a run with GPUs the GPUs count:
 * borrowed memory alone gets nobody suspended while there are GPUs to spare.
 */
export function isBorrowing(
  view: Pick<ClusterView, 'get'>,
  options: { project: string; pool: string | undefined; gpus: number },
): boolean | undefined {
  const { project, pool, gpus } = options;
  const queue = view.get<QueueObject>('ClusterQueue', project);
  const usage = queue?.status?.flavorsUsage;
  if (!usage || pool === undefined) return undefined;
  const resources = usage.find(({ name }) => name === pool)?.resources ?? [];
  return resources
    .filter(({ name }) => (gpus > 0 ? name.endsWith('/gpu') : name === 'cpu'))
    .some(
      ({ borrowed }) => borrowed !== undefined && parseQuantity(borrowed) > 0n,
    );
}
