import type {
  Lineage,
  LineageNode,
} from '@silogen/backstage-plugin-resource-manager-common';

/** Runs of a group that stand in the graph by themselves; the others become one node. */
const SHOWN = 3;

/** A node that stands for several runs from which nothing came. */
export type FoldedNode = LineageNode & {
  /** How many runs it stands for. */
  folded?: number;
};

/**
 * Runs from which nothing came, such as evaluations, say little one by one: of those with the same inputs a few stay, and
 * one node stands for the rest. What led to a model or an endpoint always stays.
 */
export function foldLineage(
  lineage: Lineage,
  options: { titleOf: (count: number) => string },
): Omit<Lineage, 'nodes'> & { nodes: FoldedNode[] } {
  const leads = new Set(lineage.edges.map(({ from }) => from));
  const inputsOf = (id: string) =>
    lineage.edges.filter(({ to }) => to === id).map(({ from }) => from);
  const groups = new Map<string, LineageNode[]>();
  for (const node of lineage.nodes) {
    if (
      node.kind === 'run' &&
      !leads.has(node.id) &&
      node.id !== lineage.entity
    ) {
      const key = inputsOf(node.id).sort().join(' ');
      groups.set(key, [...(groups.get(key) ?? []), node]);
    }
  }
  const hidden = new Map<string, string>();
  const folded: FoldedNode[] = [];
  for (const [key, nodes] of groups) {
    // One node for one run would save nothing.
    if (nodes.length <= SHOWN + 1) continue;
    const rest = nodes.slice(SHOWN);
    const id = `more of ${key}`;
    rest.forEach(node => hidden.set(node.id, id));
    folded.push({
      id,
      kind: 'run',
      title: options.titleOf(rest.length),
      entityRef: lineage.entity,
      folded: rest.length,
    });
  }
  const edges = new Map(
    lineage.edges.map(edge => {
      const to = hidden.get(edge.to) ?? edge.to;
      return [`${edge.from} ${to} ${edge.relation}`, { ...edge, to }];
    }),
  );
  return {
    ...lineage,
    nodes: [...lineage.nodes.filter(({ id }) => !hidden.has(id)), ...folded],
    edges: [...edges.values()],
  };
}
