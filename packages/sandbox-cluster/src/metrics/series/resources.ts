import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import type { NodeObject } from '../../controllers/runtime/kubeTypes';

/** How kube-state-metrics writes a resource: `amd.com/gpu` becomes `amd_com_gpu`, with its unit. */
export function resourceLabels(resource: string): {
  resource: string;
  unit: string;
} {
  return {
    resource: resource.replace(/[^a-zA-Z0-9_]/g, '_'),
    unit: unitOf(resource),
  };
}

function unitOf(resource: string): string {
  if (resource === 'cpu') {
    return 'core';
  }
  return /^(memory|ephemeral-storage|hugepages-)/.test(resource)
    ? 'byte'
    : 'integer';
}

export function amountsOfNode(
  node: NodeObject,
  field: 'allocatable' | 'capacity',
): { resource: string; amount: number }[] {
  return Object.entries(node.status?.[field] ?? {}).map(
    ([resource, amount]) => ({
      resource,
      amount: Number(parseQuantity(amount)) / 1000,
    }),
  );
}
