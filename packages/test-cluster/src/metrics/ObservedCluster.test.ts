import type { KubeObject } from '@silogen/cluster-client';
import { ObservedCluster } from './ObservedCluster';

function pod(name: string, createdMs: number): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'team',
      uid: name,
      creationTimestamp: new Date(createdMs).toISOString(),
    },
    spec: { nodeName: 'n', containers: [{ name: 'main', image: 'i' }] },
    status: { phase: 'Running' },
  } as KubeObject;
}

describe('ObservedCluster', () => {
  it('has a pod gone before the one that took its place was there', () => {
    const cluster = ObservedCluster.create('hall-a');
    const first = pod('first', 10_000);
    cluster.observe({ nodes: [], pods: [first] }, 15_000);
    cluster.observe({ nodes: [], pods: [first] }, 30_000);
    cluster.observe({ nodes: [], pods: [pod('second', 32_000)] }, 45_000);
    cluster.observe({ nodes: [], pods: [pod('second', 32_000)] }, 60_000);
    const gone = cluster.podHistory
      .records()
      .map(({ uid, goneMs }) => [uid, goneMs]);
    expect(gone).toEqual([
      ['first', 30_001],
      ['second', undefined],
    ]);
  });
});
