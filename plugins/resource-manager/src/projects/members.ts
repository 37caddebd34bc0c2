import type { Member } from '@silogen/backstage-plugin-resource-manager-common';

/** As the API takes them. */
const USER_REF = /^user:[^/]+\/.+$/;

/**
 * A user as an entity ref: `jane` and `default/jane` are understood, letter case aside.
 *
 * @returns undefined for what cannot be one
 */
export function userRefOf(text: string): string | undefined {
  const name = text
    .trim()
    .toLocaleLowerCase('en-US')
    .replace(/^user:/, '');
  if (
    name === '' ||
    /\s/.test(name) ||
    name.split('/').some(part => part === '')
  ) {
    return undefined;
  }
  const ref = `user:${name.includes('/') ? name : `default/${name}`}`;
  return USER_REF.test(ref) ? ref : undefined;
}

/** The members with one more, or with another role for one of them. */
export function withMember(
  members: readonly Member[],
  member: Member,
): Member[] {
  return members.some(({ userRef }) => userRef === member.userRef)
    ? members.map(one => (one.userRef === member.userRef ? member : one))
    : [...members, member];
}

/** Whether the two lists say the same, in any order. */
export function sameMembers(
  a: readonly Member[],
  b: readonly Member[],
): boolean {
  const text = (members: readonly Member[]) =>
    members
      .map(({ userRef, role }) => `${userRef} ${role}`)
      .sort()
      .join('\n');
  return text(a) === text(b);
}
