import { isTrue, findCondition } from '../../controllers/runtime/conditions';
import type { NodeObject } from '../../controllers/runtime/kubeTypes';
import { gpuCountOf, unhealthyGpus } from '../../kubelet/gpuDevices';
import type { ObjectStore } from '../../store/ObjectStore';
import { assignDevices } from '../history/assignDevices';
import type { PodHistory } from '../history/PodHistory';
import type { PodRecord } from '../history/podRecord';
import { Gpu } from './Gpu';
import { gpuFactsOf } from './gpuModels';
import type { Span } from './LazySeries';

/** So far back the nodes are taken to have stood there before their cluster was made. */
const HISTORY_BEFORE_MS = 15 * 86_400_000;

/** A node with its GPUs. */
export interface NodeView {
  name: string;
  node: NodeObject;
  address: string;
  gpus: readonly Gpu[];
  /** When its exporters answered. */
  answering: readonly Span[];
  ready: boolean;
}

/** What a cluster's series are computed from. */
export interface ClusterSnapshot {
  cluster: string;
  nowMs: number;
  /** First moment that has series. */
  startMs: number;
  nodes: readonly NodeView[];
  pods: readonly PodRecord[];
}

/** Where a cluster's nodes and pods are read from; not only the sandbox's clusters have series. */
export interface SnapshotSource {
  name: string;
  /** Has the nodes; its version is another one as soon as a node or pod is. */
  store: Pick<ObjectStore, 'resourceVersion' | 'list'>;
  podHistory: Pick<PodHistory, 'records'>;
}

/** Builds snapshots of a cluster and keeps the last one as long as nothing was written. */
export class Snapshots {
  readonly #source: SnapshotSource;
  readonly #seed: string;
  #kept: { version: number; snapshot: ClusterSnapshot } | undefined;

  static create(options: { source: SnapshotSource; seed: string }): Snapshots {
    return new Snapshots(options.source, options.seed);
  }

  private constructor(source: SnapshotSource, seed: string) {
    this.#source = source;
    this.#seed = seed;
  }

  get cluster(): string {
    return this.#source.name;
  }

  at(nowMs: number): ClusterSnapshot {
    const { store } = this.#source;
    if (this.#kept?.version !== store.resourceVersion) {
      this.#kept = {
        version: store.resourceVersion,
        snapshot: this.#build(nowMs),
      };
    }
    return { ...this.#kept.snapshot, nowMs };
  }

  #build(nowMs: number): ClusterSnapshot {
    const { name: cluster, store, podHistory } = this.#source;
    const objects = store.list({ group: '', plural: 'nodes' })
      .items as readonly NodeObject[];
    const created = objects.map(({ metadata }) =>
      Date.parse(metadata.creationTimestamp ?? ''),
    );
    const startMs =
      Math.min(nowMs, ...created.filter(Number.isFinite)) - HISTORY_BEFORE_MS;
    const pods = podHistory.records();
    const byNode = new Map<string, PodRecord[]>();
    for (const pod of pods) {
      const here = byNode.get(pod.node ?? '') ?? [];
      byNode.set(pod.node ?? '', here);
      here.push(pod);
    }
    const nodes = objects.map(node =>
      this.#view(node, byNode.get(node.metadata.name) ?? [], startMs),
    );
    return { cluster, nowMs, startMs, nodes, pods };
  }

  #view(
    node: NodeObject,
    pods: readonly PodRecord[],
    startMs: number,
  ): NodeView {
    const { name } = node.metadata;
    const conditions = node.status?.conditions;
    const ready = isTrue(conditions, 'Ready');
    const since = Date.parse(
      findCondition(conditions, 'Ready')?.lastTransitionTime ?? '',
    );
    const untilMs = ready || Number.isNaN(since) ? Infinity : since;
    const facts = gpuFactsOf(node);
    const devices = facts
      ? assignDevices(pods, {
          count: gpuCountOf(node),
          unhealthy: unhealthyGpus(node),
        })
      : [];
    return {
      name,
      node,
      ready,
      address:
        node.status?.addresses?.find(({ type }) => type === 'InternalIP')
          ?.address ?? name,
      answering: [{ fromMs: startMs, toMs: untilMs }],
      gpus: devices.map((holdings, index) =>
        Gpu.create({
          facts: facts!,
          node: name,
          index,
          seed: this.#seed,
          startMs,
          holdings,
        }),
      ),
    };
  }
}
