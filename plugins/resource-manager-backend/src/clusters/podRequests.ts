import { addAmounts, maxAmount, readAmounts, type Amounts } from './amounts';
import type { ContainerSpec, PodObject, PodSpec } from './kubeTypes';

function requestsOf(container: ContainerSpec): Amounts {
  // Extended resources may be written as limits only: the request then equals the limit.
  return readAmounts({
    ...container.resources?.limits,
    ...container.resources?.requests,
  });
}

/**
 * What one pod counts for: its containers together, or its greediest init container if that is more. Init containers
 * that always restart (sidecars) stay and add up.
 */
export function podRequests(spec: PodSpec | undefined): Amounts {
  const total: Amounts = new Map();
  const initial: Amounts = new Map();
  const sidecars: Amounts = new Map();
  for (const container of spec?.initContainers ?? []) {
    const requests = requestsOf(container);
    if (container.restartPolicy === 'Always') {
      addAmounts(sidecars, requests);
      continue;
    }
    for (const [resource, amount] of addAmounts(new Map(requests), sidecars)) {
      initial.set(resource, maxAmount(initial.get(resource) ?? 0n, amount));
    }
  }
  addAmounts(total, sidecars);
  for (const container of spec?.containers ?? [])
    addAmounts(total, requestsOf(container));
  for (const [resource, amount] of initial) {
    total.set(resource, maxAmount(total.get(resource) ?? 0n, amount));
  }
  return addAmounts(total, readAmounts(spec?.overhead));
}

/** Whether the pod occupies its node: bound, and not run to its end. */
export function holdsNode(pod: PodObject): boolean {
  const phase = pod.status?.phase;
  return (
    Boolean(pod.spec?.nodeName) && phase !== 'Succeeded' && phase !== 'Failed'
  );
}
