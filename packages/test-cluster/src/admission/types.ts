import type {
  ClusterQueueSpec,
  CohortSpec,
  FlavorSpec,
  KueueRelease,
  PodSet,
} from '@silogen/kueue-admission';

/** A workload that is going to arrive. */
export interface PlannedWorkload {
  name: string;
  queue: string;
  priority: number;
  podSets: PodSet[];
}

/**
 * What happens next. Which of the running ones ends, and which eviction is completed, depends on what has been admitted
 * until then: `pick` counts through them in the order of their names, round and round.
 */
export type PlayEvent =
  | { type: 'arrive'; workload: string }
  | { type: 'finish'; pick: number }
  | { type: 'free'; pick: number };

/** Queues, what arrives in them and what happens, as plain data: all of it is decided before the play begins. */
export interface PlayWorld {
  seed: number;
  cohorts: CohortSpec[];
  queues: ClusterQueueSpec[];
  flavors: FlavorSpec[];
  workloads: PlannedWorkload[];
  events: PlayEvent[];
}

/** An event that has found whom it concerns. */
export interface Action {
  type: PlayEvent['type'];
  workload: string;
}

export interface WaitingState {
  /** Left out where nothing looked at the workload yet. */
  message?: string;
  /** What was said before; of the model. */
  earlier?: ReadonlySet<string>;
  /** Of the model: the same if its resources are looked at in another order. */
  otherwise?: { message?: string; earlier: ReadonlySet<string> };
  /** Of the model: whether Kueue may say nothing of its own, or nothing new, about it. */
  mayBeUnsaid?: boolean;
}

/** Who is where after a step; by name of the workload. */
export interface PlayState {
  /** With the flavors that they were given: `main/cpu=f1 main/nvidia.com/gpu=f2`. */
  admitted: Map<string, string>;
  /** Told to go, and holding their quota until they have gone; with the reason. */
  evicting: Map<string, string>;
  waiting: Map<string, WaitingState>;
}

/** What only the real cluster knows about a workload. */
export interface Facts {
  uid: string;
  createdMs: number;
  reservedAtMs?: number;
}

export type { KueueRelease };
