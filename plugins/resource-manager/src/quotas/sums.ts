import {
  formatQuantity,
  parseQuantity,
  type QuotaList,
} from '@silogen/backstage-plugin-resource-manager-common';
import { quantityOfText, type AmountProblem } from './amountText';
import {
  guaranteeChange,
  typedQuantity,
  type QuotaEdit,
  type QuotaEdits,
} from './edits';

/** A pool with the edits counted in; canonical quantities. */
export interface PoolSum {
  key: string;
  cluster: string;
  clusterTitle: string;
  pool: string;
  poolTitle: string;
  resource: string;
  capacity: string;
  guaranteed: string;
  /** Capacity less guaranteed; negative when more is guaranteed than there is. */
  unassigned: string;
  used: string;
  borrowed: string;
  waiting: string;
  /** How much the guarantees exceed the capacity; left out when they do not. */
  excess?: string;
  /** Whether the edits make the excess, or make it larger: then they cannot be saved. */
  isExcessNew: boolean;
}

/** What tells a pool's section apart. */
export function poolKey(pool: {
  cluster: string;
  pool: string;
  resource: string;
}): string {
  return [pool.cluster, pool.pool, pool.resource].join('|');
}

/** The pools' sums with the edits, as they would be after saving. */
export function poolSums(
  pools: QuotaList['pools'],
  edits: QuotaEdits,
): PoolSum[] {
  const changes = new Map<string, bigint>();
  for (const edit of edits.values()) {
    const key = poolKey(edit.base);
    changes.set(key, (changes.get(key) ?? 0n) + guaranteeChange(edit));
  }
  return pools.map(pool => {
    const key = poolKey(pool);
    const change = changes.get(key) ?? 0n;
    const capacity = parseQuantity(pool.numbers.capacity);
    const guaranteed = parseQuantity(pool.numbers.guaranteed) + change;
    const excess = guaranteed - capacity;
    return {
      key,
      cluster: pool.cluster,
      clusterTitle: pool.clusterTitle ?? pool.cluster,
      pool: pool.pool,
      poolTitle: pool.poolTitle,
      resource: pool.resource,
      capacity: pool.numbers.capacity,
      guaranteed: formatQuantity(guaranteed, 'decimal'),
      unassigned: formatQuantity(-excess, 'decimal'),
      used: pool.numbers.used,
      borrowed: pool.numbers.borrowed,
      waiting: pool.numbers.waiting,
      ...(excess > 0n && { excess: formatQuantity(excess, 'decimal') }),
      isExcessNew: excess > 0n && change > 0n,
    };
  });
}

/** What is wrong with one row's fields. */
export interface RowProblem {
  field: 'guaranteed' | 'borrowingLimit' | 'lendingLimit';
  problem: AmountProblem | 'lends-more-than-guaranteed';
}

function amountProblem(
  text: string,
  resource: string,
): AmountProblem | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  const result = quantityOfText(text, resource);
  return 'problem' in result ? result.problem : undefined;
}

/** The problems of one row, field by field. */
export function rowProblems({ base, input }: QuotaEdit): RowProblem[] {
  const problems: RowProblem[] = [];
  for (const field of [
    'guaranteed',
    'borrowingLimit',
    'lendingLimit',
  ] as const) {
    const problem = amountProblem(input[field], base.resource);
    if (problem) {
      problems.push({ field, problem });
    }
  }
  if (problems.length === 0 && input.lendingLimit.trim() !== '') {
    const lending =
      typedQuantity(input.lendingLimit, base.lendingLimit, base.resource) ??
      '0';
    const guaranteed =
      typedQuantity(input.guaranteed, base.guaranteed, base.resource) ?? '0';
    // Kueue refuses a lendingLimit above the nominal quota.
    if (parseQuantity(lending) > parseQuantity(guaranteed)) {
      problems.push({
        field: 'lendingLimit',
        problem: 'lends-more-than-guaranteed',
      });
    }
  }
  return problems;
}

/** Whether the edits can be sent: every field is a number that makes sense, and no pool's excess grows. */
export function canSave(edits: QuotaEdits, sums: readonly PoolSum[]): boolean {
  return (
    edits.size > 0 &&
    sums.every(sum => !sum.isExcessNew) &&
    [...edits.values()].every(edit => rowProblems(edit).length === 0)
  );
}
