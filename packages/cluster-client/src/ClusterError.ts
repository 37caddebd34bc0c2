/** One cause of an `Invalid` answer. */
export interface FieldCause {
  /** Dotted path in the object that was sent. */
  field?: string;
  /** `FieldValueInvalid`, `FieldValueRequired`, `FieldManagerConflict`, … */
  reason?: string;
  message: string;
}

/** The part of a Kubernetes `Status` that errors are made from. */
interface StatusBody {
  kind?: string;
  message?: string;
  reason?: string;
  code?: number;
  details?: {
    causes?: { field?: string; reason?: string; message?: string }[];
    retryAfterSeconds?: number;
  };
}

const REASON_BY_CODE: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  409: 'Conflict',
  410: 'Expired',
  413: 'RequestEntityTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/**
 * The only error that a `ClusterClient` rejects with, besides an `InputError` for arguments that make no request.
 */
export class ClusterError extends Error {
  /** HTTP status; 0 when no (complete) answer came. */
  readonly code: number;
  /**
   * `Status.reason`, or one of ours: `NotReady` of `/readyz`, and for code 0 `Unreachable`, `Timeout`, `Stalled`,
   * `Aborted`.
   */
  readonly reason: string;
  /** Causes of an `Invalid` answer and of field manager conflicts; else empty. */
  readonly details: readonly FieldCause[];
  readonly server: string;
  /** Path of the request, without its query. */
  readonly path: string;
  /** What the server asked to wait before the next try. */
  readonly retryAfterMs?: number;

  constructor(options: {
    code: number;
    reason: string;
    message: string;
    method: string;
    server: string;
    path: string;
    details?: readonly FieldCause[];
    retryAfterMs?: number;
    cause?: unknown;
  }) {
    const answer = options.code
      ? `${options.code} ${options.reason}`
      : options.reason;
    super(
      `${options.method} ${options.server}${options.path}: ${answer}: ${options.message}`,
      {
        cause: options.cause,
      },
    );
    this.name = 'ClusterError';
    this.code = options.code;
    this.reason = options.reason;
    this.details = options.details ?? [];
    this.server = options.server;
    this.path = options.path;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** From an answer whose body should be a `Status`, but may be a proxy's page. */
  static fromAnswer(options: {
    code: number;
    body: string;
    retryAfter?: string;
    method: string;
    server: string;
    path: string;
    nowMs: number;
  }): ClusterError {
    const status = parseStatus(options.body);
    const seconds = status?.details?.retryAfterSeconds;
    const lacking = failedChecks(options.body);
    if (lacking.length > 0) {
      return new ClusterError({
        ...options,
        reason: 'NotReady',
        message: `the API server answers, but is not ready: ${lacking.join(
          ', ',
        )}`,
      });
    }
    return new ClusterError({
      code: options.code,
      reason: status?.reason || REASON_BY_CODE[options.code] || 'Unknown',
      message:
        status?.message || options.body.slice(0, 300).trim() || 'no message',
      details: causesOf(status),
      retryAfterMs:
        parseRetryAfter(options.retryAfter, options.nowMs) ??
        (seconds === undefined ? undefined : seconds * 1000),
      method: options.method,
      server: options.server,
      path: options.path,
    });
  }

  /** From the `Status` that an `ERROR` event of a watch carries. */
  static fromStatus(options: {
    status: unknown;
    method: string;
    server: string;
    path: string;
  }): ClusterError {
    const status = (options.status ?? {}) as StatusBody;
    const code = typeof status.code === 'number' ? status.code : 500;
    const seconds = status.details?.retryAfterSeconds;
    return new ClusterError({
      code,
      reason: status.reason || REASON_BY_CODE[code] || 'Unknown',
      message: status.message || 'the watch ended with an error event',
      details: causesOf(status),
      retryAfterMs: seconds === undefined ? undefined : seconds * 1000,
      method: options.method,
      server: options.server,
      path: options.path,
    });
  }
}

function parseStatus(body: string): StatusBody | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' &&
      parsed !== null &&
      (parsed as StatusBody).kind === 'Status'
      ? (parsed as StatusBody)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Names in lines such as `[-]etcd failed: reason withheld`, with which `/readyz` says what it lacks. */
function failedChecks(body: string): string[] {
  return [...body.matchAll(/^\[-\](\S+) failed/gm)].map(([, name]) => name);
}

function causesOf(status: StatusBody | undefined): FieldCause[] {
  return (status?.details?.causes ?? []).map(cause => ({
    field: cause.field,
    reason: cause.reason,
    message: cause.message ?? '',
  }));
}

/** `Retry-After` is seconds or an HTTP date. */
function parseRetryAfter(
  value: string | undefined,
  nowMs: number,
): number | undefined {
  if (!value) {
    return undefined;
  }
  if (/^\d+$/.test(value)) {
    return Number(value) * 1000;
  }
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
