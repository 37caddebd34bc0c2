import type { Matcher } from '../promql/ast';
import { NAME } from '../promql/labels';
import { matchesAll } from '../promql/matchers';
import type { SampleSource } from '../promql/samples';
import { AMD_FAMILIES } from './amdFamilies';
import type { MetricFamily } from './families';
import { KUBE_FAMILIES } from './kubeFamilies';
import type { LazySeries } from './LazySeries';
import { NVIDIA_FAMILIES } from './nvidiaFamilies';
import { Snapshots, type SnapshotSource } from './snapshot';
import { UP_FAMILY } from './upFamily';

const FAMILIES: readonly MetricFamily[] = [
  ...AMD_FAMILIES,
  ...NVIDIA_FAMILIES,
  ...KUBE_FAMILIES,
  UP_FAMILY,
];

/** Label that tells the clusters' series apart. */
const CLUSTER = 'k8s_cluster_name';

/**
 * The series of all clusters of a sandbox: a pure function of (seed, what the clusters hold and held, time). Nothing is
 * stored; a series is computed as far as a query looks at it.
 */
export class SandboxSeries implements SampleSource {
  readonly #clusters: readonly Snapshots[];
  readonly #now: () => number;

  static create(options: {
    clusters: readonly SnapshotSource[];
    seed: string | number;
    now: () => number;
  }): SandboxSeries {
    return new SandboxSeries(options);
  }

  private constructor(options: Parameters<typeof SandboxSeries.create>[0]) {
    this.#now = options.now;
    this.#clusters = options.clusters.map(source =>
      Snapshots.create({ source, seed: `${options.seed}/${source.name}` }),
    );
  }

  select(
    matchers: readonly Matcher[],
    fromMs: number,
    toMs: number,
  ): LazySeries[] {
    const nowMs = this.#now();
    const agree = (label: string, value: string) =>
      matchers.every(
        matcher => matcher.label !== label || matcher.matches(value),
      );
    const families = FAMILIES.filter(({ name }) => agree(NAME, name));
    return this.#clusters
      .filter(({ cluster }) => agree(CLUSTER, cluster))
      .flatMap(snapshots => {
        const snapshot = snapshots.at(nowMs);
        return families.flatMap(family => family.series(snapshot));
      })
      .filter(
        series =>
          matchesAll(series.labels, matchers) && series.overlaps(fromMs, toMs),
      );
  }

  /** What `/api/v1/metadata` tells. */
  metadata(): Pick<MetricFamily, 'name' | 'help' | 'type' | 'unit'>[] {
    return FAMILIES.map(({ name, help, type, unit }) => ({
      name,
      help,
      type,
      unit,
    }));
  }
}
