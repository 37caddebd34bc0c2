import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import type { Container, PodSpec } from '../runtime/kubeTypes';

/** A limit without a request is also the request, as the API server defaults it. */
function requestsOf(container: Container): Record<string, bigint> {
  const merged = {
    ...container.resources?.limits,
    ...container.resources?.requests,
  };
  return Object.fromEntries(
    Object.entries(merged).map(([resource, amount]) => [
      resource,
      parseQuantity(amount),
    ]),
  );
}

/**
 * What one pod asks for, in milli-units: the sum of its containers, or of its largest init container where that is
 * more.
 */
export function podRequests(spec: PodSpec): Record<string, bigint> {
  const total: Record<string, bigint> = {};
  for (const container of spec.containers) {
    for (const [resource, amount] of Object.entries(requestsOf(container))) {
      total[resource] = (total[resource] ?? 0n) + amount;
    }
  }
  for (const container of spec.initContainers ?? []) {
    for (const [resource, amount] of Object.entries(requestsOf(container))) {
      total[resource] =
        amount > (total[resource] ?? 0n) ? amount : total[resource];
    }
  }
  return total;
}

const BINARY_RESOURCES = new Set(['memory', 'ephemeral-storage']);

/** The way in which Kubernetes writes an amount of this resource. */
export function quantityFormat(resource: string): 'binary' | 'decimal' {
  return BINARY_RESOURCES.has(resource) || resource.startsWith('hugepages-')
    ? 'binary'
    : 'decimal';
}
