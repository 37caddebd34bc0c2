import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { FieldProblem } from '@silogen/backstage-plugin-resource-manager-common';

/** Writes each field that is wrong on a line of its own, with what to do about it. */
export function logProblems(
  logger: LoggerService,
  problems: readonly FieldProblem[],
): void {
  for (const { field, problem, remedy } of problems) {
    logger.error(`${field} ${problem}. ${remedy}`);
  }
}

/**
 * The Resource Manager's own error out of the HTTP error around it, so that the task shows its name and message
 * instead of "Request failed with 400"; its fields are written to the task's log.
 */
export function refusalOf(error: unknown, logger: LoggerService): unknown {
  if (!isError(error) || error.name !== 'ResponseError') {
    return error;
  }
  const { cause } = error;
  if (!isError(cause)) {
    return error;
  }
  if (Array.isArray(cause.details)) {
    logProblems(logger, cause.details.filter(isFieldProblem));
  }
  return cause;
}

function isFieldProblem(detail: unknown): detail is FieldProblem {
  return (
    typeof detail === 'object' &&
    detail !== null &&
    ['field', 'problem', 'remedy'].every(
      key => typeof Reflect.get(detail, key) === 'string',
    )
  );
}
