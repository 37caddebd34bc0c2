import { metricQueries } from '../queries';
import type { WrittenSample, WrittenSeries } from '@silogen/test-cluster';
import { SCRAPE_MS } from './seriesMaker';

/** Every metric that some registered query reads. */
const METRICS = [
  ...new Set(
    Object.values(metricQueries).flatMap(({ sources }) =>
      Object.values(sources).flat(),
    ),
  ),
];

/** The samples themselves, as the sandbox's Prometheus API gives them for a range such as `15m`; `end` is in seconds. */
export async function sandboxSamples(
  metricsUrl: string,
  { end, range }: { end: number; range: string },
): Promise<WrittenSeries[]> {
  const answers = await Promise.all(
    METRICS.map(async metric => {
      const answer = await fetch(`${metricsUrl}/api/v1/query`, {
        method: 'POST',
        headers: { 'x-scope-orgid': 'sandbox' },
        body: new URLSearchParams({
          query: `${metric}[${range}]`,
          time: String(end),
        }),
      });
      const { data } = (await answer.json()) as {
        data: {
          result: {
            metric: Record<string, string>;
            values: [number, string][];
          }[];
        };
      };
      return data.result;
    }),
  );
  return answers.flat().map(({ metric, values }) => ({
    labels: metric,
    samples: withEnds(
      values.map(([at, value]) => [at * 1000, Number(value)] as const),
      end * 1000,
    ),
  }));
}

/** The API does not show where a series ends: where the next scrape has no sample. */
function withEnds(
  samples: readonly (readonly [number, number])[],
  endMs: number,
): WrittenSample[] {
  const times = new Set(samples.map(([at]) => at));
  return samples.flatMap(sample => {
    const next = sample[0] + SCRAPE_MS;
    const ends = next <= endMs && !times.has(next);
    return ends ? [sample, [next, undefined] as const] : [sample];
  });
}
