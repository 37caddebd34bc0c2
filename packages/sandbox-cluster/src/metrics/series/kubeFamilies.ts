import type { Condition } from '../../controllers/runtime/conditions';
import type { NodeObject } from '../../controllers/runtime/kubeTypes';
import type { PodRecord } from '../history/podRecord';
import { withoutEmpty } from './labelSets';
import { LazySeries, type Span } from './LazySeries';
import type { MetricFamily } from './families';
import type { ClusterSnapshot } from './snapshot';
import { amountsOfNode, resourceLabels } from './resources';

/** Where kube-state-metrics is scraped. */
export const KUBE_TARGET = {
  job: 'kube-state-metrics',
  instance: 'kube-state-metrics.monitoring.svc:8080',
};

/** A condition that is written so soon after its node belongs to the making of the node. */
const SETTLING_MS = 5_000;

interface Row {
  labels: Readonly<Record<string, string | undefined>>;
  spans: readonly Span[];
  value: number | ((timeMs: number) => number);
}

function family(
  name: string,
  help: string,
  rows: (cluster: ClusterSnapshot) => Row[],
): MetricFamily {
  return {
    name,
    help,
    type: 'gauge',
    series: cluster =>
      rows(cluster).map(({ labels, spans, value }) =>
        LazySeries.create({
          labels: withoutEmpty({
            __name__: name,
            k8s_cluster_name: cluster.cluster,
            ...KUBE_TARGET,
            ...labels,
          }),
          spans,
          nowMs: cluster.nowMs,
          value: typeof value === 'number' ? () => value : value,
        }),
      ),
  };
}

function identity({ namespace, name, uid }: PodRecord) {
  return { namespace, pod: name, uid };
}

/** While the object exists. */
function existence({ createdMs, goneMs }: PodRecord): Span[] {
  return [{ fromMs: createdMs, toMs: goneMs ?? Infinity }];
}

function clip(spans: readonly Span[], { startMs }: ClusterSnapshot): Span[] {
  return spans
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, startMs), toMs }))
    .filter(({ fromMs, toMs }) => toMs > fromMs);
}

/** One row a pod: rows are few compared with what they would say about pods that were never bound. */
function podRows(
  cluster: ClusterSnapshot,
  rowsOf: (pod: PodRecord) => Row[],
): Row[] {
  return cluster.pods
    .flatMap(rowsOf)
    .map(row => ({ ...row, spans: clip(row.spans, cluster) }))
    .filter(({ spans }) => spans.length > 0);
}

/** What containers ask for: without a node until the pod is bound, then with it. */
function amountRows(pod: PodRecord, field: 'requests' | 'limits'): Row[] {
  const { createdMs, boundMs = Infinity, goneMs = Infinity, node } = pod;
  const parts = [
    {
      node: undefined,
      span: { fromMs: createdMs, toMs: Math.min(boundMs, goneMs) },
    },
    { node, span: { fromMs: Math.max(createdMs, boundMs), toMs: goneMs } },
  ].filter(({ span }) => span.toMs > span.fromMs);
  return pod.containers.flatMap(container =>
    Object.entries(container[field]).flatMap(([resource, value]) =>
      parts.map(part => ({
        labels: {
          ...identity(pod),
          container: container.name,
          node: part.node,
          ...resourceLabels(resource),
        },
        spans: [part.span],
        value,
      })),
    ),
  );
}

type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
const PHASES: readonly Phase[] = [
  'Pending',
  'Running',
  'Succeeded',
  'Failed',
  'Unknown',
];

function phaseAt(pod: PodRecord, timeMs: number): Phase {
  const { runningMs = Infinity, endMs = Infinity, outcome } = pod;
  if (timeMs >= endMs && outcome) {
    return outcome;
  }
  return timeMs >= runningMs ? 'Running' : 'Pending';
}

function nodeAmountRows(
  cluster: ClusterSnapshot,
  field: 'allocatable' | 'capacity',
): Row[] {
  return cluster.nodes.flatMap(({ name, node }) =>
    amountsOfNode(node, field).map(({ resource, amount }) => ({
      labels: { node: name, ...resourceLabels(resource) },
      spans: [{ fromMs: cluster.startMs, toMs: Infinity }],
      value: amount,
    })),
  );
}

/** kube-state-metrics. A node counts as having always been as it is now: the store keeps no history of nodes. */
export const KUBE_FAMILIES: readonly MetricFamily[] = [
  family(
    'kube_pod_container_resource_requests',
    'Resources that a container requests',
    cluster => podRows(cluster, pod => amountRows(pod, 'requests')),
  ),
  family(
    'kube_pod_container_resource_limits',
    'Limits of the resources of a container',
    cluster => podRows(cluster, pod => amountRows(pod, 'limits')),
  ),
  family(
    'kube_pod_status_phase',
    'Phase of a pod, 1 for the one it is in',
    cluster =>
      podRows(cluster, pod =>
        PHASES.map(phase => ({
          labels: { ...identity(pod), phase },
          spans: existence(pod),
          value: timeMs => Number(phaseAt(pod, timeMs) === phase),
        })),
      ),
  ),
  family('kube_pod_info', 'Information about a pod', cluster =>
    podRows(cluster, pod => [
      {
        labels: {
          ...identity(pod),
          node: pod.node,
          host_ip: pod.hostIP,
          pod_ip: pod.podIP,
          created_by_kind: pod.owner?.kind,
          created_by_name: pod.owner?.name,
          host_network: 'false',
        },
        spans: existence(pod),
        value: 1,
      },
    ]),
  ),
  family('kube_pod_owner', 'The owner of a pod', cluster =>
    podRows(cluster, pod => [
      {
        labels: {
          ...identity(pod),
          owner_kind: pod.owner?.kind,
          owner_name: pod.owner?.name,
          owner_is_controller: pod.owner && 'true',
        },
        spans: existence(pod),
        value: 1,
      },
    ]),
  ),
  family(
    'kube_pod_start_time',
    'Start of a pod, seconds since the epoch',
    cluster =>
      podRows(cluster, pod =>
        pod.startMs === undefined
          ? []
          : [
              {
                labels: identity(pod),
                spans: [{ fromMs: pod.startMs, toMs: pod.goneMs ?? Infinity }],
                value: pod.startMs / 1000,
              },
            ],
      ),
  ),
  family(
    'kube_node_status_allocatable',
    'Resources of a node that pods can request',
    cluster => nodeAmountRows(cluster, 'allocatable'),
  ),
  family('kube_node_status_capacity', 'Resources of a node', cluster =>
    nodeAmountRows(cluster, 'capacity'),
  ),
  family(
    'kube_node_status_condition',
    'Conditions of a node, 1 for the one that is so',
    cluster =>
      cluster.nodes.flatMap(({ name, node }) =>
        (node.status?.conditions ?? []).flatMap(condition =>
          ['true', 'false', 'unknown'].map(status => ({
            labels: { node: name, condition: condition.type, status },
            spans: [{ fromMs: cluster.startMs, toMs: Infinity }],
            value: conditionValue(node, condition, status),
          })),
        ),
      ),
  ),
  family(
    'kube_node_spec_unschedulable',
    'Whether pods cannot be put on a node',
    cluster =>
      cluster.nodes.map(({ name, node }) => ({
        labels: { node: name },
        spans: [{ fromMs: cluster.startMs, toMs: Infinity }],
        value: Number(node.spec?.unschedulable ?? false),
      })),
  ),
];

/** Before its last change, where it had one since the node was made, a condition had the other usual value. */
function conditionValue(
  { metadata }: NodeObject,
  condition: Condition,
  status: string,
): (timeMs: number) => number {
  const now = condition.status.toLowerCase();
  const before = now === 'true' ? 'false' : 'true';
  const madeMs = Date.parse(metadata.creationTimestamp ?? '');
  const changedMs = Date.parse(condition.lastTransitionTime ?? '');
  return timeMs => {
    const isOld = changedMs > madeMs + SETTLING_MS && timeMs < changedMs;
    return Number((isOld ? before : now) === status);
  };
}
