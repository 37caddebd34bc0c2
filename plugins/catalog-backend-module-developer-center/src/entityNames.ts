import { InputError } from '@backstage/errors';
import { createHash } from 'node:crypto';

/** Longest name that the catalog takes. */
const MAX_LENGTH = 63;

/** Enough to tell the names of one organisation apart. */
const HASH_LENGTH = 6;

/** Name of the catalog Group of a department. */
export function departmentGroupName(department: string): string {
  return toEntityName(`dept-${department}`);
}

/** Name of the catalog Group of a project. */
export function projectGroupName(project: string): string {
  return toEntityName(`project-${project}`);
}

/**
 * A text as an entity name: letters a–z, digits and dashes, at most 63 long.
 *
 * @remarks
 * A name that had to be changed ends in a hash of what it was, so that two
 * different texts never become one entity. DNS labels come out as they are.
 *
 * @throws InputError where nothing is left.
 */
export function toEntityName(text: string): string {
  const clean = text
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (!clean) {
    throw new InputError(
      `The name "${text}" has no letter a–z and no digit; give it at least one`,
    );
  }
  // Runs of dashes are fine in a DNS label but were folded above.
  if (isEntityName(text)) {
    return text;
  }
  const hash = createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const head = clean.slice(0, MAX_LENGTH - HASH_LENGTH - 1).replace(/-$/, '');
  return `${head}-${hash}`;
}

function isEntityName(text: string): boolean {
  return (
    text.length <= MAX_LENGTH && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text)
  );
}
