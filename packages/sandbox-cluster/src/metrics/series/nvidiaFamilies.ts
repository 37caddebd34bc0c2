import { unhealthyGpus } from '../../kubelet/gpuDevices';
import { hashText } from './noise';
import type { MetricFamily } from './families';
import type { Gpu } from './Gpu';
import {
  gpuContainer,
  gpuFamily,
  type GpuLabels,
  type GpuReading,
} from './gpuFamilies';

/** The exporter listens here on every node with NVIDIA GPUs. */
export const NVIDIA_TARGET = { job: 'nvidia-dcgm-exporter', port: 9400 };

const labels: GpuLabels = (gpu, node, holder) => ({
  job: NVIDIA_TARGET.job,
  instance: `${node.address}:${NVIDIA_TARGET.port}`,
  // Releases up to 4.5.3-4.8.2 write it with a capital.
  Hostname: node.name,
  gpu: String(gpu.index),
  UUID: uuidOf(gpu),
  pci_bus_id: `00000000:${(0x17 + gpu.index * 0x11)
    .toString(16)
    .toUpperCase()
    .padStart(2, '0')}:00.0`,
  device: `nvidia${gpu.index}`,
  modelName: gpu.facts.series,
  DCGM_FI_DRIVER_VERSION: '570.172.08',
  pod: holder?.name,
  namespace: holder?.namespace,
  container: holder && gpuContainer(holder),
  pod_uid: holder?.uid,
});

function uuidOf(gpu: Gpu): string {
  const hex = (salt: string) =>
    hashText(`${gpu.node}/${gpu.index}/${salt}`).toString(16).padStart(8, '0');
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(hex);
  return `GPU-${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(
    4,
  )}${d}`;
}

/** Not offered to programs, MiB. */
const RESERVED_MIB = 512;

const READINGS: readonly GpuReading[] = [
  {
    name: 'DCGM_FI_DEV_GPU_UTIL',
    help: 'GPU utilisation, percent',
    read: (gpu, timeMs) => gpu.activity(timeMs),
  },
  {
    name: 'DCGM_FI_DEV_MEM_COPY_UTIL',
    help: 'Memory utilisation, percent',
    read: (gpu, timeMs) => gpu.memoryActivity(timeMs),
  },
  {
    name: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
    help: 'Share of time in which the graphics engine is active',
    read: (gpu, timeMs) => gpu.activity(timeMs) / 100,
  },
  {
    name: 'DCGM_FI_PROF_PIPE_TENSOR_ACTIVE',
    help: 'Share of cycles in which the tensor pipe is active',
    read: (gpu, timeMs) => Math.round(gpu.activity(timeMs) * 4) / 1000,
  },
  {
    name: 'DCGM_FI_PROF_DRAM_ACTIVE',
    help: 'Share of cycles in which memory sends or receives',
    read: (gpu, timeMs) => gpu.memoryActivity(timeMs) / 100,
  },
  {
    name: 'DCGM_FI_DEV_FB_USED',
    help: 'Used frame buffer, MiB',
    read: (gpu, timeMs) =>
      Math.min(gpu.usedMiB(timeMs), gpu.facts.memoryMiB - RESERVED_MIB),
  },
  {
    name: 'DCGM_FI_DEV_FB_FREE',
    help: 'Free frame buffer, MiB',
    read: (gpu, timeMs) =>
      Math.max(0, gpu.facts.memoryMiB - RESERVED_MIB - gpu.usedMiB(timeMs)),
  },
  {
    name: 'DCGM_FI_DEV_FB_RESERVED',
    help: 'Reserved frame buffer, MiB',
    read: () => RESERVED_MIB,
  },
  {
    name: 'DCGM_FI_DEV_POWER_USAGE',
    help: 'Power, watts',
    read: (gpu, timeMs) => gpu.watts(timeMs),
  },
  {
    name: 'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
    help: 'Energy used so far, millijoules',
    type: 'counter',
    read: (gpu, timeMs) => Math.round(gpu.joules(timeMs) * 1000),
  },
  {
    name: 'DCGM_FI_DEV_GPU_TEMP',
    help: 'Temperature of the GPU, degrees Celsius',
    read: (gpu, timeMs) => gpu.junction(timeMs),
  },
  {
    name: 'DCGM_FI_DEV_MEMORY_TEMP',
    help: 'Temperature of the memory, degrees Celsius',
    read: (gpu, timeMs) => gpu.memoryTemperature(timeMs),
  },
  {
    name: 'DCGM_FI_DEV_SM_CLOCK',
    help: 'Clock of the streaming multiprocessors, MHz',
    read: (gpu, timeMs) => gpu.clock(timeMs),
  },
  {
    name: 'DCGM_FI_DEV_MEM_CLOCK',
    help: 'Clock of the memory, MHz',
    read: gpu => gpu.facts.clocks.memory,
  },
  {
    name: 'DCGM_FI_DEV_XID_ERRORS',
    help: 'The last XID error, 0 for none',
    // 48: a memory error of two bits, which cannot be corrected.
    read: (gpu, _, node) =>
      unhealthyGpus(node.node).includes(gpu.index) ? 48 : 0,
  },
  {
    name: 'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL',
    help: 'Memory errors of two bits',
    type: 'counter',
    read: (gpu, _, node) =>
      unhealthyGpus(node.node).includes(gpu.index) ? 3 : 0,
  },
  {
    name: 'DCGM_FI_DEV_ECC_SBE_VOL_TOTAL',
    help: 'Memory errors of one bit',
    type: 'counter',
    read: () => 0,
  },
];

/** NVIDIA DCGM exporter. */
export const NVIDIA_FAMILIES: readonly MetricFamily[] = READINGS.map(reading =>
  gpuFamily({ vendor: 'nvidia', labels, readings: [reading] }),
);
