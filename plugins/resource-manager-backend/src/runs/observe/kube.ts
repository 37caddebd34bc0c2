import type { KubeObject } from '@silogen/cluster-client';

export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

interface ContainerState {
  waiting?: { reason?: string; message?: string };
  running?: { startedAt?: string };
  terminated?: {
    reason?: string;
    message?: string;
    exitCode?: number;
    startedAt?: string;
    finishedAt?: string;
  };
}

export interface ContainerStatus {
  name: string;
  image?: string;
  ready?: boolean;
  restartCount?: number;
  state?: ContainerState;
  lastState?: ContainerState;
}

interface ContainerSpec {
  name: string;
  image?: string;
  resources?: {
    requests?: Record<string, string | number>;
    limits?: Record<string, string | number>;
  };
}

export interface PodObject extends KubeObject {
  spec?: {
    nodeName?: string;
    containers?: ContainerSpec[];
    schedulingGates?: { name: string }[];
  };
  status?: {
    phase?: string;
    reason?: string;
    message?: string;
    startTime?: string;
    conditions?: Condition[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
  };
}

/** Fields of the kinds that can be a run's object or stand below one; all optional, as clusters send what they like. */
export interface RunObject extends KubeObject {
  spec?: {
    suspend?: boolean;
    user?: string;
    gpus?: number;
    replicas?: number;
    gpusPerReplica?: number;
    clusterQueue?: string;
    parallelism?: number;
    template?: { spec?: { containers?: ContainerSpec[] } };
    rayClusterSpec?: {
      headGroupSpec?: {
        template?: { spec?: { containers?: ContainerSpec[] } };
      };
      workerGroupSpecs?: {
        replicas?: number;
        template?: { spec?: { containers?: ContainerSpec[] } };
      }[];
    };
  };
  status?: {
    status?: string;
    conditions?: Condition[];
    startTime?: string;
    completionTime?: string;
    endTime?: string;
    active?: number;
    ready?: number;
    succeeded?: number;
    failed?: number;
    availableReplicas?: number;
    readyReplicas?: number;
    jobStatus?: string;
    jobDeploymentStatus?: string;
    message?: string;
    rayClusterName?: string;
  };
}

export interface WorkloadObject extends KubeObject {
  spec?: { active?: boolean; queueName?: string };
  status?: {
    conditions?: Condition[];
    admission?: {
      clusterQueue?: string;
      podSetAssignments?: { name: string; flavors?: Record<string, string> }[];
    };
  };
}

export function conditionOf(
  object: { status?: { conditions?: Condition[] } } | undefined,
  type: string,
): Condition | undefined {
  return object?.status?.conditions?.find(condition => condition.type === type);
}

export function isTrue(
  condition: Condition | undefined,
): condition is Condition {
  return condition?.status === 'True';
}

/** Any time that a cluster sends → RFC 3339 with milliseconds; undefined for none or nonsense. */
export function timeOf(text: string | undefined): string | undefined {
  const at = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** The GPU resources that the suite counts. */
export const GPU_RESOURCES = ['amd.com/gpu', 'nvidia.com/gpu'];

/** Whole GPUs that one pod asks for; limits count where requests are left out, as Kubernetes defaults them. */
export function gpusOfPodSpec(
  spec: { containers?: ContainerSpec[] } | undefined,
): number {
  let gpus = 0;
  for (const container of spec?.containers ?? []) {
    for (const resource of GPU_RESOURCES) {
      const asked =
        container.resources?.requests?.[resource] ??
        container.resources?.limits?.[resource];
      const count = Number(asked ?? 0);
      gpus += Number.isFinite(count) ? count : 0;
    }
  }
  return gpus;
}
