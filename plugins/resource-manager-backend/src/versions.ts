import { problem } from './problems';

export function toEtag(version: number): string {
  return `"${version}"`;
}

/** Version that the caller read; `*` matches any. */
export function versionFromIfMatch(ifMatch: string): number | undefined {
  if (ifMatch.trim() === '*') return undefined;
  const match = /^(?:W\/)?"(\d+)"$/.exec(ifMatch.trim());
  if (!match) {
    throw problem(
      'input',
      'input.invalid',
      `If-Match ${ifMatch} is not an ETag of this API`,
      [
        {
          field: 'If-Match',
          problem: 'is not an ETag of this API',
          remedy: 'Send the ETag that was read, such as "3"',
        },
      ],
    );
  }
  return Number(match[1]);
}

/** @throws PreconditionFailedError when the record was changed since */
export function requireVersion(
  what: string,
  current: number,
  expected: number | undefined,
): void {
  if (expected === undefined || current === expected) return;
  throw problem(
    'precondition',
    'conflict.stale',
    `${what} was changed since it was read: version ${current} is current, ${expected} was sent`,
    [
      {
        field: 'If-Match',
        problem: `version ${current} is current, ${expected} was sent`,
        remedy: 'Read it again and make the change on top of it',
      },
    ],
  );
}
