import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import type { PreviewRunRequest } from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterRegistry } from '../../clusters/types';
import type {
  PoolDirectory,
  PoolSummary,
  QuotaDirectory,
} from '../../contracts';
import { launchProblem, type LaunchProblem } from './problems';

export interface ReachablePool {
  pool: PoolSummary;
  access: 'borrow' | 'guaranteed';
}

function suits(
  pool: PoolSummary,
  workload: AiWorkloadEntity,
  gpus: number,
): boolean {
  if (gpus === 0) return true;
  if (pool.kind !== 'gpu') return false;
  const vendors = workload.spec.accelerators;
  return (
    pool.vendor === undefined ||
    vendors.length === 0 ||
    vendors.includes(pool.vendor)
  );
}

function whyNone(options: {
  request: PreviewRunRequest;
  workload: AiWorkloadEntity;
  gpus: number;
  accessible: ReachablePool[];
}): LaunchProblem {
  const { request, workload, gpus, accessible } = options;
  const { cluster, pool, project } = request;
  const remedy = 'Ask a resource manager for access, or choose another.';
  const named = accessible.find(
    each =>
      each.pool.name === pool && (!cluster || each.pool.cluster === cluster),
  );
  if (pool && !named) {
    return launchProblem('run.noAccess', {
      field: 'pool',
      problem: `${project} has no access to a pool ${pool}${
        cluster ? ` on ${cluster}` : ''
      }.`,
      remedy,
    });
  }
  if (cluster && !accessible.some(each => each.pool.cluster === cluster)) {
    return launchProblem('run.noAccess', {
      field: 'cluster',
      problem: `${project} has no access to a pool on ${cluster}.`,
      remedy,
    });
  }
  if (accessible.length === 0) {
    return launchProblem('run.noAccess', {
      field: 'project',
      problem: `${project} has no access to any pool.`,
      remedy: 'Ask a resource manager for a quota.',
    });
  }
  const vendors = workload.spec.accelerators.join(' or ').toUpperCase();
  return launchProblem('run.noAccess', {
    field: pool ? 'pool' : 'gpus',
    problem:
      gpus > 0 && named?.pool.kind === 'cpu'
        ? `${named.pool.title} has no GPUs.`
        : `${project} has access to no pool${pool ? ` ${pool}` : ''} with ${
            vendors ? `${vendors} ` : ''
          }GPUs, which it needs.`,
    remedy,
  });
}

/** The pools that a launch may go to, narrowed to what it names; a problem when there is none. */
export async function placementCandidates(options: {
  request: PreviewRunRequest;
  project: string;
  workload: AiWorkloadEntity;
  gpus: number;
  clusters: ClusterRegistry;
  pools: PoolDirectory;
  quotas: QuotaDirectory;
}): Promise<{ candidates: ReachablePool[]; problem?: LaunchProblem }> {
  const { request, project, workload, gpus, clusters, pools, quotas } = options;
  const access = await quotas.accessOf(project);
  const accessible: ReachablePool[] = [];
  for (const { name } of clusters.list()) {
    const here = new Map(
      access
        .filter(each => each.cluster === name)
        .map(each => [each.pool, each.access]),
    );
    if (here.size === 0) continue;
    for (const pool of await pools.list(name)) {
      const level = here.get(pool.name);
      if (level) accessible.push({ pool, access: level });
    }
  }
  const candidates = accessible.filter(
    ({ pool }) =>
      suits(pool, workload, gpus) &&
      (request.cluster === undefined || pool.cluster === request.cluster) &&
      (request.pool === undefined || pool.name === request.pool),
  );
  // Without GPUs, a GPU pool is a waste unless somebody names it or there is nothing else.
  const sparing = candidates.filter(
    ({ pool }) => gpus > 0 || request.pool !== undefined || pool.kind === 'cpu',
  );
  if (candidates.length > 0)
    return { candidates: sparing.length > 0 ? sparing : candidates };
  return {
    candidates,
    problem: whyNone({ request, workload, gpus, accessible }),
  };
}
