import { isWider } from '@silogen/backstage-plugin-developer-center-common';
import type {
  MemberRole,
  ModelVisibility,
  Publication,
  Visibility,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { OwnedModel, Publisher } from './types';

/**
 * Who decides about a model: whoever launched the run, while they work on the project, and the admins of the project.
 * In order of the refs.
 */
export function decidersOf(
  owner: string | undefined,
  members: readonly { userRef: string; role: MemberRole }[],
): string[] {
  return members
    .filter(
      ({ userRef, role }) =>
        role === 'admin' || (role === 'member' && userRef === owner),
    )
    .map(({ userRef }) => userRef)
    .sort();
}

/** What someone may do about the visibility of a model now. */
export function mayOf(
  model: Pick<OwnedModel, 'visibility' | 'deciders' | 'pending'>,
  { userRef, permitted }: Publisher,
): ModelVisibility['may'] {
  const { visibility, deciders, pending } = model;
  const decides =
    permitted && userRef !== undefined && deciders.includes(userRef);
  return {
    publish: decides,
    request:
      permitted &&
      !decides &&
      deciders.length > 0 &&
      !pending &&
      isWider('organisation', visibility),
    decide: decides && pending !== undefined,
    withdraw:
      permitted && pending !== undefined && pending.requestedBy === userRef,
  };
}

/** What becomes of a pending request when a decider sets the visibility without answering it. */
export function answeredBy(
  pending: Pick<Publication, 'to'>,
  visibility: Visibility,
): 'accepted' | 'declined' {
  return isWider(pending.to, visibility) ? 'declined' : 'accepted';
}
