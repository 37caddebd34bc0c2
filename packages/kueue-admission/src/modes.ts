import { KueueRelease } from './options';
import { ClusterQueueSpec } from './types';

/** How a flavor could serve a request, worst to best; the numbers are only for comparing. */
export const Mode = {
  /** Not within the quotas, or preemption is out of the question. */
  noFit: 0,
  /** Preemption would do, but there is nobody to preempt. */
  noCandidates: 1,
  /** By preempting workloads of the own queue, perhaps among others. */
  preempt: 2,
  /** By preempting only workloads of other queues. */
  reclaim: 3,
  fit: 4,
} as const;

// eslint-disable-next-line @typescript-eslint/no-redeclare -- the type of the values above shares their name
export type Mode = (typeof Mode)[keyof typeof Mode];

/** A mode and how far up the quota is borrowed from; 0 is the queue's own. */
export interface Rating {
  mode: Mode;
  level: number;
}

export const BEST: Rating = { mode: Mode.fit, level: 0 };
export const WORST: Rating = {
  mode: Mode.noFit,
  level: Number.POSITIVE_INFINITY,
};

/** Whether the first is better. 0.12 does not look at the level. */
export function isBetter(a: Rating, b: Rating, rules: KueueRelease): boolean {
  if (a.mode !== b.mode || rules === '0.12') {
    return a.mode > b.mode;
  }
  return a.mode !== Mode.noFit && a.level < b.level;
}

/** Whether a flavor is good enough, by the queue's fungibility, not to look at the next. */
export function isGoodEnough(
  { mode, level }: Rating,
  fungibility: ClusterQueueSpec['fungibility'],
): boolean {
  if (mode < Mode.preempt) {
    return false;
  }
  if (mode !== Mode.fit && fungibility.whenCanPreempt === 'next') {
    return false;
  }
  return level === 0 || fungibility.whenCanBorrow === 'stop';
}
