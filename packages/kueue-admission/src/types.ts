/**
 * Kueue's world as plain data. Quantities are exact milli-units (`bigint`): 1 GPU = 1000n, 500m CPU = 500n,
 * 1 byte = 1000n. Times are RFC 3339 strings or epoch milliseconds where the name ends in `Ms`.
 *
 * Upstream: kubernetes-sigs/kueue v0.19.2 pkg/cache/scheduler/resource_node.go, pkg/scheduler/*.
 */

/** `<flavor>/<resource>`, e.g. `mi300x/amd.com/gpu`; the flavor's name has no slash. */
export type FlavorResource = string;

export interface Quota {
  nominal: bigint;
  /** Left out: no limit. Only meaningful with a parent. */
  borrowingLimit?: bigint;
  /** Left out: everything may be lent. */
  lendingLimit?: bigint;
}

export interface FlavorQuotas {
  flavor: string;
  /** By resource name; every flavor of a group lists every covered resource. */
  resources: Record<string, Quota>;
}

export interface ResourceGroup {
  coveredResources: string[];
  /** In the order in which they are tried. */
  flavors: FlavorQuotas[];
}

export type PreemptionPolicy =
  | 'Never'
  | 'LowerPriority'
  | 'LowerOrNewerEqualPriority'
  | 'Any';

export interface ClusterQueueSpec {
  name: string;
  /** Name of the cohort, if any. */
  cohort?: string;
  resourceGroups: ResourceGroup[];
  queueingStrategy: 'BestEffortFIFO' | 'StrictFIFO';
  stopPolicy: 'None' | 'Hold' | 'HoldAndDrain';
  /** v1beta1 `Borrow`/`Preempt` and v1beta2 `MayStopSearch` are both `stop`; `TryNextFlavor` is `next`. */
  fungibility: {
    whenCanBorrow: 'stop' | 'next';
    whenCanPreempt: 'stop' | 'next';
  };
  preemption: {
    reclaimWithinCohort: 'Never' | 'LowerPriority' | 'Any';
    withinClusterQueue: 'Never' | 'LowerPriority' | 'LowerOrNewerEqualPriority';
    borrowWithinCohort: {
      policy: 'Never' | 'LowerPriority';
      maxPriorityThreshold?: number;
    };
  };
  /** Namespaces that may use it; `all` for an empty selector, `none` for a null one, else label pairs. */
  namespaceSelector: 'all' | 'none' | Record<string, string>;
}

export interface CohortSpec {
  name: string;
  /** Parent cohort; a root has none. */
  parent?: string;
  resourceGroups: ResourceGroup[];
}

export interface FlavorSpec {
  name: string;
  nodeLabels: Record<string, string>;
  nodeTaints?: { key: string; value?: string; effect: string }[];
  /** Given by Kueue to the pods it admits to the flavor, so they count as the pod's own. */
  tolerations?: Toleration[];
}

export interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
}

export interface PodSet {
  name: string;
  count: number;
  /** Requests of one pod, by resource name. */
  requests: Record<string, bigint>;
  nodeSelector?: Record<string, string>;
  /** Required node affinity terms: any term may match; within a term all expressions must. */
  nodeAffinity?: {
    key: string;
    operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    values?: string[];
  }[][];
  tolerations?: Toleration[];
}

export interface AdmissionWorkload {
  /** Unique: `<namespace>/<name>`. */
  key: string;
  uid: string;
  /** UID of the owning job, for the preemption message. */
  jobUid?: string;
  clusterQueue: string;
  priority: number;
  /**
   * Queue order within a priority: the creation time, which a preempted workload keeps; the time of the eviction only
   * after a timeout (PodsReady) or a failed admission check.
   */
  queuedAtMs: number;
  podSets: PodSet[];
  /** False: deactivated, never considered. */
  active: boolean;
  namespaceLabels?: Record<string, string>;
  /** Set when quota is reserved. */
  admission?: Admission;
  /** When quota was reserved; later ones are preempted first. */
  reservedAtMs?: number;
  /**
   * It waits for the end of those that were evicted for it. From 0.19 on such a workload stays the head of its
   * BestEffortFIFO queue, whatever arrives meanwhile.
   */
  preempting?: boolean;
  /** An eviction is under way: quota is still held until the pods are gone. */
  evicting?: boolean;
}

export interface Admission {
  clusterQueue: string;
  podSets: {
    name: string;
    count: number;
    /** resource → flavor */
    flavors: Record<string, string>;
    /** resource → total of all pods of the set */
    usage: Record<string, bigint>;
  }[];
}

export interface AdmissionWorld {
  clusterQueues: ClusterQueueSpec[];
  /** Cohorts that exist as objects; one only named by a queue exists implicitly. */
  cohorts: CohortSpec[];
  flavors: FlavorSpec[];
  workloads: AdmissionWorkload[];
}

export type PreemptionReason =
  | 'InClusterQueue'
  | 'InCohortReclamation'
  | 'InCohortReclaimWhileBorrowing';

export type WaitReason =
  /** Fits the queue's potential, but not what is unused now. */
  | 'WaitingForQuota'
  /** More than the queue can ever get. */
  | 'ExceedsMaxQuota'
  /** A flavor or resource that the queue does not list, or that no flavor of it matches. */
  | 'NoMatchingFlavor'
  /** Victims are chosen; their pods are being deleted. */
  | 'WaitingForPreemptedWorkloads'
  /** Queue missing, inactive, stopped, or namespace not selected. */
  | 'QueueUnavailable'
  /** Deactivated by `spec.active: false`. */
  | 'Deactivated'
  /** StrictFIFO: an older workload blocks the queue. */
  | 'BlockedByHead';

export interface Shortage {
  podSet: string;
  flavor: string;
  resource: string;
  /** Milli-units missing now. */
  needed: bigint;
}

export type Decision =
  | { outcome: 'admit'; admission: Admission; borrows: boolean }
  | {
      outcome: 'preempt';
      admission: Admission;
      /** Smallest set found, in the order in which they are evicted. */
      victims: { key: string; reason: PreemptionReason }[];
      message: string;
    }
  | {
      outcome: 'wait';
      reason: WaitReason;
      /** Kueue's own words (`couldn't assign flavors to pod set main: …`). */
      message: string;
      shortages: Shortage[];
      /** True when nothing that happens inside the present quotas can ever admit it. */
      never: boolean;
    };
