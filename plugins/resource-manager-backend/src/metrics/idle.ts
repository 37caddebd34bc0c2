import type { GpuPod } from './gpuView';
import type { TimeRange } from './PrometheusClient';
import { timesOf } from './ranges';

/** A pod some of whose GPUs have been idle for a while. */
export interface IdlePod {
  pod: GpuPod;
  /** Idle now. */
  gpus: number;
  /** The beginning of the newest stretch in which at least so many were idle. */
  since: Date;
  /** It may have begun earlier: the look back ends here. */
  atLeast: boolean;
  gpuHours: number;
}

const HOUR_MS = 3_600_000;

/**
 * Since when so many GPUs of a pod have been idle, from how many were idle at each time. A time without a value (before
 * the pod ran, or a gap of the exporter) ends the stretch: what was not measured is not called waste.
 */
export function idleSince(options: {
  pod: GpuPod;
  gpus: number;
  points: readonly { at: number; value: number }[];
  range: TimeRange;
  /** Each point is a mean over this time before it; seconds. */
  windowSeconds: number;
  now: Date;
}): IdlePod {
  const { pod, gpus, range, now, windowSeconds } = options;
  const values = new Map(options.points.map(({ at, value }) => [at, value]));
  const times = timesOf(range);
  let first: number | undefined;
  let atLeast = true;
  for (const at of times.reverse()) {
    if ((values.get(at) ?? 0) < gpus) {
      atLeast = false;
      break;
    }
    first = at;
  }
  // The mean over a window is low once nearly all of the window was idle, so the stretch began at the window's start.
  const measured =
    ((first ?? Math.floor(now.getTime() / 1000)) - windowSeconds) * 1000;
  const began = pod.since === undefined ? 0 : Date.parse(pod.since);
  const since = new Date(Math.max(measured, began));
  return {
    pod,
    gpus,
    since,
    atLeast: atLeast && measured > began,
    gpuHours: round((gpus * (now.getTime() - since.getTime())) / HOUR_MS),
  };
}

/** GPU-hours are shown with one digit. */
export function round(hours: number): number {
  return Math.round(hours * 10) / 10;
}
