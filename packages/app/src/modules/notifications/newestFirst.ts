import type { Notification } from '@backstage/plugin-notifications-common';

type Told = Pick<Notification, 'created' | 'updated'>;

/** When it was told last: a second suspension takes the place of the first, which was told before. */
export function toldAt({ created, updated }: Told): Date {
  return new Date(updated ?? created);
}

/** The server sorts by when something was told first. */
export function newestFirst<T extends Told>(notifications: readonly T[]): T[] {
  return [...notifications].sort(
    (a, b) => toldAt(b).getTime() - toldAt(a).getTime(),
  );
}
