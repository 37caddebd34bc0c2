import type { Difference } from './playWorlds';

/**
 * In 0.12, where a big workload stands before a small one that reclaims, the victim of the small one gets its room back
 * before the small one is looked at, and is evicted once more. Kueue can go on like this for ever, or stop: the same state
 * was seen to lead to both (seed 361, events 18 and 19). Such a world is over there.
 */
export function goesInCircles({
  release,
  action,
  model,
  real,
  differences,
}: Pick<
  Difference,
  'release' | 'action' | 'model' | 'real' | 'differences'
>): boolean {
  const { type, workload } = action;
  return (
    release === '0.12' &&
    type === 'free' &&
    model.evicting.has(workload) &&
    real.admitted.has(workload) &&
    // Nobody else is concerned.
    differences.length === 2
  );
}
