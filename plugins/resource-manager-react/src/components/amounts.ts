import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';

/** How a resource is counted for people. */
export type ResourceKind = 'gpus' | 'cores' | 'memory' | 'storage' | 'other';

const GIB = 2 ** 30;
const MILLI = 1000;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** The kind of a Kubernetes resource name. */
export function resourceKind(resource: string): ResourceKind {
  if (/^(amd|nvidia)\.com\//.test(resource) || resource.endsWith('/gpu')) {
    return 'gpus';
  }
  switch (resource) {
    case 'cpu':
      return 'cores';
    case 'memory':
      return 'memory';
    case 'ephemeral-storage':
      return 'storage';
    default:
      return 'other';
  }
}

/** A quantity as a number of what people count in: GPUs, cores, GiB. For drawing and reading; sums use milli-units. */
export function amountOf(value: string | number, resource: string): number {
  const units = Number(parseQuantity(value)) / MILLI;
  const kind = resourceKind(resource);
  return kind === 'memory' || kind === 'storage' ? units / GIB : units;
}

/** A number in digits, at most two after the point. */
export function formatNumber(value: number): string {
  return number.format(value);
}
