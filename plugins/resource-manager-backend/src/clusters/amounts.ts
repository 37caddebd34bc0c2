import {
  formatQuantity,
  parseQuantity,
} from '@silogen/backstage-plugin-resource-manager-common';

/** Amounts by resource name, in milli-units. */
export type Amounts = Map<string, bigint>;

/** Resources that are counted in bytes and written with binary suffixes. */
export function isBytes(resource: string): boolean {
  return (
    resource === 'memory' ||
    resource === 'ephemeral-storage' ||
    resource.startsWith('hugepages-')
  );
}

/** Any accelerator: AMD names a resource per partitioning scheme, NVIDIA one per MIG profile. */
export function isGpuResource(resource: string): boolean {
  return (
    /^amd\.com\/./.test(resource) ||
    /^nvidia\.com\/(gpu|mig-.+)$/.test(resource)
  );
}

export function quantityText(resource: string, milli: bigint): string {
  return formatQuantity(milli, isBytes(resource) ? 'binary' : 'decimal');
}

/** Milli-units of a quantity that a cluster reported; 0 for one that cannot be read. */
export function readAmount(quantity: string | number | undefined): bigint {
  if (quantity === undefined) return 0n;
  try {
    return parseQuantity(quantity);
  } catch {
    return 0n;
  }
}

export function readAmounts(
  quantities: Record<string, string> | undefined,
): Amounts {
  return new Map(
    Object.entries(quantities ?? {}).map(([resource, quantity]) => [
      resource,
      readAmount(quantity),
    ]),
  );
}

export function addAmounts(
  total: Amounts,
  more: Iterable<[string, bigint]>,
): Amounts {
  for (const [resource, amount] of more)
    total.set(resource, (total.get(resource) ?? 0n) + amount);
  return total;
}

export function toQuantities(amounts: Amounts): Record<string, string> {
  return Object.fromEntries(
    [...amounts].map(([resource, amount]) => [
      resource,
      quantityText(resource, amount),
    ]),
  );
}

/** Whole units, for counts of things that do not come in parts. */
export function toCount(milli: bigint | undefined): number {
  return Number((milli ?? 0n) / 1000n);
}

export function maxAmount(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function minAmount(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
