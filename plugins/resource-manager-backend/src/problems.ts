import {
  ConflictError,
  CustomErrorBase,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  FieldProblem,
  ProblemCode,
} from '@silogen/backstage-plugin-resource-manager-common';

/** The record was changed since it was read (HTTP 412). */
export class PreconditionFailedError extends CustomErrorBase {
  name = 'PreconditionFailedError' as const;
  /** Read by the root HTTP router's error middleware. */
  statusCode = 412;
}

const classes = {
  input: InputError,
  conflict: ConflictError,
  notAllowed: NotAllowedError,
  notFound: NotFoundError,
  unavailable: ServiceUnavailableError,
  precondition: PreconditionFailedError,
};

/**
 * An error with a code from the API's closed list and the fields that are wrong. The central error middleware
 * sends both along, so nothing catches these to re-word them.
 */
export function problem(
  kind: keyof typeof classes,
  code: ProblemCode,
  message: string,
  details: FieldProblem[] = [],
): Error & { code: ProblemCode; details: FieldProblem[] } {
  return Object.assign(new classes[kind](message), { code, details });
}

/** Refuses when there are problems, with a message that names the first one. */
export function refuseProblems(code: ProblemCode, problems: FieldProblem[]): void {
  if (problems.length === 0) return;
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw problem('input', code, `${first.field} ${first.problem}: ${first.remedy}${more}`, problems);
}
