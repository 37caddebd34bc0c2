/** What kind of trouble a metrics source is in. Each has its own remedy. */
export type MetricsErrorKind =
  /** 401 or 403: credentials or tenant are missing or wrong. */
  | 'notAllowed'
  /** 400: the source does not understand the query. */
  | 'refused'
  /** 404: nothing answers under this prefix. */
  | 'wrongAddress'
  /** 413 or 422: the query is over the source's limits. */
  | 'overLimit'
  /** 429. */
  | 'busy'
  /** 5xx. */
  | 'failed'
  /** Something else answered, such as the sign-in page of a proxy. */
  | 'notPrometheus'
  | 'timedOut'
  /** No connection. */
  | 'unreachable';

/** A metrics source gave no answer that can be used. */
export class MetricsError extends Error {
  readonly name = 'MetricsError';
  readonly kind: MetricsErrorKind;
  /** What a person can do. */
  readonly remedy: string;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** How long the source asks to be left alone. */
  readonly retryAfterMs?: number;

  constructor(
    message: string,
    options: {
      kind: MetricsErrorKind;
      remedy: string;
      status?: number;
      retryAfterMs?: number;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.kind = options.kind;
    this.remedy = options.remedy;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}
