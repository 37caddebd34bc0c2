import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import {
  matchesExpression,
  matchesPairs,
} from '../controllers/kueue/selectors';
import { podRequests } from '../controllers/kueue/podRequests';
import { isTrue } from '../controllers/runtime/conditions';
import type {
  NodeObject,
  Pod,
  PodSpec,
  Toleration,
} from '../controllers/runtime/kubeTypes';

/** A node with what is left of it. */
export interface NodeRoom {
  node: NodeObject;
  free: Record<string, bigint>;
  /** Free pods. */
  slots: number;
}

/** Room on each node after the pods that are bound to it and have not ended. */
export function roomOf(
  nodes: readonly NodeObject[],
  boundPods: readonly Pod[],
): NodeRoom[] {
  const rooms = new Map<string, NodeRoom>();
  for (const node of nodes) {
    const allocatable = node.status?.allocatable ?? {};
    const free = Object.fromEntries(
      Object.entries(allocatable).map(([resource, amount]) => [
        resource,
        parseQuantity(amount),
      ]),
    );
    rooms.set(node.metadata.name, {
      node,
      free,
      slots: Number(allocatable.pods ?? '110'),
    });
  }
  for (const pod of boundPods) {
    const room = rooms.get(pod.spec.nodeName ?? '');
    if (room) {
      take(room, podRequests(pod.spec));
    }
  }
  return [...rooms.values()];
}

/** Takes a pod's requests off a node. */
export function take(room: NodeRoom, requests: Record<string, bigint>): void {
  room.slots -= 1;
  for (const [resource, amount] of Object.entries(requests)) {
    room.free[resource] = (room.free[resource] ?? 0n) - amount;
  }
}

function tolerates(
  tolerations: readonly Toleration[] | undefined,
  taint: { key: string; value?: string; effect: string },
): boolean {
  return (tolerations ?? []).some(
    toleration =>
      (!toleration.effect || toleration.effect === taint.effect) &&
      (!toleration.key || toleration.key === taint.key) &&
      (toleration.operator === 'Exists' ||
        (toleration.value ?? '') === (taint.value ?? '')),
  );
}

function selects(spec: PodSpec, labels: Record<string, string>): boolean {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  return (
    matchesPairs(labels, spec.nodeSelector) &&
    (!terms ||
      terms.some(term =>
        (term.matchExpressions ?? []).every(expression =>
          matchesExpression(labels, expression),
        ),
      ))
  );
}

/** Why a node will not do, in the scheduler's words; `undefined` when it will. */
function objection(
  room: NodeRoom,
  spec: PodSpec,
  requests: Record<string, bigint>,
): string[] | undefined {
  const { node } = room;
  if (node.spec?.unschedulable) {
    return ['node(s) were unschedulable'];
  }
  const taint = (node.spec?.taints ?? []).find(
    candidate =>
      candidate.effect !== 'PreferNoSchedule' &&
      !tolerates(spec.tolerations, candidate),
  );
  if (taint) {
    return [
      `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`,
    ];
  }
  if (!isTrue(node.status?.conditions, 'Ready')) {
    return ['node(s) were not ready'];
  }
  if (!selects(spec, node.metadata.labels ?? {})) {
    return ["node(s) didn't match Pod's node affinity/selector"];
  }
  const short = Object.entries(requests)
    .filter(([resource, amount]) => amount > (room.free[resource] ?? 0n))
    .map(([resource]) => `Insufficient ${resource}`);
  if (room.slots < 1) {
    short.unshift('Too many pods');
  }
  return short.length > 0 ? short : undefined;
}

const GPU_RESOURCE = /^(amd|nvidia)\.com\/gpu$/;

function freeGpus(room: NodeRoom): bigint {
  return Object.entries(room.free)
    .filter(([resource]) => GPU_RESOURCE.test(resource))
    .reduce((sum, [, amount]) => sum + amount, 0n);
}

/** Bin packing: the node with the fewest GPUs left, then the least CPU, so that whole nodes stay free. */
function fullestFirst(a: NodeRoom, b: NodeRoom): number {
  const order = (x: bigint, y: bigint) => (x < y ? -1 : Number(x > y));
  return (
    order(freeGpus(a), freeGpus(b)) ||
    order(a.free.cpu ?? 0n, b.free.cpu ?? 0n) ||
    a.node.metadata.name.localeCompare(b.node.metadata.name)
  );
}

/** The node that a pod goes to, or the scheduler's message about why there is none. */
export function choosePlace(
  spec: PodSpec,
  rooms: readonly NodeRoom[],
): { room: NodeRoom } | { message: string } {
  const requests = podRequests(spec);
  const counts = new Map<string, number>();
  const fitting = rooms.filter(room => {
    const reasons = objection(room, spec, requests);
    reasons?.forEach(reason =>
      counts.set(reason, (counts.get(reason) ?? 0) + 1),
    );
    return !reasons;
  });
  const [best] = [...fitting].sort(fullestFirst);
  if (best) {
    return { room: best };
  }
  const reasons = [...counts.entries()]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort();
  return {
    message: `0/${rooms.length} nodes are available: ${
      reasons.join(', ') || 'no nodes'
    }.`,
  };
}
