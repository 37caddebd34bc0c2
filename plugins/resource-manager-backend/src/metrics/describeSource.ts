import type { MetricsSourceStatus } from '@silogen/backstage-plugin-resource-manager-common';
import type { GpuPod } from './gpuView';
import { MetricsError } from './MetricsError';
import type { SourceHealth } from './MetricsSource';
import { splitPod, type ActivityByPod } from './reconcile';

/** A pod's first measurement may take this long. */
const GRACE_MS = 5 * 60_000;

export const NOT_CONFIGURED: MetricsSourceStatus = {
  status: 'notConfigured',
  message: 'No metrics source is connected',
  remedy:
    'A platform administrator sets resourceManager.metrics to the address of Mimir or Prometheus',
};

const NO_SERIES_REMEDY =
  'Check that the GPU exporters and kube-state-metrics are scraped, and resourceManager.metrics.tenant and clusterLabel';

/** How a page's questions to the metrics source went. */
export function describeSource(options: {
  health: SourceHealth;
  outcomes: readonly PromiseSettledResult<unknown>[];
  /** Whether the answers say anything about clusters that have GPUs. */
  hasSeries: boolean;
  pods: readonly GpuPod[];
  activity: ActivityByPod;
  now: Date;
}): MetricsSourceStatus {
  const { health, outcomes, pods, activity, now } = options;
  const lastSuccess = health.lastSuccess?.toISOString();
  const failed = outcomes.filter(outcome => outcome.status === 'rejected');
  if (failed.length > 0) {
    const reason: unknown = failed[0].reason;
    if (!(reason instanceof MetricsError)) throw reason;
    return {
      status: failed.length === outcomes.length ? 'down' : 'partial',
      lastSuccess,
      message: reason.message,
      remedy: reason.remedy,
    };
  }
  if (!options.hasSeries) {
    return {
      status: 'stale',
      lastSuccess,
      message:
        'The metrics source answers, but has no current series of the GPUs of these clusters',
      remedy: NO_SERIES_REMEDY,
    };
  }
  const unmeasured = pods
    .filter(
      ({ since }) =>
        since !== undefined && now.getTime() - Date.parse(since) > GRACE_MS,
    )
    .reduce((sum, pod) => sum + splitPod(pod, activity).unmeasured, 0);
  if (unmeasured > 0) {
    return {
      status: 'partial',
      lastSuccess,
      message: `${unmeasured} held GPUs have no measurement`,
      remedy: NO_SERIES_REMEDY,
    };
  }
  return { status: 'ok', lastSuccess };
}
