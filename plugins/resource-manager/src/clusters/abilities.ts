import type { Cluster } from '@silogen/backstage-plugin-resource-manager-common';

/** Something the portal can or cannot do on a cluster, by the key of its text. */
export interface Ability {
  key: 'read' | 'runs' | 'kaiwoRuns' | 'quotas';
  isPossible: boolean;
  /** Key of why not, or of how. */
  note:
    | 'byWatching'
    | 'unreachable'
    | 'kaiwo'
    | 'kueue'
    | 'noKaiwo'
    | 'noKueue'
    | 'throughKaiwo'
    | 'throughKueue'
    | 'notTakenOver'
    | 'noWriter';
}

function quotas(cluster: Cluster): Ability {
  if (cluster.writer === 'none') {
    return { key: 'quotas', isPossible: false, note: 'noWriter' };
  }
  if (!cluster.takenOver) {
    return { key: 'quotas', isPossible: false, note: 'notTakenOver' };
  }
  return {
    key: 'quotas',
    isPossible: cluster.reachable,
    note: cluster.reachable
      ? ({ kaiwo: 'throughKaiwo', kueue: 'throughKueue' } as const)[
          cluster.writer
        ]
      : 'unreachable',
  };
}

function runtime(
  cluster: Cluster,
  name: 'kueue' | 'kaiwo',
): Pick<Ability, 'isPossible' | 'note'> {
  if (cluster.runtimes[name] === undefined) {
    return {
      isPossible: false,
      note: name === 'kueue' ? 'noKueue' : 'noKaiwo',
    };
  }
  return cluster.reachable
    ? { isPossible: true, note: name }
    : { isPossible: false, note: 'unreachable' };
}

/** What the portal may do on a cluster, from what it found there. */
export function abilitiesOf(cluster: Cluster): Ability[] {
  const { reachable } = cluster;
  return [
    {
      key: 'read',
      isPossible: reachable,
      note: reachable ? 'byWatching' : 'unreachable',
    },
    { key: 'runs', ...runtime(cluster, 'kueue') },
    { key: 'kaiwoRuns', ...runtime(cluster, 'kaiwo') },
    quotas(cluster),
  ];
}
