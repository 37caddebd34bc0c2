import { isError } from '@backstage/errors';
import { AnswerCache } from './AnswerCache';
import { Limiter } from './Limiter';
import { MetricsError } from './MetricsError';
import type { MetricsConfig } from './readMetricsConfig';
import {
  readMatrix,
  readVector,
  type MetricsAnswer,
  type Sample,
  type Series,
} from './readAnswer';

/** A metrics source is shared with dashboards and alerts: the portal takes only this much of it at once. */
const MOST_AT_ONCE = 6;
const KEEP_MS = 15_000;
/** A history with its last point some minutes ago says nothing new for a while. */
const KEEP_LONGEST_MS = 120_000;
const KEEP_FAILURE_MS = 5_000;
/** However long a source asks to be left alone. */
const LONGEST_PAUSE_MS = 60_000;
const MOST_KEPT = 500;

/** Start and end in seconds since the epoch, both multiples of the step (also seconds). */
export interface TimeRange {
  start: number;
  end: number;
  step: number;
}

export interface PrometheusClientOptions {
  config: MetricsConfig;
  /** Milliseconds. */
  now: () => number;
}

/** Speaks the Prometheus HTTP API, as Prometheus and Mimir have it. Queries come from the registry only. */
export class PrometheusClient {
  readonly #config: MetricsConfig;
  readonly #now: () => number;
  readonly #limiter = Limiter.create({ most: MOST_AT_ONCE });
  readonly #answers: AnswerCache<MetricsAnswer>;

  private constructor(options: PrometheusClientOptions) {
    this.#config = options.config;
    this.#now = options.now;
    this.#answers = AnswerCache.create({
      now: options.now,
      keepFailureMs: error =>
        Math.min(
          (error instanceof MetricsError && error.retryAfterMs) ||
            KEEP_FAILURE_MS,
          LONGEST_PAUSE_MS,
        ),
      most: MOST_KEPT,
    });
  }

  static create(options: PrometheusClientOptions): PrometheusClient {
    return new PrometheusClient(options);
  }

  /** The newest values. Asked for at whole steps of the time that answers are kept, so that pages share them. */
  async instant(options: {
    query: string;
    tenant?: string;
  }): Promise<Sample[]> {
    const time = Math.floor(this.#now() / KEEP_MS) * (KEEP_MS / 1000);
    return readVector(
      await this.#ask('query', options, {
        times: { time: String(time) },
        keepMs: KEEP_MS,
      }),
    );
  }

  /** Sources keep ranges in their caches only when start and end are multiples of the step, so they are made so. */
  async range(
    options: { query: string; tenant?: string } & TimeRange,
  ): Promise<Series[]> {
    const { step } = options;
    const align = (at: number) => String(Math.floor(at / step) * step);
    return readMatrix(
      await this.#ask('query_range', options, {
        times: {
          start: align(options.start),
          end: align(options.end),
          step: String(step),
        },
        keepMs: Math.min(Math.max(KEEP_MS, step * 250), KEEP_LONGEST_MS),
      }),
    );
  }

  async #ask(
    path: 'query' | 'query_range',
    options: { query: string; tenant?: string },
    asking: { times: Record<string, string>; keepMs: number },
  ): Promise<MetricsAnswer> {
    const { query, tenant } = options;
    const body = new URLSearchParams({ query, ...asking.times }).toString();
    const key = `${tenant ?? ''}\n${path}\n${body}`;
    return this.#answers.get(key, asking.keepMs, async () => {
      const answer = await this.#limiter.run(() =>
        this.#send({ path, body, tenant }),
      );
      // Read here already, so that an error is kept as one.
      (path === 'query' ? readVector : readMatrix)(answer);
      return answer;
    });
  }

  async #send(request: {
    path: string;
    body: string;
    tenant?: string;
  }): Promise<MetricsAnswer> {
    const { baseUrl, pathPrefix, timeoutMs, authorization } = this.#config;
    try {
      const response = await fetch(
        `${baseUrl}${pathPrefix}/api/v1/${request.path}`,
        {
          method: 'POST',
          headers: {
            accept: 'application/json',
            'content-type': 'application/x-www-form-urlencoded',
            ...(authorization && { authorization }),
            ...(request.tenant && { 'x-scope-orgid': request.tenant }),
          },
          body: request.body,
          // A sign-in page elsewhere is no answer, and credentials stay here.
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutMs),
        },
      );
      return {
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        retryAfter: response.headers.get('retry-after') ?? undefined,
        text: await response.text(),
      };
    } catch (error) {
      throw this.#connectionError(error);
    }
  }

  #connectionError(error: unknown): MetricsError {
    const { baseUrl, timeoutMs } = this.#config;
    if (isError(error) && error.name === 'TimeoutError') {
      return new MetricsError(
        `The metrics source did not answer within ${timeoutMs / 1000} s`,
        {
          kind: 'timedOut',
          remedy:
            'Look whether it is overloaded, or raise resourceManager.metrics.timeout',
          cause: error,
        },
      );
    }
    return new MetricsError(
      `The metrics source at ${baseUrl} cannot be reached (${reasonOf(error)})`,
      {
        kind: 'unreachable',
        remedy:
          'Look whether it runs, and check resourceManager.metrics.baseUrl',
        cause: error,
      },
    );
  }
}

/** `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  const cause = isError(error) && isError(error.cause) ? error.cause : error;
  if (!isError(cause)) return 'unknown reason';
  return 'code' in cause ? String(cause.code) : cause.message;
}
