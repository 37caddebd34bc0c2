import type { Lineage } from '@silogen/backstage-plugin-resource-manager-common';
import { layoutLineage, NODE_HEIGHT, NODE_WIDTH } from './layoutLineage';

function lineage(ids: string[], edges: [string, string][]): Lineage {
  return {
    entity: ids[0],
    nodes: ids.map(id => ({ id, kind: 'model', title: id })),
    edges: edges.map(([from, to]) => ({ from, to, relation: 'input' })),
    truncated: 0,
  };
}

describe('layoutLineage', () => {
  it('puts what was there first on the left, in layers, without overlaps', () => {
    const placed = layoutLineage(
      lineage(
        ['model', 'data', 'base', 'run', 'endpoint'],
        [
          ['data', 'run'],
          ['base', 'run'],
          ['run', 'model'],
          ['model', 'endpoint'],
        ],
      ),
    );
    const at = new Map(placed.nodes.map(each => [each.node.id, each]));
    expect(at.get('data')!.x).toBe(at.get('base')!.x);
    const order = ['data', 'run', 'model', 'endpoint'].map(id => at.get(id)!.x);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    for (let index = 1; index < order.length; index += 1) {
      expect(order[index] - order[index - 1]).toBeGreaterThan(NODE_WIDTH);
    }
    expect(Math.abs(at.get('data')!.y - at.get('base')!.y)).toBeGreaterThan(
      NODE_HEIGHT,
    );
    expect(placed.width).toBeGreaterThanOrEqual(
      at.get('endpoint')!.x + NODE_WIDTH,
    );
    const [, endX, endY] =
      / (\d+) (\d+)$/.exec(
        placed.edges.find(({ id }) => id === 'data run')!.path,
      ) ?? [];
    // At the left side of the run, half-way down.
    expect([Number(endX), Number(endY)]).toEqual([
      at.get('run')!.x,
      at.get('run')!.y + NODE_HEIGHT / 2,
    ]);
    expect(placed.edges).toHaveLength(4);
  });

  it('visits the layers from the left and each from the top', () => {
    const { nodes } = layoutLineage(
      lineage(
        ['b', 'a', 'c'],
        [
          ['a', 'b'],
          ['b', 'c'],
        ],
      ),
    );
    expect(nodes.map(({ node }) => node.id)).toEqual(['a', 'b', 'c']);
  });

  it('draws what was made from each other, and what nothing joins', () => {
    const { nodes } = layoutLineage(
      lineage(
        ['a', 'b', 'alone'],
        [
          ['a', 'b'],
          ['b', 'a'],
        ],
      ),
    );
    expect(
      nodes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
    ).toBe(true);
  });
});
