import type { ClusterClient } from '@silogen/cluster-client';
import { generateWorld } from './generate';
import { playWorlds, type PlayResult } from './playWorlds';
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
    recordings: results.flatMap(result => result.recordings),
    unsteady: results.flatMap(result => result.unsteady),
    differing: results.flatMap(result => result.differing),
  };
}

/**
 * Plays the worlds of these seeds, `batch` at once. One that differs is played again alone, and counted as unsteady if it
 * agrees then: worlds share Kueue's scheduling cycles, and 0.12.3 takes what is preempted in one cohort for room in all
 * others that are served later in the same cycle (`SimulateWorkloadRemoval` of its `ClusterQueueSnapshot`).
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
    const result = await play(
      `admission-${first}`,
      Array.from({ length: count }, (_, index) => generateWorld(first + index)),
    );
    const again = result.differing;
    result.differing = [];
    for (const difference of again) {
      const { world } = difference;
      onProgress(`seed ${world.seed} differs, and is played again alone`);
      const retry = await play(`admission-${first}-again-${world.seed}`, [
        world,
      ]);
      result.recordings.push(...retry.recordings);
      result.differing.push(...retry.differing);
      if (retry.differing.length === 0) {
        result.unsteady.push(difference);
      }
    }
    results.push(result);
  }
  return sum(results);
}
