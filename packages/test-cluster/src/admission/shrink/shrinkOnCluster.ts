import type { ClusterClient } from '@silogen/cluster-client';
import { playWorlds, type Difference } from '../playWorlds';
import type { PlayWorld } from '../types';
import { shrinkWorld } from './shrinkWorld';

/**
 * Plays ever smaller versions of a world that differed on the cluster on which it did, many at once. Resolves with how the
 * smallest one differs, which it does when it is played alone.
 */
export async function shrinkOnCluster(options: {
  client: ClusterClient;
  difference: Difference;
  onProgress(text: string): void;
}): Promise<Difference> {
  const { client, difference, onProgress } = options;
  const { release, world } = difference;
  let plays = 0;
  // The smallest one is the last that differed alone.
  let smallest = difference;
  const play = async (worlds: readonly PlayWorld[]) => {
    plays += 1;
    const namespace = `shrink-${world.seed}-${plays}`;
    return (await playWorlds({ client, release, namespace, worlds })).differing;
  };
  await shrinkWorld({
    world,
    differs: async worlds => {
      onProgress(`seed ${world.seed}: ${worlds.length} smaller worlds …`);
      const differing = new Set((await play(worlds)).map(each => each.world));
      return worlds.map(each => differing.has(each));
    },
    differsAlone: async candidate => {
      const [found] = await play([candidate]);
      smallest = found ?? smallest;
      return found !== undefined;
    },
    onProgress: size => onProgress(`seed ${world.seed} differs with ${size}`),
  });
  return smallest;
}
