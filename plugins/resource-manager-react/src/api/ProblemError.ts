import type {
  FieldProblem,
  ProblemCode,
} from '@silogen/backstage-plugin-resource-manager-common';

/** The body that the Resource Manager sends with an error; everything may be missing when something between answered. */
interface ProblemBody {
  error?: { message?: string; code?: ProblemCode; details?: FieldProblem[] };
}

function isProblemBody(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'error' in body;
}

/**
 * An error that the Resource Manager answered, or the failure to get an answer.
 *
 * `code` is from the closed list of the API and decides the text that people read; `details` name fields with their
 * remedies; `status` is the HTTP status, left out when no answer came.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode | undefined;
  readonly details: readonly FieldProblem[];
  readonly status: number | undefined;

  constructor(options: {
    message: string;
    code?: ProblemCode;
    details?: readonly FieldProblem[];
    status?: number;
    cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.code = options.code;
    this.details = options.details ?? [];
    this.status = options.status;
  }

  /** From an answer that is not a success; `body` is what came with it, JSON or not. */
  static fromResponse(
    response: { status: number },
    body: unknown,
  ): ProblemError {
    const error = isProblemBody(body) ? body.error : undefined;
    return new ProblemError({
      message:
        error?.message ??
        `The Resource Manager answered with status ${response.status}`,
      code: error?.code,
      details: error?.details,
      status: response.status,
    });
  }

  /** From a request that got no answer at all. */
  static fromFailure(cause: unknown): ProblemError {
    return new ProblemError({
      message: `The Resource Manager did not answer: ${
        cause instanceof Error ? cause.message : String(cause)
      }`,
      cause,
    });
  }

  /** Whether someone else changed the thing since it was read (HTTP 412). */
  get isStale(): boolean {
    return this.code === 'conflict.stale' || this.status === 412;
  }

  get isNotFound(): boolean {
    return this.code === 'notFound' || this.status === 404;
  }
}
