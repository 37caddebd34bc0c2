import { GPU_MODELS, nodesOf, type NodeGroup } from './nodes';

const group = (more: Partial<NodeGroup>): NodeGroup => ({
  prefix: 'node',
  count: 1,
  cpus: 64,
  memoryGiB: 512,
  gpusPerNode: 8,
  block: 'block-a',
  rack: () => 'rack-a',
  ...more,
});

function firstOf(more: Partial<NodeGroup>, kaiwo = false) {
  const [node] = nodesOf(group(more), '10.0.0', {
    kaiwo,
    kubeletVersion: 'v1.36.3',
    zone: 'zone-a',
    nowMs: 0,
  });
  const { labels = {} } = node.metadata;
  const starting = (...prefixes: string[]) =>
    Object.fromEntries(
      Object.entries(labels).filter(([key]) =>
        prefixes.some(prefix => key.startsWith(prefix)),
      ),
    );
  return { node, labels, starting };
}

describe('nodes of a group', () => {
  it('have what the labeller of AMD finds out', () => {
    const { starting } = firstOf({ gpu: GPU_MODELS.mi300x });
    expect(starting('amd.com/', 'feature.')).toEqual({
      'feature.node.kubernetes.io/amd-gpu': 'true',
      'amd.com/gpu.compute-memory-partition': 'spx_nps1',
      'amd.com/gpu.compute-partitioning-supported': 'true',
      'amd.com/gpu.cu-count': '304',
      'amd.com/gpu.device-id': '74a1',
      'amd.com/gpu.driver-src-version': expect.stringMatching(/^[0-9A-F]+$/),
      'amd.com/gpu.driver-version': '6.12.12',
      'amd.com/gpu.family': 'AI',
      'amd.com/gpu.memory-partitioning-supported': 'true',
      'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM',
      'amd.com/gpu.simd-count': '1216',
      'amd.com/gpu.vram': '192G',
    });
    expect(starting('beta.amd.com/')).toEqual({
      'beta.amd.com/gpu.cu-count': '304',
      'beta.amd.com/gpu.cu-count.304': '8',
      'beta.amd.com/gpu.device-id': '74a1',
      'beta.amd.com/gpu.device-id.74a1': '8',
      'beta.amd.com/gpu.family': 'AI',
      'beta.amd.com/gpu.family.AI': '8',
      'beta.amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM',
      'beta.amd.com/gpu.product-name.AMD_Instinct_MI300X_OAM': '8',
      'beta.amd.com/gpu.simd-count': '1216',
      'beta.amd.com/gpu.simd-count.1216': '8',
      'beta.amd.com/gpu.vram': '192G',
      'beta.amd.com/gpu.vram.192G': '8',
    });
  });

  it('say nothing of a partition where GPUs cannot be split', () => {
    const { labels } = firstOf({ gpu: GPU_MODELS.mi210 });
    expect(labels).toMatchObject({
      'amd.com/gpu.compute-partitioning-supported': 'false',
      'amd.com/gpu.memory-partitioning-supported': 'false',
      'amd.com/gpu.vram': '64G',
    });
    expect(labels).not.toHaveProperty(['amd.com/gpu.compute-memory-partition']);
  });

  it('count partitions as devices, each with its share', () => {
    const { node, labels } = firstOf({
      gpu: GPU_MODELS.mi300x,
      partition: { name: 'cpx_nps4', perGpu: 8 },
    });
    expect(labels).toMatchObject({
      'amd.com/gpu.compute-memory-partition': 'cpx_nps4',
      'amd.com/gpu.cu-count': '38',
      'amd.com/gpu.simd-count': '152',
      'amd.com/gpu.vram': '24G',
      'beta.amd.com/gpu.family.AI': '64',
      'beta.amd.com/gpu.vram.24G': '64',
    });
    const { capacity, allocatable } = node.status!;
    expect(capacity).toMatchObject({ 'amd.com/cpx_nps4': '64' });
    expect(allocatable).toMatchObject({ 'amd.com/cpx_nps4': '64' });
    expect(capacity).not.toHaveProperty(['amd.com/gpu']);
  });

  it('have what the feature discovery of NVIDIA finds out', () => {
    const { node, starting } = firstOf({ gpu: GPU_MODELS.l40s });
    expect(starting('amd.com/', 'beta.amd.com/')).toEqual({});
    expect(starting('nvidia.com/', 'feature.')).toMatchObject({
      'feature.node.kubernetes.io/pci-10de.present': 'true',
      'nvidia.com/cuda.driver-version.full': '570.172.08',
      'nvidia.com/gpu.compute.major': '8',
      'nvidia.com/gpu.compute.minor': '9',
      'nvidia.com/gpu.count': '8',
      'nvidia.com/gpu.family': 'ada-lovelace',
      'nvidia.com/gpu.memory': '46068',
      'nvidia.com/gpu.product': 'NVIDIA-L40S',
      'nvidia.com/mig.capable': 'false',
    });
    expect(node.status!.capacity).toMatchObject({ 'nvidia.com/gpu': '8' });
  });

  it('have labels that an API server takes', () => {
    for (const gpu of Object.values(GPU_MODELS)) {
      for (const value of Object.values(firstOf({ gpu }, true).labels)) {
        expect(value).toMatch(/^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)$/);
      }
    }
  });

  it('have the taints of the group, and none without GPUs or taints', () => {
    const taints = [
      {
        key: 'nvidia.com/gpu',
        value: 'present',
        effect: 'NoSchedule' as const,
      },
    ];
    expect(firstOf({ gpu: GPU_MODELS.l40s, taints }).node.spec).toEqual({
      taints,
    });
    const { node, starting } = firstOf({});
    expect(node.spec).toEqual({});
    expect(starting('amd.com/', 'beta.', 'nvidia.', 'feature.')).toEqual({});
  });
});
