import type { KubeObject } from '@silogen/cluster-client';
import {
  podRecordOf,
  type PodRecord,
  type SnapshotSource,
} from '@silogen/sandbox-cluster';

type PodObject = Parameters<typeof podRecordOf>[0];

/** A cluster's nodes and pods as they were seen last, in the form that series are computed from. */
export class ObservedCluster implements SnapshotSource {
  readonly name: string;
  readonly store: SnapshotSource['store'];
  readonly podHistory: SnapshotSource['podHistory'];
  #nodes: readonly KubeObject[] = [];
  /** Pods that are gone stay: the energy of a GPU is that of everybody who held it. */
  readonly #records = new Map<string, PodRecord>();
  #version = 0;
  #lastMs = 0;

  static create(name: string): ObservedCluster {
    return new ObservedCluster(name);
  }

  private constructor(name: string) {
    this.name = name;
    const version = () => this.#version;
    this.store = {
      get resourceVersion() {
        return version();
      },
      list: ({ plural }) => ({
        items: plural === 'nodes' ? this.#nodes : [],
        resourceVersion: version(),
      }),
    };
    this.podHistory = { records: () => [...this.#records.values()] };
  }

  /** Takes in what the API has at a time, and which pods it has no more. */
  observe(
    now: { nodes: readonly KubeObject[]; pods: readonly KubeObject[] },
    timeMs: number,
  ): void {
    const present = new Set<string>();
    for (const pod of now.pods) {
      const record = podRecordOf(pod as PodObject);
      present.add(record.uid);
      this.#records.set(record.uid, record);
    }
    for (const [uid, record] of this.#records) {
      if (!present.has(uid) && record.goneMs === undefined) {
        // It went some time since the last look. Taken as late as now, it would hold its GPUs beside whoever got them.
        this.#records.set(uid, { ...record, goneMs: this.#lastMs + 1 });
      }
    }
    this.#nodes = now.nodes;
    this.#lastMs = timeMs;
    this.#version += 1;
  }
}
