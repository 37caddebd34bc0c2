import type {
  ClusterClient,
  KubeObject,
  ResourceType,
} from '@silogen/cluster-client';
import type { AdmissionWorld } from '@silogen/kueue-admission';

/** The kinds that the portal keeps a live copy of, where a cluster serves them. */
export type WatchedKind =
  | 'Namespace'
  | 'Node'
  | 'Pod'
  | 'Job'
  | 'Deployment'
  | 'RayJob'
  | 'KaiwoJob'
  | 'KaiwoService'
  | 'KaiwoQueueConfig'
  | 'KaiwoConfig'
  | 'ClusterQueue'
  | 'LocalQueue'
  | 'ResourceFlavor'
  | 'Cohort'
  | 'WorkloadPriorityClass'
  | 'Workload';

export interface ViewChange {
  cluster: string;
  kind: WatchedKind;
  /** `synced`: the whole list was read again; what is not in the view any more is gone. */
  type: 'upserted' | 'deleted' | 'synced';
  object?: KubeObject;
}

/** Live copy of one cluster, fed by list+watch. Reads are synchronous; objects must not be mutated. */
export interface ClusterView {
  all<T extends KubeObject = KubeObject>(kind: WatchedKind): Iterable<T>;
  inNamespace<T extends KubeObject = KubeObject>(kind: WatchedKind, namespace: string): Iterable<T>;
  get<T extends KubeObject = KubeObject>(kind: WatchedKind, name: string, namespace?: string): T | undefined;
  byUid<T extends KubeObject = KubeObject>(uid: string): T | undefined;
  /** Objects whose controller or plain owner is this uid. */
  ownedBy<T extends KubeObject = KubeObject>(kind: WatchedKind, uid: string): Iterable<T>;
  /** True once the kind's first list is complete (also when the cluster does not serve it). */
  synced(kind: WatchedKind): boolean;
  /** Resolves when every served kind is synced; rejects when the signal aborts. */
  untilSynced(signal?: AbortSignal): Promise<void>;
  /** Last time that anything (an object or a bookmark) came from the cluster. */
  observedAt(): Date | undefined;
  /** Listener is called after the view has changed; returns the function that removes it. */
  onChange(listener: (change: ViewChange) => void): () => void;
}

export interface Reachability {
  reachable: boolean;
  /** When `reachable` took its value. */
  since: Date;
  /** Why not, in the words of the client. */
  problem?: string;
}

/** One configured cluster: how it is reached, what it serves, what it looks like now. */
export interface ClusterConnection {
  readonly name: string;
  readonly title: string;
  readonly server: string;
  readonly client: ClusterClient;
  readonly view: ClusterView;
  /** UID of namespace kube-system, the usual identity of a cluster; undefined before the first contact. */
  uid(): string | undefined;
  reachability(): Reachability;
  onReachability(listener: (now: Reachability) => void): () => void;
  /** How the cluster serves a kind; undefined where it does not (or was never reached). */
  served(kind: WatchedKind | 'Secret' | 'ConfigMap' | 'Event' | 'Service'): ResourceType | undefined;
  kubernetesVersion(): string | undefined;
  /** True and the speed when the cluster says that it is simulated. */
  simulation(): { simulated: boolean; speed?: number };
  /** `kaiwo` where KaiwoQueueConfig is served, else `kueue` where ClusterQueue is, else `none`. */
  writer(): 'kaiwo' | 'kueue' | 'none';
  /** The observed queues, cohorts, flavors and Kueue workloads in the words of `kueue-admission`. */
  admissionWorld(): AdmissionWorld;
}

export interface ClusterRegistry {
  list(): readonly ClusterConnection[];
  /** @throws NotFoundError */
  get(name: string): ClusterConnection;
  find(name: string): ClusterConnection | undefined;
}
