import { z } from 'zod';
import { MetricsError, type MetricsErrorKind } from './MetricsError';

/** One value of an instant query. */
export interface Sample {
  labels: Record<string, string>;
  value: number;
}

/** One line of a range query; times are seconds since the epoch. */
export interface Series {
  labels: Record<string, string>;
  points: { at: number; value: number }[];
}

/** What is looked at of an HTTP answer. */
export interface MetricsAnswer {
  status: number;
  contentType: string;
  retryAfter?: string;
  text: string;
}

const pair = z.tuple([z.number(), z.string()]);
const labels = z.record(z.string(), z.string());
const success = z.object({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: labels, value: pair })),
    }),
    z.object({
      resultType: z.literal('matrix'),
      result: z.array(z.object({ metric: labels, values: z.array(pair) })),
    }),
  ]),
});
const failure = z.object({ error: z.string() });

/** Longest piece of a source's own words in a message. */
const QUOTED_LENGTH = 300;

/** Prometheus writes numbers as text, and these by name. */
function numberOf(text: string): number {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}

/** @throws MetricsError that says what went wrong and what to do */
export function readVector(answer: MetricsAnswer): Sample[] {
  const data = dataOf(answer);
  if (data.resultType !== 'vector') throw unexpected(answer);
  return data.result
    .map(({ metric, value }) => ({ labels: metric, value: numberOf(value[1]) }))
    .filter(({ value }) => Number.isFinite(value));
}

/** @throws MetricsError that says what went wrong and what to do */
export function readMatrix(answer: MetricsAnswer): Series[] {
  const data = dataOf(answer);
  if (data.resultType !== 'matrix') throw unexpected(answer);
  return data.result.map(({ metric, values }) => ({
    labels: metric,
    points: values
      .map(([at, value]) => ({ at, value: numberOf(value) }))
      .filter(({ value }) => Number.isFinite(value)),
  }));
}

function dataOf(answer: MetricsAnswer): z.infer<typeof success>['data'] {
  if (answer.status !== 200) throw errorOf(answer);
  const parsed = success.safeParse(jsonOf(answer));
  if (!parsed.success) throw unexpected(answer);
  return parsed.data.data;
}

function jsonOf(answer: MetricsAnswer): unknown {
  // Proxies answer pages with status 200: the type decides, not the status.
  if (!/^application\/json\b/i.test(answer.contentType)) return undefined;
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}

function unexpected(answer: MetricsAnswer): MetricsError {
  const what = answer.contentType || 'nothing';
  return new MetricsError(
    `The metrics source answered ${answer.status} with ${what} instead of Prometheus JSON`,
    {
      kind: 'notPrometheus',
      status: answer.status,
      remedy:
        'Check resourceManager.metrics.baseUrl and pathPrefix; a proxy in front may want other credentials (resourceManager.metrics.auth)',
    },
  );
}

/** Statuses that mean what another one does. */
const SAME_AS: Record<number, number> = { 403: 401, 413: 422 };

const byStatus: Record<number, { kind: MetricsErrorKind; remedy: string }> = {
  400: {
    kind: 'refused',
    remedy:
      'Check that the source is Prometheus 2.42 or later, or Mimir; the log of the portal has the query',
  },
  401: {
    kind: 'notAllowed',
    remedy:
      'Check resourceManager.metrics.tenant (sent as X-Scope-OrgID) and resourceManager.metrics.auth',
  },
  404: {
    kind: 'wrongAddress',
    remedy:
      'Check resourceManager.metrics.pathPrefix: Mimir uses /prometheus, Prometheus usually none',
  },
  422: {
    kind: 'overLimit',
    remedy: 'Choose a shorter time, or raise the limit at the metrics source',
  },
  429: {
    kind: 'busy',
    remedy: 'Wait a moment; if it stays, raise the request limit of the tenant',
  },
};

function errorOf(answer: MetricsAnswer): MetricsError {
  const { status } = answer;
  const parsed = failure.safeParse(jsonOf(answer));
  const isPlain = /^text\/plain\b/i.test(answer.contentType);
  const own = parsed.success
    ? parsed.data.error
    : (isPlain && answer.text.trim()) || undefined;
  const known = byStatus[SAME_AS[status] ?? status];
  if (!known && status < 500) return unexpected(answer);
  const { kind, remedy } = known ?? {
    kind: 'failed' as const,
    remedy: 'Look at the log of the metrics source; the portal asks again',
  };
  return new MetricsError(
    `The metrics source answered ${status}${
      own ? `: ${own.slice(0, QUOTED_LENGTH)}` : ''
    }`,
    { kind, remedy, status, retryAfterMs: retryAfterOf(answer.retryAfter) },
  );
}

/** Seconds, by RFC 9110; the form with a date is not used by Mimir. */
function retryAfterOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text.trim())
    ? Number(text) * 1000
    : undefined;
}
