import type {
  Interruption,
  LaunchRunRequest,
  Priority,
  RunDetail,
  RunEvent,
  RunState,
  RunType,
  WaitReason,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject } from '@silogen/cluster-client';

/** What the actor still has to do on the cluster. */
export type RunIntent = 'create' | 'stop' | 'delete' | 'none';

export type RunEventType = RunEvent['type'];

export interface ObjectRef {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  /** Unknown until the cluster has it. */
  uid?: string;
}

export interface RunProgress {
  step: number;
  totalSteps: number;
  epoch?: number;
  loss?: number;
  etaSeconds?: number;
  /** Step from which it would go on after an interruption. */
  checkpointStep?: number;
  /** RFC 3339. */
  observedAt: string;
}

export interface RunOutputs {
  artefactUri?: string;
  metrics?: Record<string, number>;
}

/** One row of `runs`. Times are RFC 3339 in UTC with milliseconds, so that they sort as text. */
export interface RunRecord {
  id: string;
  name: string;
  slug: string;
  type: RunType;
  project: string;
  owner?: string;
  cluster: string;
  pool?: string;
  gpus: number;
  gpuModel?: string;
  priority?: Priority;
  workload?: string;
  model?: string;
  dataset?: string;
  outputModel?: string;
  /** How it trains (`lora`), for fine-tuning. */
  method?: string;
  parameters: Record<string, unknown>;
  request?: LaunchRunRequest;
  /** The object as it was rendered; what `create` sends. */
  manifest?: KubeObject;
  placementReason?: string;
  outputPath?: string;
  state: RunState;
  suspended: boolean;
  reason?: WaitReason;
  progress?: RunProgress;
  outputs: RunOutputs;
  interruption?: Interruption;
  origin: 'portal' | 'discovered';
  object: ObjectRef;
  /** The object was seen on the cluster and not seen to go. */
  objectPresent: boolean;
  intent: RunIntent;
  intentBy?: string;
  attempts: number;
  nextAttemptAt?: string;
  submittedAt: string;
  admittedAt?: string;
  startedAt?: string;
  finishedAt?: string;
  simulated: boolean;
}

export interface NewRunEvent {
  /** RFC 3339; when it happened, which may be before it was seen. */
  at: string;
  type: RunEventType;
  /** The state that the run has from here on. */
  state?: RunState;
  text: string;
  message?: string;
  by?: string;
}

export interface StoredRunEvent extends NewRunEvent {
  id: number;
}

export interface RunContainer {
  name: string;
  image?: string;
  state: string;
  reason?: string;
  exitCode?: number;
  restarts: number;
}

/** One pod that a run has or had. Joined with series and logs by (cluster, namespace, pod, interval). */
export interface RunPodRecord {
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  node?: string;
  gpus: number;
  phase: string;
  reason?: string;
  message?: string;
  containers: RunContainer[];
  startedAt?: string;
  finishedAt?: string;
  present: boolean;
}

export type RunObjects = RunDetail['objects'];
