import type {
  ListQuotasQuery,
  QuotaList,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectRecord } from '../contracts';
import { decodeCursor, encodeCursor } from '../paging';
import type { PoolFacts } from '../pools/poolFacts';
import { poolNumbers } from './poolNumbers';
import { quotaRow, type ClusterSnapshot } from './quotaRows';

/** One page of projects × pools; rows are made only for the page. */
export function pageOfQuotas(options: {
  query: ListQuotasQuery;
  projects: readonly ProjectRecord[];
  snapshots: readonly ClusterSnapshot[];
}): Omit<QuotaList, 'errors'> {
  const { query, snapshots } = options;
  const projects = [...options.projects].sort((a, b) =>
    compare([a.department, a.name], [b.department, b.name]),
  );
  const pools = snapshots.flatMap(snapshot =>
    snapshot.plan.pools
      .filter(pool => query.pool === undefined || pool.name === query.pool)
      .map(pool => ({
        snapshot,
        pool,
        resource: query.resource ?? pool.resource,
      })),
  );
  const keys = pools.flatMap((place, index) =>
    projects.map(project => ({ place, index, project })),
  );
  const start =
    query.cursor === undefined
      ? 0
      : keys.findIndex(key =>
          isAfter(key, decodeCursor(query.cursor ?? '', 4)),
        );
  const limit = query.limit ?? 50;
  const page = start < 0 ? [] : keys.slice(start, start + limit);
  const last = page[page.length - 1];
  const more = start >= 0 && start + limit < keys.length;
  return {
    items: page.map(({ place, project }) => quotaRow({ ...place, project })),
    pools: pools.map(({ snapshot, pool, resource }) => ({
      cluster: snapshot.connection.name,
      clusterTitle: snapshot.connection.title,
      pool: pool.name,
      poolTitle: pool.title,
      resource,
      numbers: poolNumbers({
        pool,
        resource,
        plan: snapshot.plan,
        usage: snapshot.usage,
      }),
    })),
    nextCursor: more
      ? encodeCursor([
          last.place.snapshot.connection.name,
          last.place.pool.name,
          last.project.department,
          last.project.name,
        ])
      : undefined,
    totalItems: keys.length,
  };

  function isAfter(
    key: {
      place: { snapshot: ClusterSnapshot; pool: PoolFacts };
      index: number;
      project: ProjectRecord;
    },
    [cluster, pool, department, project]: readonly (string | number)[],
  ): boolean {
    const at = pools.findIndex(
      place =>
        place.snapshot.connection.name === cluster && place.pool.name === pool,
    );
    if (key.index !== at) return key.index > at;
    return (
      compare(
        [key.project.department, key.project.name],
        [String(department), String(project)],
      ) > 0
    );
  }
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < a.length; index += 1) {
    if (a[index] !== b[index]) return a[index] < b[index] ? -1 : 1;
  }
  return 0;
}
