import type { KubeObject } from '@silogen/cluster-client';
import type { Condition } from '../runtime/conditions';
import type {
  Container,
  EnvVar,
  JobSpec,
  PodTemplate,
} from '../runtime/kubeTypes';
import type {
  ClusterQueueSpecObject,
  PriorityClassObject,
} from '../kueue/types';

const GROUP = 'kaiwo.silogen.ai';

export const KAIWO_KINDS = {
  job: { group: GROUP, kind: 'KaiwoJob' },
  service: { group: GROUP, kind: 'KaiwoService' },
  queueConfig: { group: GROUP, kind: 'KaiwoQueueConfig' },
  config: { group: 'config.kaiwo.silogen.ai', kind: 'KaiwoConfig' },
} as const;

/** The one name under which Kaiwo looks at its cluster-scoped settings. */
export const SINGLETON = 'kaiwo';

/** Fields that KaiwoJob and KaiwoService share. */
export interface KaiwoCommonSpec {
  user?: string;
  gpus?: number;
  gpuVendor?: string;
  gpuModels?: string[];
  replicas?: number;
  gpusPerReplica?: number;
  resources?: Container['resources'];
  image?: string;
  imagePullSecrets?: { name: string }[];
  env?: EnvVar[];
  secretVolumes?: {
    name: string;
    secretName: string;
    key?: string;
    subPath?: string;
    mountPath: string;
  }[];
  storage?: {
    storageEnabled?: boolean;
    data?: { mountPath?: string; storageSize?: string };
    huggingFace?: { mountPath?: string; storageSize?: string };
  };
  ray?: boolean;
  dangerous?: boolean;
  clusterQueue?: string;
  priorityClass?: string;
  preferredTopologyLabel?: string;
  requiredTopologyLabel?: string;
  podTemplateSpecLabels?: Record<string, string>;
  entrypoint?: string;
}

export interface KaiwoStatus {
  status?: string;
  startTime?: string;
  completionTime?: string;
  duration?: number;
  conditions?: Condition[];
  observedGeneration?: number;
}

export interface KaiwoJob extends KubeObject {
  spec: KaiwoCommonSpec & {
    job?: { metadata?: PodTemplate['metadata']; spec?: Partial<JobSpec> };
    rayJob?: unknown;
  };
  status?: KaiwoStatus;
}

export interface KaiwoService extends KubeObject {
  spec: KaiwoCommonSpec & {
    deployment?: {
      metadata?: PodTemplate['metadata'];
      spec?: {
        replicas?: number;
        template?: Partial<PodTemplate>;
        [field: string]: unknown;
      };
    };
    rayService?: unknown;
  };
  status?: KaiwoStatus;
}

export interface QueueConfigSpec {
  clusterQueues?: {
    name: string;
    namespaces?: string[];
    spec?: ClusterQueueSpecObject;
  }[];
  resourceFlavors?: {
    name: string;
    nodeLabels?: Record<string, string>;
    topologyName?: string;
  }[];
  workloadPriorityClasses?: PriorityClassObject[];
  topologies?: { metadata?: { name: string }; spec?: unknown }[];
}

export interface KaiwoQueueConfig extends KubeObject {
  spec?: QueueConfigSpec;
  status?: { status?: string };
}
