import {
  sameQuantity,
  type PoolQuota,
  type ProjectQuota,
  type QuotaRow,
  type SetProjectQuota,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  guaranteeChange,
  typedQuantity,
  type QuotaEdit,
  type QuotaEdits,
} from './edits';

function resourceOf(edit: QuotaEdit): PoolQuota['resources'][number] {
  const { base, input } = edit;
  const borrowingLimit = typedQuantity(
    input.borrowingLimit,
    base.borrowingLimit,
    base.resource,
  );
  const lendingLimit = typedQuantity(
    input.lendingLimit,
    base.lendingLimit,
    base.resource,
  );
  return {
    resource: base.resource,
    guaranteed:
      typedQuantity(input.guaranteed, base.guaranteed, base.resource) ?? '0',
    ...(borrowingLimit !== undefined && { borrowingLimit }),
    ...(lendingLimit !== undefined && { lendingLimit }),
  };
}

function poolWith(pool: PoolQuota | undefined, edit: QuotaEdit): PoolQuota {
  const edited = resourceOf(edit);
  const others = (pool?.resources ?? []).filter(
    ({ resource }) => resource !== edited.resource,
  );
  const { access } = edit.input;
  return {
    pool: edit.base.pool,
    access,
    resources: [
      edited,
      // Who only borrows in a pool is guaranteed none of its resources.
      ...(access === 'borrow'
        ? others.map(one => ({
            ...one,
            guaranteed: '0',
            lendingLimit: undefined,
          }))
        : others),
    ],
  };
}

/**
 * The whole quota of a project on a cluster, which is what the API takes: `current` with the edited pools replaced. A pool
 * without access is left out.
 */
export function quotaWith(
  current: ProjectQuota,
  edits: readonly QuotaEdit[],
  reason?: string,
): SetProjectQuota {
  const pools = new Map(current.pools.map(pool => [pool.pool, pool]));
  for (const edit of edits) {
    if (edit.input.access === 'none') {
      pools.delete(edit.base.pool);
    } else {
      pools.set(edit.base.pool, poolWith(pools.get(edit.base.pool), edit));
    }
  }
  return {
    pools: [...pools.values()].filter(({ access }) => access !== 'none'),
    ...(reason?.trim() && { reason: reason.trim() }),
  };
}

/** A row as the current quota has it, for telling whether someone else has changed it. */
function rowIn(current: ProjectQuota, row: QuotaRow): QuotaRow {
  const pool = current.pools.find(one => one.pool === row.pool);
  if (!pool || pool.access === 'none') {
    return {
      ...row,
      version: current.version,
      access: 'none',
      guaranteed: '0',
      borrowingLimit: undefined,
      lendingLimit: undefined,
    };
  }
  const resource = pool.resources.find(one => one.resource === row.resource);
  // A resource that a pool leaves out follows its GPUs; its number is in the row only.
  return resource
    ? {
        ...row,
        version: current.version,
        access: pool.access,
        guaranteed: resource.guaranteed,
        borrowingLimit: resource.borrowingLimit,
        lendingLimit: resource.lendingLimit,
      }
    : { ...row, version: current.version, access: pool.access };
}

function sameLimit(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameQuantity(a, b);
}

/** The edit on top of what the quota is now. */
export function rebased(edit: QuotaEdit, current: ProjectQuota): QuotaEdit {
  return { ...edit, base: rowIn(current, edit.base) };
}

/** Whether someone changed the very row since the editing began. Changes to other pools do not matter. */
export function isOvertaken(edit: QuotaEdit, current: ProjectQuota): boolean {
  const { base } = edit;
  if (current.version === base.version) {
    return false;
  }
  const now = rowIn(current, base);
  return !(
    now.access === base.access &&
    sameQuantity(now.guaranteed, base.guaranteed) &&
    sameLimit(now.borrowingLimit, base.borrowingLimit) &&
    sameLimit(now.lendingLimit, base.lendingLimit)
  );
}

/** What is stored in one request: the edits of one project on one cluster. */
export interface QuotaChangeSet {
  key: string;
  project: string;
  projectTitle: string;
  cluster: string;
  clusterTitle: string;
  edits: readonly QuotaEdit[];
}

/**
 * The edits as requests, by cluster. What takes less comes first, so that a guarantee that moves from one project to
 * another never exceeds the pool in between.
 */
export function changeSets(edits: QuotaEdits): QuotaChangeSet[] {
  const sets = new Map<string, QuotaEdit[]>();
  for (const edit of edits.values()) {
    const key = `${edit.base.cluster}|${edit.base.project}`;
    sets.set(key, [...(sets.get(key) ?? []), edit]);
  }
  const more = (set: QuotaChangeSet) =>
    set.edits.reduce((sum, edit) => sum + guaranteeChange(edit), 0n);
  return [...sets]
    .map(([key, [first, ...rest]]) => ({
      key,
      project: first.base.project,
      projectTitle: first.base.projectTitle,
      cluster: first.base.cluster,
      clusterTitle: first.base.clusterTitle ?? first.base.cluster,
      edits: [first, ...rest],
    }))
    .sort((a, b) => {
      const difference = more(a) - more(b);
      return (
        a.cluster.localeCompare(b.cluster) ||
        (difference < 0n ? -1 : Number(difference > 0n)) ||
        a.project.localeCompare(b.project)
      );
    });
}
