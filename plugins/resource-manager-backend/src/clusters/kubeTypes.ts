import type { KubeObject } from '@silogen/cluster-client';

/** The parts of Kubernetes, Kueue and Kaiwo objects that this plugin reads. Everything may be missing. */

export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

export interface ContainerSpec {
  name: string;
  image?: string;
  restartPolicy?: string;
  resources?: {
    requests?: Record<string, string>;
    limits?: Record<string, string>;
  };
}

export interface PodSpec {
  containers?: ContainerSpec[];
  initContainers?: ContainerSpec[];
  overhead?: Record<string, string>;
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  tolerations?: {
    key?: string;
    operator?: string;
    value?: string;
    effect?: string;
  }[];
  affinity?: {
    nodeAffinity?: {
      requiredDuringSchedulingIgnoredDuringExecution?: {
        nodeSelectorTerms?: {
          matchExpressions?: {
            key: string;
            operator: string;
            values?: string[];
          }[];
        }[];
      };
    };
  };
}

export interface PodObject extends KubeObject {
  spec?: PodSpec;
  status?: {
    phase?: string;
    reason?: string;
    message?: string;
    startTime?: string;
  };
}

export interface NodeObject extends KubeObject {
  spec?: {
    unschedulable?: boolean;
    taints?: { key: string; value?: string; effect: string }[];
  };
  status?: {
    capacity?: Record<string, string>;
    allocatable?: Record<string, string>;
    conditions?: Condition[];
  };
}

export interface ResourceQuota {
  name: string;
  nominalQuota: string | number;
  borrowingLimit?: string | number;
  lendingLimit?: string | number;
}

export interface QueueResourceGroup {
  coveredResources: string[];
  flavors: { name: string; resources: ResourceQuota[] }[];
}

/** `cohort` is v1beta1, `cohortName` v1beta2. */
export interface ClusterQueueSpecObject {
  cohort?: string;
  cohortName?: string;
  resourceGroups?: QueueResourceGroup[];
  queueingStrategy?: string;
  stopPolicy?: string;
  namespaceSelector?: {
    matchLabels?: Record<string, string>;
    matchExpressions?: unknown[];
  } | null;
  flavorFungibility?: { whenCanBorrow?: string; whenCanPreempt?: string };
  preemption?: {
    reclaimWithinCohort?: string;
    withinClusterQueue?: string;
    borrowWithinCohort?: { policy?: string; maxPriorityThreshold?: number };
  };
}

export interface FlavorUsage {
  name: string;
  resources?: { name: string; total?: string; borrowed?: string }[];
}

export interface ClusterQueueObject extends KubeObject {
  spec?: ClusterQueueSpecObject;
  status?: {
    conditions?: Condition[];
    pendingWorkloads?: number;
    reservingWorkloads?: number;
    admittedWorkloads?: number;
    flavorsReservation?: FlavorUsage[];
    flavorsUsage?: FlavorUsage[];
  };
}

export interface LocalQueueObject extends KubeObject {
  spec?: { clusterQueue?: string };
}

export interface ResourceFlavorObject extends KubeObject {
  spec?: {
    nodeLabels?: Record<string, string>;
    nodeTaints?: { key: string; value?: string; effect: string }[];
    topologyName?: string;
  };
}

/** `parent` is v1alpha1, `parentName` later. */
export interface CohortObject extends KubeObject {
  spec?: {
    parent?: string;
    parentName?: string;
    resourceGroups?: QueueResourceGroup[];
  };
}

export interface WorkloadObject extends KubeObject {
  spec?: {
    active?: boolean;
    priority?: number;
    queueName?: string;
    podSets?: { name: string; count: number; template?: { spec?: PodSpec } }[];
  };
  status?: {
    conditions?: Condition[];
    admission?: {
      clusterQueue: string;
      podSetAssignments?: {
        name: string;
        count?: number;
        flavors?: Record<string, string>;
        resourceUsage?: Record<string, string>;
      }[];
    };
  };
}

export function findCondition(
  object: KubeObject & { status?: { conditions?: Condition[] } },
  type: string,
): Condition | undefined {
  return object.status?.conditions?.find(condition => condition.type === type);
}

export function hasCondition(
  object: KubeObject & { status?: { conditions?: Condition[] } },
  type: string,
): boolean {
  return findCondition(object, type)?.status === 'True';
}
