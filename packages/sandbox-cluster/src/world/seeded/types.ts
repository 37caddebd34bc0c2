import type { EnvVar } from '../../controllers/runtime/kubeTypes';

/** Where the pods of a run are: a node and the indexes of its GPUs that they hold. */
export interface Place {
  node: string;
  gpus: number[];
}

/** One run of the world, before any object is made of it. Times are epoch milliseconds. */
export interface PlannedRun {
  cluster: 'hall-a' | 'hall-b';
  /** Flavor, and so pool, whose quota it holds or waits for. */
  pool: string;
  /** Project, namespace and queue. */
  project: string;
  name: string;
  /** Entity ref of who submitted it. */
  submitter: string;
  /** What somebody created; on the cluster with Kaiwo usually one of Kaiwo's kinds. */
  kind: 'KaiwoJob' | 'KaiwoService' | 'Job' | 'Deployment';
  /** Value of label `airm.silogen.ai/workload-type`. */
  type: string;
  priority: 'low' | 'medium' | 'high';
  /** GPUs of each pod. */
  gpus: number;
  pods?: number;
  cpu?: string;
  memory?: string;
  image: string;
  entrypoint?: string;
  env?: EnvVar[];
  /** On the object that was created, and so on its pods. */
  annotations?: Record<string, string>;
  /** On the pods only. */
  podAnnotations?: Record<string, string>;
  /** Port on which it answers, for services. */
  port?: number;
  submittedAtMs: number;
  /** Left out: it waits for quota still. */
  admittedAtMs?: number;
  /** Seconds after which it ended; left out: it runs still. */
  seconds?: number;
  /** In the order of the pods; empty while it waits. */
  places: Place[];
}

/** Annotation with the indexes of the GPUs that a pod holds on its node, as the pod scheduler writes it. */
export const GPUS_ANNOTATION = 'sandbox.silogen.ai/gpus';
/** RFC 3339: from then on the pod's GPUs have nothing to do. */
export const IDLE_ANNOTATION = 'sandbox.silogen.ai/idle-since';
/** On a node: indexes of GPUs that its device plugin does not offer any more. */
export const UNHEALTHY_ANNOTATION = 'sandbox.silogen.ai/unhealthy-gpus';
