import type { KubeObject } from '@silogen/cluster-client';
import { LiveClusterView } from '../clusters/LiveClusterView';
import type { WatchedKind } from '../clusters/types';

/** A view that holds these objects. */
export function viewOf(
  objects: Partial<Record<WatchedKind, KubeObject[]>>,
): LiveClusterView {
  const view = LiveClusterView.create({
    cluster: 'c1',
    now: () => new Date('2026-01-01T00:00:00Z'),
    onListenerError: error => {
      throw error;
    },
  });
  for (const [kind, items] of Object.entries(objects))
    view.reset(kind as WatchedKind, items);
  return view;
}

export function node(options: {
  name: string;
  labels?: Record<string, string>;
  allocatable?: Record<string, string>;
  ready?: boolean;
  cordoned?: boolean;
}): KubeObject {
  const {
    name,
    labels = {},
    allocatable = { cpu: '64', memory: '512Gi' },
    ready = true,
    cordoned,
  } = options;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: cordoned ? { unschedulable: true } : {},
    status: {
      capacity: allocatable,
      allocatable,
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          message: ready ? '' : 'Kubelet stopped',
        },
      ],
    },
  };
}
