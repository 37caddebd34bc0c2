import {
  formatQuantity,
  parseQuantity,
  type QuotaRow,
} from '@silogen/backstage-plugin-resource-manager-common';
import { poolKey } from './sums';

/** The rows of one department in one pool, with what they add up to; canonical quantities. */
export interface DepartmentGroup {
  department: string;
  title: string;
  guaranteed: string;
  used: string;
  rows: readonly QuotaRow[];
}

function sumOf(quantities: readonly string[]): string {
  return formatQuantity(
    quantities.reduce((sum, quantity) => sum + parseQuantity(quantity), 0n),
    'decimal',
  );
}

/** Rows by {@link poolKey}, then by department, both in the order in which they come. */
export function groupRows(
  rows: readonly QuotaRow[],
): Map<string, DepartmentGroup[]> {
  const pools = new Map<string, Map<string, QuotaRow[]>>();
  for (const row of rows) {
    const departments =
      pools.get(poolKey(row)) ?? new Map<string, QuotaRow[]>();
    departments.set(row.department, [
      ...(departments.get(row.department) ?? []),
      row,
    ]);
    pools.set(poolKey(row), departments);
  }
  return new Map(
    [...pools].map(([key, departments]) => [
      key,
      [...departments].map(([department, members]) => ({
        department,
        title: members[0].departmentTitle,
        guaranteed: sumOf(members.map(row => row.guaranteed)),
        used: sumOf(members.map(row => row.used)),
        rows: members,
      })),
    ]),
  );
}
