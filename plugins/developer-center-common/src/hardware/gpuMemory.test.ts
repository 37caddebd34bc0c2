import { estimateGpuMemory, memoryFitOf, type MemoryModel } from './gpuMemory';
import { gpuModelOf } from './gpuModels';
import { adapterParameters, kvCacheBytes } from './modelDimensions';

const GB = 1e9;
const GIB = 1024 ** 3;

/** Dimensions as in the published `config.json` of each. */
const llama8b: MemoryModel = {
  parameters: { totalBillions: 8.03 },
  architecture: {
    layers: 32,
    hiddenSize: 4096,
    attentionHeads: 32,
    keyValueHeads: 8,
    vocabularySize: 128256,
  },
};
const llama70b: MemoryModel = {
  parameters: { totalBillions: 70.6 },
  architecture: {
    layers: 80,
    hiddenSize: 8192,
    attentionHeads: 64,
    keyValueHeads: 8,
    vocabularySize: 128256,
  },
};
const llama405b: MemoryModel = {
  parameters: { totalBillions: 405.9 },
  architecture: {
    layers: 126,
    hiddenSize: 16384,
    attentionHeads: 128,
    keyValueHeads: 8,
    vocabularySize: 128256,
  },
};
const llama2of7b: MemoryModel = {
  parameters: { totalBillions: 6.74 },
  architecture: {
    layers: 32,
    hiddenSize: 4096,
    attentionHeads: 32,
    keyValueHeads: 32,
    vocabularySize: 32000,
  },
};
const llama2of13b: MemoryModel = {
  parameters: { totalBillions: 13.02 },
  architecture: {
    layers: 40,
    hiddenSize: 5120,
    attentionHeads: 40,
    keyValueHeads: 40,
    vocabularySize: 32000,
  },
};
const llama2of70b: MemoryModel = {
  parameters: { totalBillions: 69 },
  architecture: {
    layers: 80,
    hiddenSize: 8192,
    attentionHeads: 64,
    keyValueHeads: 8,
    vocabularySize: 32000,
  },
};

function partOf(
  estimate: ReturnType<typeof estimateGpuMemory>,
  name: string,
): number {
  return (estimate.parts.find(part => part.name === name)?.gib ?? 0) * GIB;
}

describe('memory of the state of training, against ZeRO (arXiv:1910.02054), figure 1: 7.5 billion weights, 64 GPUs', () => {
  const model: MemoryModel = { parameters: { totalBillions: 7.5 } };
  it.each([
    ['none', 120],
    ['optimiser', 31.4],
    ['all', 1.9],
  ] as const)('%s sharded: %d GB', (sharding, gb) => {
    const estimate = estimateGpuMemory(model, {
      kind: 'training',
      method: 'full',
      gpus: 64,
      sharding,
      tokensPerGpu: 2048,
    });
    const state =
      partOf(estimate, 'weights') +
      partOf(estimate, 'gradients') +
      partOf(estimate, 'optimiser');
    expect(Math.round((state / GB) * 10) / 10).toBe(gb);
    expect(estimate.unknown).toEqual(['activations']);
  });
});

describe('weights, against the table of Meta’s Llama 3.1 release (16, 140, 810 GB at 16 bits; half of it at 8)', () => {
  it.each([
    ['8B', llama8b, 'bf16', 16],
    ['70B', llama70b, 'bf16', 140],
    ['405B', llama405b, 'bf16', 810],
    ['405B', llama405b, 'fp8', 405],
  ] as const)('%s at %s', (_size, model, precision, gb) => {
    const estimate = estimateGpuMemory(model, {
      kind: 'serving',
      precision,
      gpus: 1,
      cachedTokens: 0,
    });
    expect(Math.abs(partOf(estimate, 'weights') / GB / gb - 1)).toBeLessThan(
      0.01,
    );
  });
});

describe('key-value cache of 8,192 tokens, against canitrun.dev for Llama 3.1', () => {
  it.each([
    ['8B', llama8b, 1.07],
    ['70B', llama70b, 2.68],
    ['405B', llama405b, 4.23],
  ] as const)('%s: %d GB', (_size, model, gb) => {
    const bytes = kvCacheBytes(model.architecture, 8192)!;
    expect(Math.round((bytes / GB) * 100) / 100).toBe(gb);
  });

  it('is a latent per layer where the model has latent attention', () => {
    expect(kvCacheBytes({ layers: 61, latentCacheWidth: 576 }, 1000)).toBe(
      61 * 576 * 1000 * 2,
    );
  });
});

describe('adapters, against LLaMA-Factory’s table of hardware requirements (rank 8, recomputation)', () => {
  const use = {
    kind: 'training',
    gpus: 1,
    sharding: 'none',
    tokensPerGpu: 1024,
    adapterRank: 8,
    recompute: true,
  } as const;
  it.each([
    ['LoRA 7B', llama2of7b, 'lora', 16],
    ['LoRA 13B', llama2of13b, 'lora', 32],
    ['LoRA 70B', llama2of70b, 'lora', 160],
    ['QLoRA 7B', llama2of7b, 'qlora', 6],
    ['QLoRA 13B', llama2of13b, 'qlora', 12],
    ['QLoRA 70B', llama2of70b, 'qlora', 48],
  ] as const)('%s is within a quarter of %d GB', (_name, model, method, gb) => {
    const estimate = estimateGpuMemory(model, { ...use, method });
    expect(estimate.unknown).toEqual([]);
    expect(Math.abs((estimate.perGpuGiB * GIB) / GB / gb - 1)).toBeLessThan(
      0.25,
    );
  });

  it('70B with QLoRA is within a tenth of the 44 GB that ms-swift measured', () => {
    const estimate = estimateGpuMemory(llama2of70b, {
      ...use,
      method: 'qlora',
    });
    expect(Math.abs((estimate.perGpuGiB * GIB) / GB / 44 - 1)).toBeLessThan(
      0.1,
    );
  });

  it('has 42 million weights at rank 16 for Llama 3.1 8B', () => {
    expect(Math.round(adapterParameters(llama8b, 16)! / 1e6)).toBe(42);
  });
});

describe('estimateGpuMemory', () => {
  const full = {
    kind: 'training',
    method: 'full',
    gpus: 8,
    sharding: 'optimiser',
    tokensPerGpu: 2048,
  } as const;

  it('says which parts an undeclared architecture leaves open', () => {
    const { unknown, parts } = estimateGpuMemory(
      { parameters: { totalBillions: 8 } },
      { ...full, method: 'lora', adapterRank: 64 },
    );
    expect(unknown).toEqual(['adapter', 'activations']);
    expect(parts.map(({ name }) => name)).toEqual(['weights', 'runtime']);
  });

  it('sums up its parts', () => {
    const { parts, perGpuGiB } = estimateGpuMemory(llama8b, full);
    expect(parts.map(({ name }) => name)).toEqual([
      'weights',
      'gradients',
      'optimiser',
      'activations',
      'runtime',
    ]);
    expect(perGpuGiB).toBeCloseTo(
      parts.reduce((sum, { gib }) => sum + gib, 0),
      9,
    );
  });

  it.each([
    ['all weights of 8B on 8 GPUs', llama8b, full, 'fits', 'too-large'],
    ['all weights of 70B on 8 GPUs', llama70b, full, 'too-large', 'too-large'],
    [
      'all weights of 70B on 8 GPUs, sharded',
      llama70b,
      { ...full, sharding: 'all' },
      'tight',
      'too-large',
    ],
  ] as const)('%s: MI300X %s, MI210 %s', (_name, model, use, mi300x, l40s) => {
    const estimate = estimateGpuMemory(model, use);
    expect(memoryFitOf(estimate, gpuModelOf('mi300x')!)).toBe(mi300x);
    expect(memoryFitOf(estimate, gpuModelOf('l40s')!)).toBe(l40s);
  });

  it.each([0, -1, Number.NaN])('refuses %d GPUs', gpus => {
    expect(() => estimateGpuMemory(llama8b, { ...full, gpus })).toThrow(
      /gpus is .*: ask for at least 1/,
    );
  });
});
