import type { MetricsSource, OfCluster } from './MetricsSource';
import { gpuMemoryTotal, gpuMemoryUsed, gpusBusy, gpusIdle } from './queries';
import type { Sample } from './readAnswer';
import { podKey, type PodActivity } from './reconcile';

/** Over which "now" is averaged; seconds. */
const NOW_WINDOW_SECONDS = 300;

/** Answers of the four questions about now; all are by pod. */
export interface NowAnswers {
  busy: OfCluster<Sample>[];
  idle: OfCluster<Sample>[];
  memoryUsed: OfCluster<Sample>[];
  memoryTotal: OfCluster<Sample>[];
}

/** The questions about what held GPUs do now, under way. */
export function askNow(source: MetricsSource) {
  const params = {
    groupBy: 'pod' as const,
    windowSeconds: NOW_WINDOW_SECONDS,
  };
  return [
    source.instant(gpusBusy, params),
    source.instant(gpusIdle, params),
    source.instant(gpuMemoryUsed, { groupBy: 'pod' }),
    source.instant(gpuMemoryTotal, { groupBy: 'pod' }),
  ] as const;
}

function keyOf({ cluster, labels }: OfCluster<Sample>): string {
  return podKey({
    cluster,
    namespace: labels.namespace ?? '',
    name: labels.pod ?? '',
  });
}

export function activityOf(
  busy: readonly OfCluster<Sample>[],
  idle: readonly OfCluster<Sample>[],
): Map<string, PodActivity> {
  const activity = new Map<string, PodActivity>();
  const entry = (key: string) => {
    const found = activity.get(key) ?? { busy: 0, idle: 0 };
    activity.set(key, found);
    return found;
  };
  for (const sample of busy) entry(keyOf(sample)).busy += sample.value;
  for (const sample of idle) entry(keyOf(sample)).idle += sample.value;
  return activity;
}

/** MiB by pod. */
export function memoryByPod(
  samples: readonly OfCluster<Sample>[],
): Map<string, number> {
  const memory = new Map<string, number>();
  for (const sample of samples) {
    const key = keyOf(sample);
    memory.set(key, (memory.get(key) ?? 0) + sample.value);
  }
  return memory;
}
