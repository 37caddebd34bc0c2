import type { Lineage } from '@silogen/backstage-plugin-resource-manager-common';
import { foldLineage } from './foldLineage';

const MODEL = 'aimodel:default/base';
const DATA = 'aidataset:default/data';

function lineageOf(
  runs: Record<string, { inputs: string[]; output?: string }>,
): Lineage {
  const outputs = Object.values(runs).flatMap(({ output }) => output ?? []);
  return {
    entity: MODEL,
    truncated: 0,
    nodes: [
      { id: MODEL, kind: 'model', title: 'Base' },
      { id: DATA, kind: 'dataset', title: 'Data' },
      ...Object.keys(runs).map(id => ({ id, kind: 'run' as const, title: id })),
      ...outputs.map(id => ({ id, kind: 'model' as const, title: id })),
    ],
    edges: Object.entries(runs).flatMap(([id, { inputs, output }]) => [
      ...inputs.map(from => ({ from, to: id, relation: 'input' as const })),
      ...(output
        ? [{ from: id, to: output, relation: 'output' as const }]
        : []),
    ]),
  };
}

const fold = (lineage: Lineage) =>
  foldLineage(lineage, { titleOf: count => `${count} more` });

const deadEnds = (prefix: string, count: number, inputs: string[]) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${prefix}${at}`, { inputs }]),
  );

describe('foldLineage', () => {
  it('keeps a few of the runs from which nothing came, and one node for the rest', () => {
    const { nodes, edges } = fold(lineageOf(deadEnds('r', 10, [MODEL, DATA])));
    expect(nodes.map(({ title }) => title)).toEqual([
      'Base',
      'Data',
      'r0',
      'r1',
      'r2',
      '7 more',
    ]);
    const more = nodes[5];
    expect(more).toMatchObject({ folded: 7, entityRef: MODEL });
    expect(edges.filter(({ to }) => to === more.id)).toEqual([
      { from: MODEL, to: more.id, relation: 'input' },
      { from: DATA, to: more.id, relation: 'input' },
    ]);
    expect(edges).toHaveLength(8);
  });

  it('keeps what led to a model', () => {
    const { nodes } = fold(
      lineageOf({
        ...deadEnds('r', 10, [MODEL]),
        made: { inputs: [MODEL], output: 'aimodel:default/tuned' },
      }),
    );
    expect(nodes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['made', 'aimodel:default/tuned']),
    );
  });

  it('folds runs with other inputs apart', () => {
    const { nodes } = fold(
      lineageOf({
        ...deadEnds('a', 5, [MODEL]),
        ...deadEnds('b', 6, [MODEL, DATA]),
      }),
    );
    expect(
      nodes.filter(({ folded }) => folded).map(({ folded }) => folded),
    ).toEqual([2, 3]);
  });

  it('leaves four as they are', () => {
    const lineage = lineageOf(deadEnds('r', 4, [MODEL]));
    expect(fold(lineage)).toEqual(lineage);
  });
});
