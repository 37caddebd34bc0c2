import type { FieldProblem, KindDefinition } from './types';

/** A Kubernetes `Status`, as every failure is answered. */
export interface StatusObject {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, never>;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: { reason: string; message: string; field?: string }[];
    retryAfterSeconds?: number;
  };
  code?: number;
}

/** A refused request: carries the `Status` that the client gets. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: StatusObject['details'];

  constructor(
    code: number,
    reason: string,
    message: string,
    details?: StatusObject['details'],
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  toStatus(): StatusObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      details: this.details,
      code: this.code,
    };
  }

  static badRequest(message: string): ApiError {
    return new ApiError(400, 'BadRequest', message);
  }

  static notFound(kind: KindDefinition, name: string): ApiError {
    return new ApiError(
      404,
      'NotFound',
      `${resourceName(kind)} "${name}" not found`,
      {
        name,
        group: kind.group || undefined,
        kind: kind.plural,
      },
    );
  }

  /** For paths that no kind stands behind. */
  static noSuchPath(): ApiError {
    return new ApiError(
      404,
      'NotFound',
      'the server could not find the requested resource',
    );
  }

  static alreadyExists(kind: KindDefinition, name: string): ApiError {
    return new ApiError(
      409,
      'AlreadyExists',
      `${resourceName(kind)} "${name}" already exists`,
      {
        name,
        group: kind.group || undefined,
        kind: kind.plural,
      },
    );
  }

  static conflict(kind: KindDefinition, name: string, why: string): ApiError {
    return new ApiError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${resourceName(
        kind,
      )} "${name}": ${why}`,
      { name, group: kind.group || undefined, kind: kind.plural },
    );
  }

  static stale(kind: KindDefinition, name: string): ApiError {
    return ApiError.conflict(
      kind,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }

  static forbidden(
    message: string,
    details?: StatusObject['details'],
  ): ApiError {
    return new ApiError(403, 'Forbidden', message, details);
  }

  static invalid(
    kind: KindDefinition,
    name: string,
    problems: readonly FieldProblem[],
  ): ApiError {
    const texts = problems.map(
      problem => `${problem.field}: ${problem.message}`,
    );
    const qualified = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
    return new ApiError(
      422,
      'Invalid',
      `${qualified} "${name}" is invalid: ${
        texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`
      }`,
      {
        name,
        group: kind.group || undefined,
        kind: kind.kind,
        causes: problems.map(problem => ({
          reason: problem.reason,
          message: problem.message,
          field: problem.field,
        })),
      },
    );
  }

  static expired(message: string): ApiError {
    return new ApiError(410, 'Expired', message);
  }

  static methodNotAllowed(): ApiError {
    return new ApiError(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    );
  }
}

/** `pods`, `kaiwojobs.kaiwo.silogen.ai` */
export function resourceName(kind: KindDefinition): string {
  return kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
}

export function successStatus(details: StatusObject['details']): StatusObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details,
  };
}
