import { nodeGroups, type NodeCounts } from './nodes';

describe('nodes of a test cluster', () => {
  it.each<[string, NodeCounts, object]>([
    [
      'whole GPUs',
      { mi300x: 2 },
      { prefix: 'mi300x', count: 2, gpusPerNode: 8, partition: undefined },
    ],
    [
      'GPUs in partitions',
      { 'mi300x-cpx': 1 },
      { count: 1, partition: { name: 'cpx_nps4', perGpu: 8 } },
    ],
    [
      'GPUs in one partition each',
      { 'mi325x-spx': 1 },
      { memoryGiB: 3072, partition: { name: 'spx_nps1', perGpu: 1 } },
    ],
    ['no GPUs', { cpu: 3 }, { count: 3, gpu: undefined }],
    [
      'taints',
      { l40s: { count: 1, taints: [{ key: 'a', effect: 'NoSchedule' }] } },
      { count: 1, taints: [{ key: 'a', effect: 'NoSchedule' }] },
    ],
  ])('have %s', (_, counts, expected) => {
    expect(nodeGroups(counts)).toEqual([expect.objectContaining(expected)]);
  });

  it.each(['h100', 'mi210-cpx', 'cpu-cpx'])('are not %s', kind => {
    expect(() => nodeGroups({ [kind]: 1 } as NodeCounts)).toThrow(
      `nodes: there is no kind '${kind}'; choose from mi300x, mi325x, mi210, l40s, cpu, mi300x-spx`,
    );
  });
});
