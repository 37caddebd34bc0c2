/** What a container's course may depend on. Everything is given; nothing is looked up. */
export interface ProfileInput {
  /** Distinguishes one run from another of the same definition. */
  seed: string;
  image: string;
  command: readonly string[];
  args: readonly string[];
  /** Resolved environment, with the values from Secrets and ConfigMaps. */
  env: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** GPUs of this container. */
  gpus: number;
  /** Of one GPU of the node; 0 on a node without any. */
  gpuMemoryGiB: number;
  gpuVendor: 'amd' | 'nvidia';
  /** Step of the last checkpoint of an earlier, interrupted attempt; 0 when there is none. */
  resumeFromStep: number;
}

export interface CourseLine {
  /** Simulated seconds since the container started. */
  at: number;
  text: string;
}

export interface Progress {
  step: number;
  totalSteps: number;
  epoch: number;
  loss: number;
  etaSeconds: number;
  /** Step from which it would go on after an interruption; left out where nothing is kept. */
  checkpointStep?: number;
}

export interface CourseEnd {
  /** Simulated seconds since the container started. */
  at: number;
  exitCode: number;
  /** The reason that the kubelet reports: `Completed`, `Error`, `OOMKilled`. */
  reason: string;
  /** Instead of an exit: the node goes away under the pod. */
  nodeLost?: boolean;
  /** Final metrics of a run that came to a good end. */
  metrics?: Record<string, number>;
}

/**
 * The whole course of one container, fixed from the start: what it writes when, when it is ready, when and how it ends.
 * Times are simulated seconds since the container started.
 */
export interface Course {
  /** The profile that made it. */
  profile: string;
  /** Lines with `after < at <= until`, oldest first. */
  linesBetween(after: number, until: number): CourseLine[];
  /** Time of the first line after this moment; `undefined` when none comes. */
  nextLineAfter(after: number): number | undefined;
  /** When it begins to answer requests; `undefined` for programs that serve nothing. */
  readyAt?: number;
  /** `undefined`: runs until it is stopped. */
  end?: CourseEnd;
  progressAt?(elapsed: number): Progress | undefined;
  /** Step of the last checkpoint that was written by then; 0 for none. */
  checkpointAt?(elapsed: number): number;
  /** What its service answers, for those that serve something. */
  serves?: 'inference' | 'workspace';
}

export type Profile = (input: ProfileInput) => Course;
