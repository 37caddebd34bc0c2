import { podObject, PODS, seriesOf, START_MS, TestCluster } from '../testing';
import { noise } from '../series/noise';
import type { GivenSample } from './arraySource';
import { NAME, type Labels } from './labels';
import { formatNumber } from './literals';
import { parseQuery } from './parse';

/** For tests only: a series with its samples. */
export interface Given {
  labels: Labels;
  samples: GivenSample[];
}

/** So long are the samples, from START_MS on. */
export const SPAN_MS = 3 * 3_600_000;

/** Gauges, counters with resets, gaps, NaN and infinities. */
export function madeUp(): Given[] {
  const series: Given[] = [];
  for (let group = 0; group < 3; group += 1) {
    for (let part = 0; part < 4; part += 1) {
      const labels = {
        group: `g${group}`,
        part: `p${part}`,
        zone: part < 2 ? 'north' : 'south',
      };
      const seed = group * 10 + part;
      const gauge: GivenSample[] = [];
      const counter: GivenSample[] = [];
      let total = noise(seed, 1) * 100;
      for (let timeMs = 0; timeMs <= SPAN_MS; timeMs += 15_000) {
        const at = timeMs / 15_000;
        const inGap = noise(seed + 100, Math.floor(at / 40)) < 0.2;
        total =
          noise(seed + 200, at) < 0.01
            ? 0
            : total + Math.floor(noise(seed, at) * 9);
        if (!inGap) {
          gauge.push([
            START_MS + timeMs,
            Math.round(noise(seed + 300, at) * 1000) / 10 - 20,
          ]);
          counter.push([START_MS + timeMs, total]);
        }
      }
      series.push({ labels: { [NAME]: 'gauge', ...labels }, samples: gauge });
      series.push({
        labels: { [NAME]: 'counter', ...labels },
        samples: counter,
      });
    }
    series.push({
      labels: { [NAME]: 'weight', group: `g${group}`, owner: `team-${group}` },
      samples: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(at => [
        START_MS + at * 900_000,
        group - 1 + at / 8,
      ]),
    });
  }
  const odd = [NaN, Infinity, -Infinity, 0, -1, 1e-9, 1e21, 0.1];
  series.push({
    labels: { [NAME]: 'odd' },
    samples: Array.from(
      { length: 400 },
      (_, at) =>
        [
          START_MS + at * 15_000,
          odd[Math.floor(at / 10) % odd.length],
        ] as const,
    ),
  });
  return series;
}

/** Samples of the sandbox's own series. */
export function ofSandbox(): Given[] {
  const cluster = TestCluster.create('hall-a');
  const pods = [
    { name: 'train', gpus: 8, boundAt: 0, image: 'aimft:1', namespace: 'llm' },
    {
      name: 'serve',
      gpus: 2,
      boundAt: 5,
      image: 'vllm:1',
      namespace: 'assistant',
      node: 'hall-a-mi300x-2',
    },
    {
      name: 'short',
      gpus: 4,
      boundAt: 20,
      endedAt: 80,
      namespace: 'llm',
      node: 'hall-a-mi300x-2',
    },
    {
      name: 'notebook',
      gpus: 1,
      boundAt: 90,
      image: 'jupyter:1',
      namespace: 'vision',
      node: 'hall-a-mi300x-2',
    },
    { name: 'waiting', gpus: 8, namespace: 'vision' },
  ];
  pods.forEach(pod => cluster.store.put(PODS, podObject(pod)));
  cluster.nowMs = START_MS + SPAN_MS;
  const names =
    'gpu_gfx_activity|gpu_used_vram|gpu_total_vram|gpu_energy_consumed|gpu_ecc_uncorrect_total|kube_pod_container_resource_requests|kube_pod_status_phase|kube_node_status_allocatable';
  const selector = parseQuery(
    `{__name__=~"${names}",node!~".*(325x|cpu).*",hostname!~".*(325x|-[3-6])"}`,
  );
  const matchers = selector.type === 'selector' ? selector.matchers : [];
  return seriesOf(cluster)
    .select(matchers, START_MS - 1, START_MS + SPAN_MS)
    .map(series => ({
      labels: series.labels,
      samples: Array.from(
        series.sampleTimes(START_MS - 1, START_MS + SPAN_MS),
        timeMs => [timeMs, series.value(timeMs)] as const,
      ),
    }));
}

/** As `promtool tsdb create-blocks-from openmetrics` reads it. */
export function openMetrics(given: readonly Given[]): string {
  const byName = new Map<string, Given[]>();
  given.forEach(series => {
    const name = series.labels[NAME];
    byName.set(name, [...(byName.get(name) ?? []), series]);
  });
  const lines: string[] = [];
  for (const [name, family] of byName) {
    lines.push(`# TYPE ${name} unknown`);
    for (const { labels, samples } of family) {
      const pairs = Object.entries(labels)
        .filter(([label]) => label !== NAME)
        .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
      for (const [timeMs, value] of samples) {
        lines.push(
          `${name}{${pairs.join(',')}} ${formatNumber(value as number)} ${
            timeMs / 1000
          }`,
        );
      }
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}
