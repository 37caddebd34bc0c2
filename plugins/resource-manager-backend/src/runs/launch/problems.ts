import type {
  FieldProblem,
  ProblemCode,
} from '@silogen/backstage-plugin-resource-manager-common';
import { problem } from '../../problems';

/** A problem of a launch with what kind of error it is when there is no going on. */
export interface LaunchProblem extends FieldProblem {
  code: ProblemCode;
  kind: 'input' | 'conflict' | 'notAllowed' | 'unavailable';
}

export function launchProblem(
  code: ProblemCode,
  details: FieldProblem,
  kind: LaunchProblem['kind'] = 'input',
): LaunchProblem {
  return { code, kind, ...details };
}

export function toFieldProblem({
  field,
  problem: words,
  remedy,
}: LaunchProblem): FieldProblem {
  return { field, problem: words, remedy };
}

/** Throws the first of the problems, with all of them as details. */
export function throwProblems(problems: readonly LaunchProblem[]): void {
  if (problems.length === 0) return;
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw problem(
    first.kind,
    first.code,
    `${first.field}: ${first.problem} ${first.remedy}${more}`,
    problems.map(toFieldProblem),
  );
}
