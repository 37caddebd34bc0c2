import type { Entity } from '@backstage/catalog-model';
import type {
  Lineage,
  LineageNode,
} from '@silogen/backstage-plugin-resource-manager-common';
import { originsOf } from './relations';
import type { LineageFindings, LineageRun } from './types';

type Edge = Lineage['edges'][number];

const KINDS: Record<string, LineageNode['kind']> = {
  aimodel: 'model',
  aidataset: 'dataset',
  aiworkload: 'workload',
};

/** Undefined for entities that have no place in a lineage. */
export function lineageKindOf(entity: Entity): LineageNode['kind'] | undefined {
  return KINDS[entity.kind.toLocaleLowerCase('en-US')];
}

/**
 * Draws what was found: the nodes that are nearest to the root, at most `limit`, and the edges between them. Edges go
 * from what was there first to what came of it.
 */
export function assembleLineage(
  found: LineageFindings,
  options: { limit: number },
): Lineage {
  const all = [...nodesOf(found)].sort(
    (a, b) => a.distance - b.distance || b.newness.localeCompare(a.newness),
  );
  const nodes = all.slice(0, options.limit).map(({ node }) => node);
  const shown = new Set(nodes.map(({ id }) => id));
  const edges = withoutExplained(edgesOf(found), shown).filter(
    ({ from, to }) => shown.has(from) && shown.has(to),
  );
  return {
    entity: found.root,
    nodes,
    edges,
    truncated: all.length - nodes.length + found.unread,
  };
}

function* nodesOf(found: LineageFindings) {
  const distance = (id: string) => found.distances.get(id) ?? 0;
  for (const [ref, entity] of found.entities) {
    const kind = lineageKindOf(entity);
    if (!kind) continue;
    const node: LineageNode = {
      id: ref,
      kind,
      title: entity.metadata.title ?? entity.metadata.name,
      entityRef: ref,
      ...(entity.spec?.simulated === true && { simulated: true }),
    };
    yield { node, distance: distance(ref), newness: '' };
  }
  for (const run of found.runs.values()) {
    yield {
      node: runNode(run),
      distance: distance(run.id),
      newness: run.submittedAt,
    };
  }
}

function runNode(run: LineageRun): LineageNode {
  return {
    id: run.id,
    kind: run.type === 'inference' ? 'endpoint' : 'run',
    title: run.name,
    runId: run.id,
    runType: run.type,
    state: run.state,
    ...(run.suspended && { suspended: true }),
    project: run.project,
    ...(run.simulated && { simulated: true }),
  };
}

function edgesOf(found: LineageFindings): Edge[] {
  const edges: Edge[] = [];
  for (const [ref, entity] of found.entities) {
    for (const { ref: from, relation } of originsOf(entity)) {
      edges.push({ from, to: ref, relation });
    }
  }
  for (const run of found.runs.values()) {
    const { id, dataset, model, workload, outputModel } = run;
    const takes = run.type === 'inference' ? 'serves' : 'input';
    if (dataset) edges.push({ from: dataset, to: id, relation: 'input' });
    if (model) edges.push({ from: model, to: id, relation: takes });
    if (workload) edges.push({ from: workload, to: id, relation: 'launches' });
    if (outputModel)
      edges.push({ from: id, to: outputModel, relation: 'output' });
  }
  return edges;
}

/** Without what the catalog says of two entities that a shown run joins: the way through the run says more. */
function withoutExplained(
  edges: readonly Edge[],
  shown: ReadonlySet<string>,
): Edge[] {
  const makers = new Map<string, string[]>();
  for (const { from, to, relation } of edges) {
    if (relation === 'output' && shown.has(from))
      makers.set(to, [...(makers.get(to) ?? []), from]);
  }
  const key = (from: string, to: string) => `${from}\n${to}`;
  const taken = new Set(edges.map(({ from, to }) => key(from, to)));
  return edges.filter(
    ({ from, to }) =>
      !makers
        .get(to)
        ?.some(maker => maker !== from && taken.has(key(from, maker))),
  );
}
