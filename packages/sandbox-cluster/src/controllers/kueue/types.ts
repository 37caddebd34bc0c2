import type { KubeObject } from '@silogen/cluster-client';
import type { KueueRelease } from '@silogen/kueue-admission';
import type { Condition } from '../runtime/conditions';
import type { LabelSelector, PodTemplate } from '../runtime/kubeTypes';

/** Shapes of Kueue's objects in v1beta1 and v1beta2; where they differ both fields are optional. */

export interface FlavorQuotasObject {
  name: string;
  resources: {
    name: string;
    nominalQuota: string | number;
    borrowingLimit?: string | number;
    lendingLimit?: string | number;
  }[];
}

export interface ResourceGroupObject {
  coveredResources: string[];
  flavors: FlavorQuotasObject[];
}

export interface ClusterQueueSpecObject {
  resourceGroups?: ResourceGroupObject[];
  /** v1beta1. */
  cohort?: string;
  /** v1beta2. */
  cohortName?: string;
  queueingStrategy?: 'BestEffortFIFO' | 'StrictFIFO';
  stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain';
  namespaceSelector?: LabelSelector | null;
  flavorFungibility?: { whenCanBorrow?: string; whenCanPreempt?: string };
  preemption?: {
    reclaimWithinCohort?: 'Never' | 'LowerPriority' | 'Any';
    withinClusterQueue?:
      | 'Never'
      | 'LowerPriority'
      | 'LowerOrNewerEqualPriority';
    borrowWithinCohort?: {
      policy?: 'Never' | 'LowerPriority';
      maxPriorityThreshold?: number;
    };
  };
  [field: string]: unknown;
}

export interface FlavorUsageObject {
  name: string;
  resources: { name: string; total: string; borrowed?: string }[];
}

export interface ClusterQueueObject extends KubeObject {
  spec: ClusterQueueSpecObject;
  status?: {
    conditions?: Condition[];
    flavorsReservation?: FlavorUsageObject[];
    flavorsUsage?: FlavorUsageObject[];
    pendingWorkloads?: number;
    reservingWorkloads?: number;
    admittedWorkloads?: number;
  };
}

export interface LocalQueueObject extends KubeObject {
  spec: { clusterQueue: string; stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain' };
  status?: Record<string, unknown> & { conditions?: Condition[] };
}

export interface CohortObject extends KubeObject {
  spec?: {
    parent?: string;
    parentName?: string;
    resourceGroups?: ResourceGroupObject[];
  };
}

export interface ResourceFlavorObject extends KubeObject {
  spec?: {
    nodeLabels?: Record<string, string>;
    nodeTaints?: { key: string; value?: string; effect: string }[];
    tolerations?: {
      key?: string;
      operator?: string;
      value?: string;
      effect?: string;
    }[];
    topologyName?: string;
  };
}

export interface PriorityClassObject extends KubeObject {
  value: number;
  description?: string;
}

export interface AdmissionObject {
  clusterQueue: string;
  podSetAssignments: {
    name: string;
    count: number;
    flavors: Record<string, string>;
    resourceUsage: Record<string, string>;
  }[];
}

export interface WorkloadStatus {
  conditions?: Condition[];
  admission?: AdmissionObject;
  resourceRequests?: { name: string; resources: Record<string, string> }[];
  requeueState?: { count?: number; requeueAt?: string };
}

export interface WorkloadObject extends KubeObject {
  spec: {
    podSets: { name: string; count: number; template: PodTemplate }[];
    queueName?: string;
    active?: boolean;
    priority?: number;
    /** v1beta1. */
    priorityClassName?: string;
    priorityClassSource?: string;
    /** v1beta2. */
    priorityClassRef?: { group?: string; kind?: string; name: string };
  };
  status?: WorkloadStatus;
}

/** Kueue v1beta2 is preferred where it is served; Cohort is v1alpha1 on 0.12. */
const VERSIONS = ['v1beta2', 'v1beta1', 'v1alpha1'] as const;
const GROUP = 'kueue.x-k8s.io';

export const KUEUE_KINDS = {
  clusterQueue: { group: GROUP, kind: 'ClusterQueue', versions: VERSIONS },
  localQueue: { group: GROUP, kind: 'LocalQueue', versions: VERSIONS },
  workload: { group: GROUP, kind: 'Workload', versions: VERSIONS },
  flavor: { group: GROUP, kind: 'ResourceFlavor', versions: VERSIONS },
  cohort: { group: GROUP, kind: 'Cohort', versions: VERSIONS },
  priorityClass: {
    group: GROUP,
    kind: 'WorkloadPriorityClass',
    versions: VERSIONS,
  },
  topology: { group: GROUP, kind: 'Topology', versions: VERSIONS },
} as const;

export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';
export const PRIORITY_LABEL = 'kueue.x-k8s.io/priority-class';
export const JOB_UID_LABEL = 'kueue.x-k8s.io/job-uid';
export const MANAGED_LABEL = 'kueue.x-k8s.io/managed';
const ADMISSION_GATE = 'kueue.x-k8s.io/admission';
const TOPOLOGY_GATE = 'kueue.x-k8s.io/topology';
/**
 * Gates that keep a pod from being scheduled until its Workload is admitted. From 0.19 on also the one for its place in the
 * topology, whether its flavor has one or not.
 */
export const GATES: Record<KueueRelease, readonly string[]> = {
  '0.12': [ADMISSION_GATE],
  '0.19': [ADMISSION_GATE, TOPOLOGY_GATE],
};
/** Namespaces with this label set to `true` are Kueue's business (`managedJobsNamespaceSelector`). */
export const MANAGED_NAMESPACE_LABEL = 'kueue-managed';
