import type { NodeObject } from '../../controllers/runtime/kubeTypes';
import { gpuMemoryGiB } from '../../kubelet/profileInput';

/** Facts of a GPU model that series depend on. */
export interface GpuFacts {
  vendor: 'amd' | 'nvidia';
  /** As the vendor's exporter names it. */
  series: string;
  /** AMD: part number of the board, or its PCI device id where that was not seen. */
  cardModel: string;
  memoryMiB: number;
  idleWatts: number;
  /** Board power limit. */
  maxWatts: number;
  /** MHz at rest and at work. */
  clocks: { idle: number; busy: number; memory: number };
  /** MI2xx exporters write other names for power and temperature than MI3xx. */
  generation: 'mi2xx' | 'mi3xx' | 'nvidia';
}

type KnownFacts = Omit<GpuFacts, 'vendor' | 'memoryMiB'>;

const KNOWN: Readonly<Record<string, KnownFacts>> = {
  AMD_Instinct_MI300X_OAM: {
    series: 'AMD Instinct MI300X OAM',
    cardModel: '102-G30211-0C',
    idleWatts: 140,
    maxWatts: 750,
    clocks: { idle: 132, busy: 2100, memory: 1300 },
    generation: 'mi3xx',
  },
  AMD_Instinct_MI325X_OAM: {
    series: 'AMD Instinct MI325X OAM',
    cardModel: '0x74a5',
    idleWatts: 155,
    maxWatts: 1000,
    clocks: { idle: 132, busy: 2100, memory: 1500 },
    generation: 'mi3xx',
  },
  AMD_Instinct_MI210: {
    series: 'AMD Instinct MI210',
    cardModel: '0x740f',
    idleWatts: 40,
    maxWatts: 300,
    clocks: { idle: 800, busy: 1700, memory: 1600 },
    generation: 'mi2xx',
  },
  'NVIDIA-L40S': {
    series: 'NVIDIA L40S',
    cardModel: '',
    idleWatts: 35,
    maxWatts: 350,
    clocks: { idle: 210, busy: 2520, memory: 9000 },
    generation: 'nvidia',
  },
};

/** The GPU model of a node by its vendor's labels; `undefined` without GPUs. */
export function gpuFactsOf(node: NodeObject): GpuFacts | undefined {
  const labels = node.metadata.labels ?? {};
  const amd = labels['amd.com/gpu.product-name'];
  const nvidia = labels['nvidia.com/gpu.product'];
  const product = amd ?? nvidia;
  if (product === undefined) {
    return undefined;
  }
  const known = KNOWN[product] ?? {
    ...KNOWN[amd ? 'AMD_Instinct_MI300X_OAM' : 'NVIDIA-L40S'],
    series: product.replace(/[_-]/g, ' '),
  };
  const nvidiaMiB = Number(labels['nvidia.com/gpu.memory'] ?? 0);
  return {
    ...known,
    vendor: amd ? 'amd' : 'nvidia',
    memoryMiB: amd ? gpuMemoryGiB(node) * 1024 : nvidiaMiB,
  };
}
