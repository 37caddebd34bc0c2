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

const SPECIFICATION = '/api/resource-manager/openapi.json';

/** Headers that the specification asks for: as they are written, and what to send. */
const HEADERS: Record<string, { field: string; remedy: string }> = {
  'idempotency-key': {
    field: 'Idempotency-Key',
    remedy:
      'Send 8 to 200 characters of your own choice, the same when you send the same launch again',
  },
  'if-match': {
    field: 'If-Match',
    remedy: 'Send the ETag that was read, such as "3"',
  },
};

/** The validator's words, and what to do about them. */
const REMEDIES: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [/^must have required property/, () => 'Send it'],
  [/^must be integer$/, () => 'Give a whole number'],
  [/^must be >= (.+)$/, ([, least]) => `Give ${least} or more`],
  [/^must be <= (.+)$/, ([, most]) => `Give ${most} or less`],
  [
    /^must be (string|number|boolean|array|object)$/,
    ([, type]) => `Send a JSON ${type}`,
  ],
  [
    /^must NOT have additional properties$/,
    () => `Leave out what the specification at ${SPECIFICATION} does not list`,
  ],
];

function remedyFor(text: string): string {
  for (const [pattern, remedy] of REMEDIES) {
    const match = pattern.exec(text);
    if (match) return remedy(match);
  }
  return `See the API's specification at ${SPECIFICATION}`;
}

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
        remedy: remedyFor(text),
        ...(part.startsWith('request/headers') && HEADERS[field]),
      },
    ];
  });
}

/** The fields of an error that no service of ours has thrown. */
function detailsOf(error: Error): FieldProblem[] {
  if (error.name === 'InputError') return fieldProblems(error.message);
  if (error.name === 'PayloadTooLargeError') {
    const { limit } = error as { limit?: number };
    return [
      {
        field: 'body',
        problem: 'is too large',
        remedy: `Send at most ${limit} bytes`,
      },
    ];
  }
  if (error.name === 'SyntaxError') {
    return [
      { field: 'body', problem: 'is not JSON', remedy: 'Send a JSON object' },
    ];
  }
  return [];
}

/** Adds the code that UI texts key on, and the fields of a request that does not fit the specification. */
export function describeErrors(): ErrorRequestHandler {
  return (error, _request, _response, next) => {
    if (error instanceof Error && !('code' in error && 'details' in error)) {
      const code = CODES[error.name];
      const details = detailsOf(error);
      // The parser keeps the text that it could not read; it may hold secrets and is not for an answer or a log.
      if (error.name === 'SyntaxError')
        delete (error as { body?: string }).body;
      if (code) Object.assign(error, { code }, details.length && { details });
    }
    next(error);
  };
}
