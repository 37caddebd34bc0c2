import type { MemberRole } from '@silogen/backstage-plugin-resource-manager-common';
import type { RunRecord } from '../runs/types';

/**
 * Whose workspace it is. It holds its owner's files and acts with their rights, so that being a member of the project
 * is not enough: only the owner, while they work in the project, and its admins.
 */
export function mayOpen(options: {
  run: Pick<RunRecord, 'type' | 'owner'>;
  userRef: string;
  /** Of the user in the run's project, as the tables have it now. */
  role: MemberRole | undefined;
}): boolean {
  const { run, userRef, role } = options;
  if (run.type !== 'workspace') return false;
  return role === 'admin' || (role === 'member' && isSame(run.owner, userRef));
}

/** Entity refs differ in case only by accident. */
function isSame(owner: string | undefined, userRef: string): boolean {
  return (
    owner?.toLocaleLowerCase('en-US') === userRef.toLocaleLowerCase('en-US')
  );
}
