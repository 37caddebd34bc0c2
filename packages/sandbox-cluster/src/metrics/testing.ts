import type { KubeObject } from '@silogen/cluster-client';
import { kubeTime } from '../controllers/runtime/clock';
import { openDatabase } from '../store/openDatabase';
import { SqliteObjectStore } from '../store/SqliteObjectStore';
import { findClusterWorld, initialObjects } from '../world';
import { PodHistory } from './history/PodHistory';
import { PromqlEngine } from './promql/engine';
import { SandboxSeries } from './series/SandboxSeries';

export const PODS = { group: '', plural: 'pods' };
const NODES = { group: '', plural: 'nodes' };

/** A whole number of hours, so that tests can count scrapes. */
export const START_MS = Date.UTC(2026, 10, 2, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** For tests only: a cluster's nodes in a store in memory, with time that the test sets. */
export class TestCluster {
  readonly name: string;
  readonly store: SqliteObjectStore;
  readonly podHistory: PodHistory;
  readonly database: ReturnType<typeof openDatabase>;
  nowMs = START_MS;

  static create(name: 'hall-a' | 'hall-b'): TestCluster {
    return new TestCluster(name);
  }

  private constructor(name: 'hall-a' | 'hall-b') {
    this.name = name;
    this.database = openDatabase(':memory:');
    const now = () => this.nowMs;
    this.store = SqliteObjectStore.create({
      database: this.database,
      now,
      windowMs: 5 * MINUTE,
      maxEvents: 20_000,
    });
    this.podHistory = PodHistory.create({
      store: this.store,
      database: this.database,
      now,
    });
    initialObjects(findClusterWorld(name)!, { speed: 1, nowMs: START_MS })
      .filter(({ kind }) => kind === 'Node')
      .forEach(node => this.store.put(NODES, node));
  }

  node(name: string): KubeObject {
    return this.store.get(NODES, undefined, name)!;
  }

  annotateNode(name: string, annotations: Record<string, string>): void {
    const node = this.node(name);
    const metadata = { ...node.metadata, annotations };
    this.store.put(NODES, { ...node, metadata });
  }
}

export interface TestPod {
  name: string;
  namespace?: string;
  node?: string;
  gpus: number;
  resource?: string;
  image?: string;
  /** Minutes after START_MS. */
  boundAt?: number;
  runningAt?: number;
  endedAt?: number;
  outcome?: 'Succeeded' | 'Failed';
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

/** A pod as the controllers would have written it. */
export function podObject(pod: TestPod): KubeObject {
  const at = (minutes: number) => kubeTime(START_MS + minutes * MINUTE);
  const { resource = 'amd.com/gpu', gpus, boundAt, endedAt } = pod;
  const runningAt = pod.runningAt ?? boundAt;
  const started =
    runningAt === undefined ? undefined : { startedAt: at(runningAt) };
  const state =
    endedAt === undefined
      ? { running: started }
      : { terminated: { ...started, finishedAt: at(endedAt), exitCode: 0 } };
  const livePhase = started ? 'Running' : 'Pending';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: pod.namespace ?? 'team',
      uid: `uid-${pod.name}`,
      creationTimestamp: at(boundAt ?? 0),
      labels: pod.labels,
      annotations: pod.annotations,
    },
    spec: {
      nodeName:
        boundAt === undefined ? undefined : pod.node ?? 'hall-a-mi300x-1',
      containers: [
        {
          name: 'main',
          image: pod.image ?? 'example.org/program:1',
          resources: {
            requests: { cpu: '8', memory: '64Gi', [resource]: String(gpus) },
            limits: { [resource]: String(gpus) },
          },
        },
      ],
    },
    status: {
      phase: endedAt === undefined ? livePhase : pod.outcome ?? 'Succeeded',
      startTime: boundAt === undefined ? undefined : at(boundAt),
      conditions:
        boundAt === undefined
          ? []
          : [
              {
                type: 'PodScheduled',
                status: 'True',
                lastTransitionTime: at(boundAt),
              },
            ],
      containerStatuses: started ? [{ name: 'main', state }] : [],
    },
  };
}

export function seriesOf(...clusters: TestCluster[]): SandboxSeries {
  return SandboxSeries.create({
    clusters,
    seed: 7,
    now: () => Math.max(...clusters.map(({ nowMs }) => nowMs)),
  });
}

/** Answers an instant query as `labels value` pairs, the labels without those that every series has. */
export function ask(
  source: SandboxSeries,
  query: string,
  timeMs: number,
): { labels: Readonly<Record<string, string>>; value: number }[] {
  const result = PromqlEngine.create({ source }).instant(query, timeMs);
  if (result.type !== 'vector') {
    throw new Error(`${query} gives a ${result.type}`);
  }
  return result.series.map(({ labels, point }) => ({
    labels,
    value: point[1],
  }));
}

/** GPUs held by namespace: what pods request as long as they are bound and have not ended. */
export const HELD = `sum by (namespace) (kube_pod_container_resource_requests{resource=~"amd_com_gpu|nvidia_com_gpu",node!=""}
  * on (namespace, pod, uid) group_left () max by (namespace, pod, uid) (kube_pod_status_phase{phase=~"Pending|Running"} == 1))`;

/** Cluster hall-a with these pods, six hours after its making. */
export function clusterWith(...pods: TestPod[]): TestCluster {
  const cluster = TestCluster.create('hall-a');
  pods.forEach(pod => cluster.store.put(PODS, podObject(pod)));
  cluster.nowMs = START_MS + 6 * HOUR;
  return cluster;
}
