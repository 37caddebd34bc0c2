import type { MetricsSource, OfCluster } from '../MetricsSource';
import { metricQueries, type NamedQuery } from '../queries';
import { WINDOW_SECONDS } from './knownWorld';

export interface Question {
  query: keyof typeof metricQueries;
  params: Record<string, unknown>;
}

const byName = { groupBy: 'namespace' };
const byPod = { groupBy: 'pod' };
const windowed = { windowSeconds: WINDOW_SECONDS };

/** Every registered query with every way to group. */
export const QUESTIONS: readonly Question[] = [
  { query: 'gpusHeld', params: byName },
  { query: 'gpusHeld', params: { groupBy: 'namespaceAndNode' } },
  { query: 'gpusMeasured', params: byName },
  ...(['gpusBusy', 'gpusIdle', 'gpuActivity'] as const).flatMap(query => [
    { query, params: { ...byName, ...windowed } },
    { query, params: { ...byPod, ...windowed } },
  ]),
  ...(['gpuMemoryUsed', 'gpuMemoryTotal'] as const).flatMap(query => [
    { query, params: byName },
    { query, params: byPod },
  ]),
  { query: 'gpusInstalled', params: {} },
  { query: 'gpusFree', params: {} },
];

/** Values by what they are grouped by, such as `hall-a/team-a/Running`. */
export type Values = Record<string, number>;

const GROUPS = ['namespace', 'node', 'pod', 'phase'];

function groupOf({
  cluster,
  labels,
}: OfCluster<{ labels: Record<string, string> }>): string {
  return [cluster, ...GROUPS.map(name => labels[name])]
    .filter(Boolean)
    .join('/');
}

function registered({ query }: Question): NamedQuery<unknown> {
  return metricQueries[query] as NamedQuery<unknown>;
}

export async function instantValues(
  source: MetricsSource,
  question: Question,
): Promise<Values> {
  const samples = await source.instant(registered(question), question.params);
  return Object.fromEntries(
    samples.map(sample => [groupOf(sample), sample.value]),
  );
}

/** Of the six minutes that end at a time (seconds), one a minute, by group and seconds before the end. */
export async function valuesOverTime(
  source: MetricsSource,
  question: Question,
  end: number,
): Promise<Values> {
  const lines = await source.range(registered(question), question.params, {
    start: end - 300,
    end,
    step: 60,
  });
  return Object.fromEntries(
    lines.flatMap(line =>
      line.points.map(({ at, value }) => [
        `${groupOf(line)} -${end - at}`,
        value,
      ]),
    ),
  );
}

const TOLERANCE = 1e-9;

/**
 * What differs, by group: nothing where groups and values are the same. Sums may be added up in another order, so the
 * last digits may differ (a billionth of the value).
 */
export function differences(
  actual: Values,
  expected: Values,
): Record<string, { actual?: number; expected?: number }> {
  const groups = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  const isSame = (one?: number, other?: number) =>
    one !== undefined &&
    other !== undefined &&
    Math.abs(one - other) <= Math.max(1, Math.abs(other)) * TOLERANCE;
  return Object.fromEntries(
    [...groups]
      .filter(group => !isSame(actual[group], expected[group]))
      .map(group => [
        group,
        { actual: actual[group], expected: expected[group] },
      ]),
  );
}
