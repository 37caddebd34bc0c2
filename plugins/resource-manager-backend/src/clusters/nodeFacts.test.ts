import { node, viewOf } from '../__testUtils__/objects';
import { gpuCounts, holdingsOf, nodesOf } from './clusterFacts';
import { gpuModelId, toNodeFacts } from './nodeFacts';

describe('gpuModelId', () => {
  it.each([
    ['AMD_Instinct_MI300X_OAM', 'mi300x'],
    ['AMD Instinct MI325X', 'mi325x'],
    ['AMD_Radeon_PRO_W7900', 'w7900'],
    ['NVIDIA-H100-80GB-HBM3', 'h100'],
    ['NVIDIA-A100-SXM4-80GB', 'a100'],
    ['NVIDIA-L40S', 'l40s'],
    ['Tesla-T4', 't4'],
    ['NVIDIA-RTX-A6000', 'a6000'],
    ['NVIDIA', 'nvidia'],
  ])('%s is %s', (product, model) => {
    expect(gpuModelId(product)).toBe(model);
  });
});

describe('toNodeFacts', () => {
  it.each([
    [
      'whole AMD GPUs',
      { 'amd.com/gpu': '8' },
      { 'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM' },
      { gpuResource: 'amd.com/gpu', model: 'mi300x', vendor: 'amd' },
    ],
    [
      'partitions beside whole GPUs',
      { 'amd.com/cpx_nps4': '64', 'amd.com/gpu': '8' },
      { 'kaiwo/gpu-model': 'mi300x' },
      { gpuResource: 'amd.com/gpu', model: 'mi300x', vendor: 'amd' },
    ],
    [
      'partitions only',
      { 'amd.com/cpx_nps4': '64', 'amd.com/gpu': '0' },
      { 'amd.com/gpu.product-name': 'AMD_Instinct_MI300X_OAM' },
      { gpuResource: 'amd.com/cpx_nps4', model: 'mi300x', vendor: 'amd' },
    ],
    [
      'NVIDIA GPUs',
      { 'nvidia.com/gpu': '8' },
      { 'nvidia.com/gpu.product': 'NVIDIA-L40S' },
      { gpuResource: 'nvidia.com/gpu', model: 'l40s', vendor: 'nvidia' },
    ],
    [
      'unlabelled GPUs',
      { 'amd.com/gpu': '8' },
      {},
      { gpuResource: 'amd.com/gpu', model: 'gpu', vendor: 'amd' },
    ],
  ])('%s', (_, gpus, labels, expected) => {
    const facts = toNodeFacts(
      node({ name: 'n', labels, allocatable: { cpu: '8', ...gpus } }),
    );
    expect(facts.gpuResource).toBe(expected.gpuResource);
    expect(facts.gpu).toMatchObject({
      model: expected.model,
      vendor: expected.vendor,
    });
  });

  it('has no GPU without a GPU resource, whatever the labels say', () => {
    const facts = toNodeFacts(
      node({ name: 'n', labels: { 'kaiwo/gpu-model': 'mi300x' } }),
    );
    expect(facts.gpu).toBeUndefined();
  });

  it('tells why it is not ready', () => {
    expect(toNodeFacts(node({ name: 'n', ready: false }))).toMatchObject({
      ready: false,
      problem: 'Kubelet stopped',
    });
  });
});

describe('gpuCounts', () => {
  const labels = { 'kaiwo/gpu-model': 'mi300x' };
  const gpus = { cpu: '64', 'amd.com/gpu': '8' };
  const pod = (name: string, phase: string, count: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'team-a', uid: name },
    spec: {
      nodeName: 'a',
      containers: [
        { name: 'main', resources: { limits: { 'amd.com/gpu': count } } },
      ],
    },
    status: { phase },
  });

  it('counts what is usable and what running pods hold', () => {
    const view = viewOf({
      Node: [
        node({ name: 'a', labels, allocatable: gpus }),
        node({ name: 'b', labels, allocatable: gpus, ready: false }),
        node({ name: 'c', labels, allocatable: gpus, cordoned: true }),
        node({ name: 'd' }),
      ],
      Pod: [pod('runs', 'Running', '4'), pod('done', 'Succeeded', '2')],
    });
    expect(gpuCounts(nodesOf(view), holdingsOf(view))).toEqual([
      {
        model: 'mi300x',
        title: 'MI300X',
        vendor: 'amd',
        resource: 'amd.com/gpu',
        total: 24,
        allocatable: 8,
        held: 4,
      },
    ]);
  });
});
