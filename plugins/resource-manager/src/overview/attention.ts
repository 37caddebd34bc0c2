import {
  parseQuantity,
  type Cluster,
  type QuotaRow,
  type Utilisation,
  type Waste,
} from '@silogen/backstage-plugin-resource-manager-common';
import { paths } from '@silogen/backstage-plugin-resource-manager-react';

/** Something that a person should look at, with where. */
export type AttentionItem = { key: string; href: string } & (
  | { kind: 'clusterDown'; cluster: string; problem: string }
  | {
      kind: 'drift' | 'failed';
      cluster: string;
      detail: string;
      differences: number;
    }
  | { kind: 'unavailable'; cluster: string; model: string; count: number }
  | {
      kind: 'idle' | 'reserved';
      run: string | undefined;
      project: string;
      gpus: number;
      gpuHours: number;
    }
  | {
      kind: 'starved';
      project: string;
      pool: string;
      waiting: number;
      unused: number;
    }
  | { kind: 'exporter'; message: string }
);

/** Wastes that are told here; the rest stands in their table. */
const SHOWN_WASTES = 5;
const MILLI = 1000n;

function whole(quantity: string): number {
  return Number(parseQuantity(quantity) / MILLI);
}

function ofClusters(clusters: readonly Cluster[]): AttentionItem[] {
  return clusters.flatMap((cluster): AttentionItem[] => {
    const href = paths.cluster(cluster.name);
    if (!cluster.reachable) {
      return [
        {
          key: `down/${cluster.name}`,
          kind: 'clusterDown',
          cluster: cluster.title,
          problem: cluster.problem ?? '',
          href,
        },
      ];
    }
    const broken = cluster.gpus.flatMap((count): AttentionItem[] =>
      count.total > count.allocatable
        ? [
            {
              key: `unavailable/${cluster.name}/${count.model}`,
              kind: 'unavailable',
              cluster: cluster.title,
              model: count.title,
              count: count.total - count.allocatable,
              href,
            },
          ]
        : [],
    );
    const { state, message, differences } = cluster.sync;
    const differs = state === 'drifted' || state === 'failed';
    return differs
      ? [
          {
            key: `${state}/${cluster.name}`,
            kind:
              state === 'drifted' ? ('drift' as const) : ('failed' as const),
            cluster: cluster.title,
            detail: message ?? '',
            differences: differences?.length ?? 0,
            href: paths.quotas({ cluster: cluster.name }),
          },
          ...broken,
        ]
      : broken;
  });
}

/** Below its guarantee and waiting: what a guarantee is there to prevent. */
function ofQuotas(rows: readonly QuotaRow[]): AttentionItem[] {
  return rows.flatMap((row): AttentionItem[] => {
    const waiting = whole(row.waiting);
    const unused = whole(row.guaranteed) - whole(row.used);
    // Waiting for more than the guarantee has left is borrowing that has to wait.
    return waiting > 0 && waiting <= unused
      ? [
          {
            key: `starved/${row.project}/${row.cluster}/${row.pool}`,
            kind: 'starved',
            project: row.projectTitle,
            pool: row.poolTitle,
            waiting,
            unused,
            href: paths.runs({ project: row.project, state: 'waiting' }),
          },
        ]
      : [];
  });
}

function ofWastes(wastes: readonly Waste[]): AttentionItem[] {
  return wastes.slice(0, SHOWN_WASTES).map(waste => ({
    key: `waste/${waste.kind}/${waste.run?.id ?? ''}/${waste.cluster}/${
      waste.namespace
    }/${waste.since}`,
    kind: waste.kind,
    run: waste.run?.name,
    project: waste.projectTitle ?? waste.namespace,
    gpus: waste.gpus,
    gpuHours: waste.gpuHours,
    href: waste.run
      ? paths.run(waste.run.id)
      : paths.runs({ project: waste.project, state: 'running' }),
  }));
}

/** What needs a look, worst first. */
export function attentionItems(facts: {
  clusters: readonly Cluster[];
  quotas: readonly QuotaRow[];
  wastes: readonly Waste[];
  source: Utilisation['source'] | undefined;
}): AttentionItem[] {
  const clusters = ofClusters(facts.clusters);
  const isDown = (item: AttentionItem) => item.kind === 'clusterDown';
  const { source } = facts;
  return [
    ...clusters.filter(isDown),
    ...ofQuotas(facts.quotas),
    ...clusters.filter(item => !isDown(item)),
    ...(source?.status === 'partial' && source.message
      ? [
          {
            key: 'exporter',
            kind: 'exporter' as const,
            message: source.message,
            href: paths.clusters(),
          },
        ]
      : []),
    ...ofWastes(facts.wastes),
  ];
}
