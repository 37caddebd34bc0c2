import type { WrittenSeries } from '@silogen/test-cluster';
import { knownPodsAndNodes } from './knownPodsAndNodes';
import {
  always,
  everyOther,
  seriesEndingAt,
  type Labels,
  type Make,
  type ValueAt,
} from './seriesMaker';

/**
 * Window of the means. No sample stands at its start: Prometheus before 3 counts one that does, later ones and Mimir
 * do not.
 */
export const WINDOW_SECONDS = 307;

/** Values of the label that tells the known clusters apart, by name of ours. */
export const KNOWN_CLUSTERS = new Map([
  ['hall-a', 'known-a'],
  ['hall-b', 'known-b'],
]);

/** When the pod that ended within the window did: 105 seconds before the end. */
const ENDED_SCRAPES_AGO = 7;

/** A world whose every number is known, as samples that end at a time (a multiple of the scrape interval). */
export function knownWorld(endMs: number): WrittenSeries[] {
  const series = seriesEndingAt(endMs);
  return [
    ...knownPodsAndNodes(series),
    ...amdSeries(series),
    ...nvidiaSeries(series),
  ];
}

function amdSeries(series: Make): WrittenSeries[] {
  const gpu = (
    labels: Labels,
    activity: ValueAt,
    usedMiB: number,
  ): WrittenSeries[] => {
    const all = {
      k8s_cluster_name: 'known-a',
      gpu_partition_id: '0',
      ...labels,
    };
    return [
      series('gpu_gfx_activity', all, activity),
      series('gpu_used_vram', all, always(usedMiB)),
      series('gpu_total_vram', all, always(196_592)),
    ];
  };
  const train = { namespace: 'team-a', pod: 'train', hostname: 'a1' };
  const serve = { namespace: 'team-b', pod: 'serve', hostname: 'a2' };
  const ended = {
    namespace: 'team-b',
    pod: 'ended',
    hostname: 'a1',
    gpu_id: '6',
  };
  return [
    ...gpu({ ...train, gpu_id: '0' }, always(80), 1000),
    // Busy on the whole though it rests half of the time.
    ...gpu({ ...train, gpu_id: '1' }, everyOther(10), 2000),
    // Idle on the whole though it is at 8 % right now.
    ...gpu({ ...train, gpu_id: '2' }, everyOther(8), 3000),
    ...gpu({ ...train, gpu_id: '3' }, always(1), 4000),
    ...gpu({ ...serve, gpu_id: '0' }, always(0), 500),
    // A partition, which counts for nothing, and a GPU that nobody holds.
    ...gpu({ ...serve, gpu_id: '0', gpu_partition_id: '1' }, always(100), 9),
    ...gpu({ hostname: 'a4', gpu_id: '0' }, always(0), 283),
    // Was busy, and ended within the window.
    series(
      'gpu_gfx_activity',
      { k8s_cluster_name: 'known-a', gpu_partition_id: '0', ...ended },
      scrapesAgo => {
        if (scrapesAgo > ENDED_SCRAPES_AGO) return 100;
        return scrapesAgo === ENDED_SCRAPES_AGO ? undefined : 'absent';
      },
    ),
  ];
}

function nvidiaSeries(series: Make): WrittenSeries[] {
  return [
    [90, 1024],
    [0, 2048],
  ].flatMap(([activity, usedMiB], gpu) => {
    const labels = {
      k8s_cluster_name: 'known-b',
      namespace: 'team-a',
      pod: 'infer',
      Hostname: 'b1',
      gpu: String(gpu),
    };
    return [
      series('DCGM_FI_DEV_GPU_UTIL', labels, always(activity)),
      series('DCGM_FI_DEV_FB_USED', labels, always(usedMiB)),
      series('DCGM_FI_DEV_FB_FREE', labels, always(46_068 - usedMiB)),
    ];
  });
}
