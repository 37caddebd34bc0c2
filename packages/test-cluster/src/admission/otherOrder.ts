import { fromJson, toJson } from './json';
import type { PlayWorld } from './types';

/**
 * Kueue looks at the resources of a workload in random order, `kueue-admission` in that of their names. This is a world in
 * which the names sort the other way round; nothing where there is but one.
 */
export function inOtherOrder(
  world: PlayWorld,
): { world: PlayWorld; named(message: string): string } | undefined {
  const names = [
    ...new Set(
      world.queues.flatMap(({ resourceGroups }) =>
        resourceGroups.flatMap(({ coveredResources }) => coveredResources),
      ),
    ),
  ].sort();
  if (names.length < 2) {
    return undefined;
  }
  const otherName = (at: number) => `other-order/${names.length - at}`;
  const renamed = names.reduce(
    (text, name, at) => text.replaceAll(`"${name}"`, `"${otherName(at)}"`),
    toJson(world),
  );
  return {
    world: fromJson(renamed) as PlayWorld,
    named: message =>
      names.reduce(
        (text, name, at) => text.replaceAll(otherName(at), name),
        message,
      ),
  };
}
