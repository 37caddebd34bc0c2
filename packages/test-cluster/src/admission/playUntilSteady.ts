import type { ClusterClient } from '@silogen/cluster-client';
import { generateWorld } from './generate';
import { playWorlds, type Difference, type PlayResult } from './playWorlds';
import type { KueueRelease, PlayWorld } from './types';

/** Adds up the results of several plays. */
export function sum(results: readonly PlayResult[]): PlayResult {
  const add = (count: (result: PlayResult) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  return {
    worlds: add(result => result.worlds),
    steps: add(result => result.steps),
    admissions: add(result => result.admissions),
    evictions: add(result => result.evictions),
    messages: add(result => result.messages),
    behind: add(result => result.behind),
    circles: add(result => result.circles),
    recordings: results.flatMap(result => result.recordings),
    unsteady: results.flatMap(result => result.unsteady),
    differing: results.flatMap(result => result.differing),
  };
}

/**
 * Plays the worlds of these seeds, `batch` at once. Those that differ are played again, first together, then each alone, and
 * counted as unsteady if they agree then: worlds share Kueue's scheduling cycles, and 0.12.3 takes what is preempted in one
 * cohort for room in all others that are served later in the same cycle (`SimulateWorkloadRemoval` of its
 * `ClusterQueueSnapshot`); in 0.19 a StrictFIFO head is looked at at once and what was left aside a second later, but in
 * one cycle where the machine is so busy that cycles take as long.
 */
export async function playUntilSteady(options: {
  client: ClusterClient;
  release: KueueRelease;
  seed: number;
  worlds: number;
  batch: number;
  onProgress(text: string): void;
}): Promise<PlayResult> {
  const { client, release, seed, worlds, batch, onProgress } = options;
  const results: PlayResult[] = [];
  const play = (namespace: string, chosen: readonly PlayWorld[]) =>
    playWorlds({ client, release, namespace, worlds: chosen, onProgress });
  for (let done = 0; done < worlds; done += batch) {
    const first = seed + done;
    const count = Math.min(batch, worlds - done);
    onProgress(`Kueue ${release}: seeds ${first} to ${first + count - 1}`);
    const namespace = `admission-${first}`;
    const result = await play(
      namespace,
      Array.from({ length: count }, (_, index) => generateWorld(first + index)),
    );
    await playAgain(result, namespace, play, onProgress);
    results.push(result);
  }
  return sum(results);
}

/** Takes out of the differences of a play what agrees when it is played again. */
async function playAgain(
  result: PlayResult,
  namespace: string,
  play: (
    namespace: string,
    worlds: readonly PlayWorld[],
  ) => Promise<PlayResult>,
  onProgress: (text: string) => void,
): Promise<void> {
  const first = result.differing;
  let left = first;
  const again = async (suffix: string, chosen: readonly Difference[]) => {
    const seeds = chosen.map(({ world }) => world.seed).join(', ');
    onProgress(`played again, since they differed: seeds ${seeds}`);
    const retry = await play(
      `${namespace}-${suffix}`,
      chosen.map(({ world }) => world),
    );
    result.recordings.push(...retry.recordings);
    result.circles += retry.circles;
    return retry.differing;
  };
  if (left.length > 1) {
    left = await again('again', left);
  }
  result.differing = [];
  for (const difference of left) {
    const suffix = `alone-${difference.world.seed}`;
    result.differing.push(...(await again(suffix, [difference])));
  }
  const stillDiffer = new Set(result.differing.map(({ world }) => world));
  result.unsteady.push(...first.filter(({ world }) => !stillDiffer.has(world)));
}
