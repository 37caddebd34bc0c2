import { clusterKinds } from '../../api/kinds';
import type { SandboxCluster } from '../../api/types';
import { findClusterWorld } from '../clusters';
import { planWorld } from './planWorld';
import { buildSnapshot } from './snapshot';

const MARK = 'world';

/**
 * Fills clusters that have never run with the seeded world. A cluster that has nodes keeps what it has, for ever: what
 * became of the world since is not to be undone by a restart.
 *
 * @returns Names of the clusters that were filled.
 */
export function loadSeededWorld(
  clusters: readonly SandboxCluster[],
  options: { seed: string | number; startMs: number; speed: number },
): string[] {
  const empty = clusters.filter(
    ({ store }) =>
      store.list({ group: '', plural: 'nodes' }).items.length === 0 &&
      store.getMeta(MARK) === undefined,
  );
  if (empty.length === 0) {
    return [];
  }
  const { live, past } = planWorld(options);
  return empty.flatMap(cluster => {
    const world = findClusterWorld(cluster.name);
    if (!world) {
      return [];
    }
    const { objects, logs } = buildSnapshot({
      ...options,
      world,
      kinds: clusterKinds({ kueue: world.kueueRelease, kaiwo: world.kaiwo }),
      runs: [...past, ...live],
    });
    cluster.store.load(objects);
    for (const { ref, lines } of logs) {
      cluster.podLogs.append(ref, lines);
      cluster.podLogs.end(ref);
    }
    cluster.store.setMeta(MARK, JSON.stringify({ kind: 'seeded', ...options }));
    return [world.name];
  });
}

/** When the world of a cluster began; `undefined` for a cluster that started bare. */
export function seededSince(cluster: SandboxCluster): number | undefined {
  const mark = cluster.store.getMeta(MARK);
  return mark ? Number(JSON.parse(mark).startMs) : undefined;
}
