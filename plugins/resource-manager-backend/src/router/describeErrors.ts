import type {
  FieldProblem,
  ProblemCode,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ErrorRequestHandler } from 'express';

const CODES: Record<string, ProblemCode> = {
  InputError: 'input.invalid',
  NotFoundError: 'notFound',
  NotAllowedError: 'notAllowed',
  SyntaxError: 'input.invalid',
  PayloadTooLargeError: 'input.invalid',
};

/** The specification's validator joins its findings to one text; this takes it apart into fields. */
export function fieldProblems(message: string): FieldProblem[] {
  return message.split(/, (?=request\/)/).flatMap(part => {
    const match = /^request\/(?:body|query|params|headers)\/?(\S*) (.+)$/.exec(
      part,
    );
    if (!match) return [];
    const [, path, text] = match;
    const missing = /^must have required property '(.+)'$/.exec(text);
    const field = [
      path.replaceAll('/', '.').replace(/\.(\d+)/g, '[$1]'),
      missing?.[1],
    ]
      .filter(Boolean)
      .join('.');
    return [
      {
        field: field || 'body',
        problem: missing ? 'is missing' : text,
        remedy: missing
          ? 'Send it'
          : "See the API's specification at /api/resource-manager/openapi.json",
      },
    ];
  });
}

/** Adds the code that UI texts key on, and the fields of a request that does not fit the specification. */
export function describeErrors(): ErrorRequestHandler {
  return (error, _request, _response, next) => {
    if (error instanceof Error && !('code' in error && 'details' in error)) {
      const code = CODES[error.name];
      const details =
        error.name === 'InputError' ? fieldProblems(error.message) : [];
      if (code) Object.assign(error, { code }, details.length && { details });
    }
    next(error);
  };
}
