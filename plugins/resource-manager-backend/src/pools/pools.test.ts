import { toNodeFacts } from '../clusters/nodeFacts';
import { node } from '../__testUtils__/objects';
import { describePools, overlapsWith } from './poolFacts';
import type { PoolRecord } from './PoolStore';
import { proposePools } from './proposePools';
import { poolNameProblems, selectorProblems } from './validatePool';

const gpuNode = (name: string, labels: Record<string, string>, options = {}) =>
  toNodeFacts(
    node({
      name,
      labels,
      allocatable: { cpu: '96', memory: '1Ti', 'amd.com/gpu': '8' },
      ...options,
    }),
  );
const cpuNode = (name: string, labels: Record<string, string> = {}) =>
  toNodeFacts(node({ name, labels }));
const record = (
  name: string,
  selector: Record<string, string>,
  more: Partial<PoolRecord> = {},
): PoolRecord => ({
  id: name,
  cluster: 'c1',
  name,
  title: name,
  selector,
  version: 1,
  ...more,
});

describe('describePools', () => {
  const nodes = [
    gpuNode('a', { pool: 'big', 'kaiwo/gpu-model': 'mi300x' }),
    gpuNode(
      'b',
      { pool: 'big', 'kaiwo/gpu-model': 'mi300x' },
      { ready: false },
    ),
    cpuNode('c', { pool: 'small' }),
  ];

  it('puts CPU pools first and counts what is usable', () => {
    const pools = describePools(
      [record('big', { pool: 'big' }), record('small', { pool: 'small' })],
      nodes,
      { kaiwo: true },
    );
    expect(
      pools.map(({ name, kind, position }) => [name, kind, position]),
    ).toEqual([
      ['small', 'cpu', 0],
      ['big', 'gpu', 1],
    ]);
    expect(pools[1]).toMatchObject({
      resource: 'amd.com/gpu',
      gpuModel: 'mi300x',
      vendor: 'amd',
      readyNodes: 1,
      largestNode: 8000n,
      nodeLabels: { pool: 'big', 'kaiwo/gpu-model': 'mi300x' },
    });
    expect(pools[1].nodes).toHaveLength(2);
    expect(pools[1].capacity.get('amd.com/gpu')).toBe(8000n);
    expect(pools[0].capacity.get('memory')).toBe(512n * 1024n ** 3n * 1000n);
  });

  it('adds the model to a flavor only on Kaiwo, and only where all nodes agree', () => {
    const mixed = [
      ...nodes,
      gpuNode('d', { pool: 'big', 'kaiwo/gpu-model': 'mi325x' }),
    ];
    expect(
      describePools([record('big', { pool: 'big' })], nodes, {
        kaiwo: false,
      })[0].nodeLabels,
    ).toEqual({ pool: 'big' });
    expect(
      describePools([record('big', { pool: 'big' })], mixed, { kaiwo: true })[0]
        .nodeLabels,
    ).toEqual({ pool: 'big' });
  });

  it.each([
    [
      'what was seen last',
      record('p', { x: 'y' }, { resource: 'nvidia.com/gpu' }),
      'gpu',
      'nvidia.com/gpu',
    ],
    [
      'what the selector says',
      record('p', { 'kaiwo/gpu-model': 'mi300x' }),
      'gpu',
      'amd.com/gpu',
    ],
    ['a CPU pool', record('p', { x: 'y' }), 'cpu', 'cpu'],
  ])('takes %s for a pool without nodes', (_, pool, kind, resource) => {
    expect(describePools([pool], nodes, { kaiwo: true })[0]).toMatchObject({
      kind,
      resource,
    });
  });
});

describe('overlapsWith', () => {
  it('names the pools and the nodes that would be in both', () => {
    const nodes = [cpuNode('a', { x: '1', y: '1' }), cpuNode('b', { x: '1' })];
    expect(
      overlapsWith(nodes, [
        record('one', { y: '1' }),
        record('two', { y: '2' }),
      ]),
    ).toEqual([{ pool: 'one', nodes: ['a'] }]);
  });
});

describe('proposePools', () => {
  it.each([
    [
      'by model where Kaiwo labels it',
      [
        gpuNode('a', { 'kaiwo/gpu-model': 'mi300x', 'kaiwo/nodepool': 'p1' }),
        gpuNode('b', { 'kaiwo/gpu-model': 'mi325x', 'kaiwo/nodepool': 'p2' }),
        cpuNode('c', { 'kaiwo/nodepool': 'p3' }),
      ],
      [
        ['cpu', { 'kaiwo/nodepool': 'p3' }],
        ['mi300x', { 'kaiwo/gpu-model': 'mi300x' }],
        ['mi325x', { 'kaiwo/gpu-model': 'mi325x' }],
      ],
    ],
    [
      'by product where only the labeller ran, and a lone node by its name',
      [
        gpuNode('a', {
          'amd.com/gpu.product-name': 'AMD_Instinct_MI210',
          'kubernetes.io/hostname': 'a',
        }),
        cpuNode('c', {
          'kubernetes.io/hostname': 'c',
          'kubernetes.io/os': 'linux',
        }),
      ],
      [
        ['cpu', { 'kubernetes.io/hostname': 'c' }],
        ['mi210', { 'amd.com/gpu.product-name': 'AMD_Instinct_MI210' }],
      ],
    ],
    [
      'not at all where no one label tells the group apart',
      [
        gpuNode('a', { 'kaiwo/gpu-model': 'mi300x' }),
        cpuNode('c', { x: '1' }),
        cpuNode('d', { x: '2' }),
      ],
      [['mi300x', { 'kaiwo/gpu-model': 'mi300x' }]],
    ],
  ])('divides %s', (_, nodes, expected) => {
    expect(
      proposePools(nodes).map(({ name, selector }) => [name, selector]),
    ).toEqual(expected);
  });
});

describe('validation', () => {
  it.each([
    [{ 'kaiwo/gpu-model': 'mi300x' }, []],
    [{ 'a/b/c': 'x' }, ['selector.a/b/c']],
    [{ '-x': 'x' }, ['selector.-x']],
    [{ x: 'not a value' }, ['selector.x']],
    [{ x: '' }, []],
  ])('of selector %j', (selector: Record<string, string>, fields: string[]) => {
    expect(selectorProblems(selector).map(({ field }) => field)).toEqual(
      fields,
    );
  });

  it.each([
    ['mi300x', 0],
    ['Big', 1],
    ['default', 1],
  ])('of name %s', (name, count) => {
    expect(poolNameProblems(name)).toHaveLength(count);
  });
});
