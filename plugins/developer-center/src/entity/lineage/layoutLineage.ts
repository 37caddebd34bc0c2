import { graphlib, layout } from '@dagrejs/dagre';
import type {
  Lineage,
  LineageNode,
} from '@silogen/backstage-plugin-resource-manager-common';

/** Size of one node, in pixels. */
export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 92;
const BETWEEN_LAYERS = 56;
const BETWEEN_NODES = 16;
const MARGIN = 12;

export interface PlacedNode {
  node: LineageNode;
  /** Upper left corner, in pixels. */
  x: number;
  y: number;
}

export interface PlacedLineage {
  width: number;
  height: number;
  /** Layer by layer from the left, each from top to bottom: the order in which the keyboard visits them. */
  nodes: PlacedNode[];
  /** As the `d` of an SVG path. */
  edges: { id: string; path: string }[];
}

/** Places a lineage in layers from left to right: what was there first is on the left. */
export function layoutLineage(lineage: Lineage): PlacedLineage {
  const graph = new graphlib.Graph();
  graph.setGraph({
    rankdir: 'LR',
    ranksep: BETWEEN_LAYERS,
    nodesep: BETWEEN_NODES,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of lineage.nodes)
    graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of lineage.edges) graph.setEdge(from, to);
  layout(graph);
  const nodes = lineage.nodes.map(node => {
    const { x, y } = graph.node(node.id);
    return {
      node,
      x: Math.round(x - NODE_WIDTH / 2),
      y: Math.round(y - NODE_HEIGHT / 2),
    };
  });
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.sort((a, b) => a.x - b.x || a.y - b.y),
    edges: graph.edges().map(({ v, w }) => {
      const { points } = graph.edge(v, w);
      return {
        id: `${v} ${w}`,
        // An edge to the next layer has one point between its ends, which says nothing.
        path: pathOf([
          ...ends(graph.node(v), graph.node(w), points.slice(2, -2)),
        ]),
      };
    }),
  };
}

interface Point {
  x: number;
  y: number;
}

/** From the side of one node to the facing side of the other, both at half their height. */
function* ends(from: Point, to: Point, between: readonly Point[]) {
  const ahead = from.x <= to.x ? NODE_WIDTH / 2 : -NODE_WIDTH / 2;
  yield { x: from.x + ahead, y: from.y };
  yield* between;
  yield { x: to.x - ahead, y: to.y };
}

/** A smooth line through the points, level at each of them. */
function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points.map(({ x, y }) => ({
    x: Math.round(x),
    y: Math.round(y),
  }));
  let last = first;
  const curves = rest.map(point => {
    const middle = Math.round((last.x + point.x) / 2);
    const curve = `C ${middle} ${last.y}, ${middle} ${point.y}, ${point.x} ${point.y}`;
    last = point;
    return curve;
  });
  return [`M ${first.x} ${first.y}`, ...curves].join(' ');
}
