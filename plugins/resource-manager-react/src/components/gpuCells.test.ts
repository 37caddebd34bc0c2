import type { Node } from '@silogen/backstage-plugin-resource-manager-common';
import { gpuCellsOfCount, gpuCellsOfNode } from './gpuCells';

function node(overrides: Partial<Node> = {}): Node {
  return {
    name: 'n1',
    ready: true,
    schedulable: true,
    gpuResource: 'amd.com/gpu',
    pools: [],
    capacity: { 'amd.com/gpu': '4' },
    held: { 'amd.com/gpu': '2' },
    holders: [{ namespace: 'team', pod: 'p', gpus: 2 }],
    labels: {},
    taints: [],
    ...overrides,
  };
}

describe('gpuCellsOfNode', () => {
  it.each([
    ['ready', {}, ['held', 'held', 'free', 'free']],
    [
      'cordoned',
      { schedulable: false },
      ['held', 'held', 'unavailable', 'unavailable'],
    ],
    [
      'not ready',
      { ready: false },
      ['unavailable', 'unavailable', 'unavailable', 'unavailable'],
    ],
    [
      'one of them broken',
      { allocatable: { 'amd.com/gpu': '3' } },
      ['held', 'held', 'free', 'unavailable'],
    ],
    ['without GPUs', { gpuResource: undefined }, []],
    [
      'held by whom is unknown',
      { holders: undefined },
      ['held', 'held', 'free', 'free'],
    ],
  ])('%s', (_, overrides, states) => {
    expect(gpuCellsOfNode(node(overrides)).map(cell => cell.state)).toEqual(
      states,
    );
  });

  it('names who holds a GPU', () => {
    const [first, , third] = gpuCellsOfNode(node());
    expect(first.holder).toBe('team/p');
    expect(third.holder).toBeUndefined();
  });
});

it('gpuCellsOfCount counts GPUs of lost nodes as unavailable', () => {
  const cells = gpuCellsOfCount({
    model: 'mi300x',
    title: 'MI300X',
    vendor: 'amd',
    resource: 'amd.com/gpu',
    total: 5,
    allocatable: 3,
    held: 2,
  });
  expect(cells.map(cell => cell.state)).toEqual([
    'held',
    'held',
    'free',
    'unavailable',
    'unavailable',
  ]);
});
