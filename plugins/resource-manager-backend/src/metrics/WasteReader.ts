import type {
  MetricsSourceStatus,
  WasteList,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { RunOfPod, RunsOfPods } from '../runs/store/RunsOfPods';
import { describeSource, NOT_CONFIGURED } from './describeSource';
import type { GpuFacts } from './GpuFacts';
import type { GpuPod } from './gpuView';
import { idleSince } from './idle';
import type { MetricsSource } from './MetricsSource';
import type { TimeRange } from './PrometheusClient';
import { gpusIdle, MAX_NAMED_PODS } from './queries';
import { podKey } from './reconcile';
import type { Visible } from './UtilisationService';
import { describeWastes, slowStarts, type PodWaste } from './wastes';

/** Idle for so long before it is called waste; a mean over it, so that a short look at something does not end it. */
const WINDOW_SECONDS = 30 * 60;
const STEP_SECONDS = 600;
const LOOK_BACK_SECONDS = 48 * 3600;
/** Most entries of the list. */
const MOST = 20;

export interface WasteReaderOptions {
  facts: GpuFacts;
  runs: RunsOfPods;
  source?: MetricsSource;
  now: () => Date;
}

/** Finds GPUs that are held and do nothing. Asks the metrics source two questions, however many pods there are. */
export class WasteReader {
  readonly #options: WasteReaderOptions;

  private constructor(options: WasteReaderOptions) {
    this.#options = options;
  }

  static create(options: WasteReaderOptions): WasteReader {
    return new WasteReader(options);
  }

  async read(visible: {
    projects: Visible;
    runs: Visible;
  }): Promise<WasteList> {
    const now = this.#options.now();
    const observed = await this.#options.facts.read(visible.projects);
    const runs = await this.#options.runs.holdingGpus();
    const candidates = observed.pods.filter(pod => isJudged(pod, runs));
    const idle = await this.#idle(candidates, now);
    const wastes = describeWastes(
      [...idle.found, ...slowStarts(observed.pods, now)],
      { observed, runs, visibleRuns: visible.runs },
    );
    return {
      asOf: now.toISOString(),
      source: idle.source,
      items: wastes.slice(0, MOST),
      totalItems: wastes.length,
      errors: observed.errors,
    };
  }

  async #idle(
    pods: readonly GpuPod[],
    now: Date,
  ): Promise<{ source: MetricsSourceStatus; found: PodWaste[] }> {
    const { source } = this.#options;
    if (!source) return { source: NOT_CONFIGURED, found: [] };
    const answered = await Promise.allSettled([this.#ask(source, pods, now)]);
    const [outcome] = answered;
    return {
      source: describeSource({
        health: source.health,
        outcomes: answered,
        // Whether anything is measured at all is told by the page that shows the numbers.
        hasSeries: true,
        pods: [],
        activity: undefined,
        now,
      }),
      found: outcome.status === 'fulfilled' ? outcome.value : [],
    };
  }

  async #ask(
    source: MetricsSource,
    pods: readonly GpuPod[],
    now: Date,
  ): Promise<PodWaste[]> {
    const params = { groupBy: 'pod' as const, windowSeconds: WINDOW_SECONDS };
    const idleNow = new Map(
      (await source.instant(gpusIdle, params)).map(sample => [
        podKey({
          cluster: sample.cluster,
          namespace: sample.labels.namespace ?? '',
          name: sample.labels.pod ?? '',
        }),
        sample.value,
      ]),
    );
    const idle = pods
      .map(pod => ({ pod, gpus: idleNow.get(podKey(pod)) ?? 0 }))
      .filter(
        ({ pod, gpus }) => gpus > 0 && hasRunFor(pod, WINDOW_SECONDS, now),
      )
      .sort(
        (a, b) =>
          b.gpus - a.gpus ||
          ((a.pod.since ?? '') < (b.pod.since ?? '') ? -1 : 1),
      )
      .slice(0, MAX_NAMED_PODS);
    if (idle.length === 0) return [];
    const end = Math.floor(now.getTime() / 1000 / STEP_SECONDS) * STEP_SECONDS;
    const range: TimeRange = {
      start: end - LOOK_BACK_SECONDS,
      end,
      step: STEP_SECONDS,
    };
    const names = [...new Set(idle.map(({ pod }) => pod.name))].sort();
    const lines = new Map(
      (
        await source.range(
          gpusIdle,
          { ...params, windowSeconds: STEP_SECONDS, pods: names },
          range,
        )
      ).map(line => [
        podKey({
          cluster: line.cluster,
          namespace: line.labels.namespace ?? '',
          name: line.labels.pod ?? '',
        }),
        line.points,
      ]),
    );
    return idle.map(({ pod, gpus }) => ({
      kind: 'idle' as const,
      ...idleSince({
        pod,
        gpus: Math.min(gpus, pod.gpus),
        points: lines.get(podKey(pod)) ?? [],
        range,
        windowSeconds: STEP_SECONDS,
        now,
      }),
    }));
  }
}

/** Endpoints are idle by requests, not by GPU. */
function isJudged(pod: GpuPod, runs: ReadonlyMap<string, RunOfPod>): boolean {
  return pod.running && runs.get(pod.uid)?.type !== 'inference';
}

function hasRunFor(pod: GpuPod, seconds: number, now: Date): boolean {
  return (
    pod.since !== undefined &&
    now.getTime() - Date.parse(pod.since) >= seconds * 1000
  );
}
