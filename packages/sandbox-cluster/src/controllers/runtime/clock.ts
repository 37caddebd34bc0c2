/** Wall clock and timers, so that tests can decide what time it is. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `run` once after `delayMs` of wall time; the returned function takes it back. */
  after(delayMs: number, run: () => void): () => void;
}

/** Node refuses longer timers and would fire them at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export function systemClock(now: () => number = Date.now): Clock {
  return {
    now,
    after: (delayMs, run) => {
      const timer = setTimeout(
        run,
        Math.min(Math.max(0, delayMs), MAX_TIMER_MS),
      );
      return () => clearTimeout(timer);
    },
  };
}

/** RFC 3339 in whole seconds, as Kubernetes writes `metav1.Time`. */
export function kubeTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
