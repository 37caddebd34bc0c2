import type { WrittenSeries } from '@silogen/test-cluster';
import { always, type Make } from './seriesMaker';

interface Pod {
  cluster: string;
  namespace: string;
  name: string;
  phase: 'Pending' | 'Running' | 'Succeeded';
  node?: string;
  resource: string;
  gpus: number;
}

const PODS: readonly Pod[] = [
  {
    cluster: 'known-a',
    namespace: 'team-a',
    name: 'train',
    phase: 'Running',
    node: 'a1',
    resource: 'amd_com_gpu',
    gpus: 4,
  },
  {
    cluster: 'known-a',
    namespace: 'team-b',
    name: 'pulling',
    phase: 'Pending',
    node: 'a1',
    resource: 'amd_com_gpu',
    gpus: 2,
  },
  {
    cluster: 'known-a',
    namespace: 'team-b',
    name: 'serve',
    phase: 'Running',
    node: 'a2',
    resource: 'amd_com_gpu',
    gpus: 1,
  },
  {
    cluster: 'known-a',
    namespace: 'team-b',
    name: 'done',
    phase: 'Succeeded',
    node: 'a1',
    resource: 'amd_com_gpu',
    gpus: 2,
  },
  {
    cluster: 'known-a',
    namespace: 'team-b',
    name: 'waiting',
    phase: 'Pending',
    resource: 'amd_com_gpu',
    gpus: 8,
  },
  {
    cluster: 'known-b',
    namespace: 'team-a',
    name: 'infer',
    phase: 'Running',
    node: 'b1',
    resource: 'nvidia_com_gpu',
    gpus: 2,
  },
];

interface Node {
  cluster: string;
  name: string;
  resource: string;
  capacity: number;
  allocatable?: number;
  cordoned?: boolean;
  ready?: boolean;
}

const NODES: readonly Node[] = [
  { cluster: 'known-a', name: 'a1', resource: 'amd_com_gpu', capacity: 8 },
  {
    cluster: 'known-a',
    name: 'a2',
    resource: 'amd_com_gpu',
    capacity: 8,
    cordoned: true,
  },
  {
    cluster: 'known-a',
    name: 'a3',
    resource: 'amd_com_gpu',
    capacity: 8,
    ready: false,
  },
  { cluster: 'known-a', name: 'a4', resource: 'amd_com_gpu', capacity: 8 },
  {
    cluster: 'known-b',
    name: 'b1',
    resource: 'nvidia_com_gpu',
    capacity: 4,
    allocatable: 3,
  },
  {
    cluster: 'known-b',
    name: 'b2',
    resource: 'nvidia_com_mig_1g_10gb',
    capacity: 7,
  },
];

/** Pods and nodes as kube-state-metrics has them. */
export function knownPodsAndNodes(series: Make): WrittenSeries[] {
  return [
    ...PODS.flatMap(pod => podSeries(pod, series)),
    ...NODES.flatMap(node => nodeSeries(node, series)),
  ];
}

function podSeries(pod: Pod, series: Make): WrittenSeries[] {
  const labels = {
    k8s_cluster_name: pod.cluster,
    namespace: pod.namespace,
    pod: pod.name,
    uid: `uid-${pod.name}`,
  };
  const request = {
    ...labels,
    container: 'main',
    ...(pod.node && { node: pod.node }),
  };
  const requests = 'kube_pod_container_resource_requests';
  return [
    series(requests, { ...request, resource: pod.resource }, always(pod.gpus)),
    series(requests, { ...request, resource: 'cpu' }, always(64)),
    ...['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'].map(phase =>
      series(
        'kube_pod_status_phase',
        { ...labels, phase },
        always(phase === pod.phase ? 1 : 0),
      ),
    ),
  ];
}

function nodeSeries(node: Node, series: Make): WrittenSeries[] {
  const { capacity, allocatable = capacity, ready = true, resource } = node;
  const labels = { k8s_cluster_name: node.cluster, node: node.name };
  const condition = (status: string, holds: boolean) =>
    series(
      'kube_node_status_condition',
      { ...labels, condition: 'Ready', status },
      always(holds ? 1 : 0),
    );
  return [
    series(
      'kube_node_status_capacity',
      { ...labels, resource },
      always(capacity),
    ),
    series(
      'kube_node_status_capacity',
      { ...labels, resource: 'cpu' },
      always(192),
    ),
    series(
      'kube_node_status_allocatable',
      { ...labels, resource },
      always(allocatable),
    ),
    series(
      'kube_node_spec_unschedulable',
      labels,
      always(node.cordoned ? 1 : 0),
    ),
    condition('true', ready),
    condition('false', !ready),
  ];
}
