import type { NodeGroup } from './nodes';

/** AMD's driver; the source version is a checksum that the kernel module carries. */
const AMD_DRIVER = {
  'driver-version': '6.12.12',
  'driver-src-version': '4C5E2B1D9A7F30861EB4D2A',
};

/** What the GPUs of a node are in unless somebody splits them. */
const WHOLE = 'spx_nps1';

/** What the device plugin of a node counts: its GPUs, or the parts that they are split into. */
export function gpuDevices({ gpusPerNode = 0, partition }: NodeGroup): number {
  return gpusPerNode * (partition?.perGpu ?? 1);
}

/**
 * As AMD's node labeller writes them (ROCm/k8s-device-plugin, `cmd/k8s-node-labeller`) for a node of equal GPUs: each
 * fact as it is, and once more with the number of devices in a `beta` label. Partitions are devices.
 */
export function amdLabels(group: NodeGroup): Record<string, string> {
  const { gpu: model, partition } = group;
  if (model?.vendor !== 'amd') return {};
  const share = partition?.perGpu ?? 1;
  const counted: Record<string, string> = {
    family: 'AI',
    'device-id': model.deviceId ?? '',
    'product-name': model.productName,
    vram: `${model.memoryGiB / share}G`,
    'cu-count': String((model.computeUnits ?? 0) / share),
    'simd-count': String((model.simdCount ?? 0) / share),
  };
  const canSplit = String(Boolean(model.canSplit));
  const plain: Record<string, string> = {
    ...AMD_DRIVER,
    'compute-partitioning-supported': canSplit,
    'memory-partitioning-supported': canSplit,
    ...(model.canSplit && {
      'compute-memory-partition': partition?.name ?? WHOLE,
    }),
  };
  const labels: Record<string, string> = {
    // Of the GPU operator's rule for Node Feature Discovery.
    'feature.node.kubernetes.io/amd-gpu': 'true',
  };
  for (const [key, value] of Object.entries(counted)) {
    labels[`amd.com/gpu.${key}`] = value;
    labels[`beta.amd.com/gpu.${key}`] = value;
    labels[`beta.amd.com/gpu.${key}.${value}`] = String(gpuDevices(group));
  }
  for (const [key, value] of Object.entries(plain)) {
    labels[`amd.com/gpu.${key}`] = value;
  }
  return labels;
}

/** As GPU feature discovery writes them beside Node Feature Discovery and the GPU operator, but for its time stamp. */
export function nvidiaLabels(group: NodeGroup): Record<string, string> {
  const { gpu: model } = group;
  if (model?.vendor !== 'nvidia') return {};
  const [major, minor] = model.computeCapability ?? ['', ''];
  const facts: Record<string, string> = {
    'cuda.driver.major': '570',
    'cuda.driver.minor': '172',
    'cuda.driver.rev': '08',
    'cuda.driver-version.full': '570.172.08',
    'cuda.driver-version.major': '570',
    'cuda.driver-version.minor': '172',
    'cuda.driver-version.revision': '08',
    'cuda.runtime.major': '12',
    'cuda.runtime.minor': '8',
    'cuda.runtime-version.full': '12.8',
    'cuda.runtime-version.major': '12',
    'cuda.runtime-version.minor': '8',
    'gpu.compute.major': major,
    'gpu.compute.minor': minor,
    'gpu.count': String(gpuDevices(group)),
    'gpu.family': model.family ?? '',
    'gpu.machine': 'unknown',
    // MiB, a little below the nominal size.
    'gpu.memory': String(model.reportedMiB ?? model.memoryGiB * 1024),
    'gpu.mode': 'compute',
    'gpu.present': 'true',
    'gpu.product': model.productName,
    'gpu.replicas': '1',
    'gpu.sharing-strategy': 'none',
    'mig.capable': 'false',
    'mig.strategy': 'single',
    'mps.capable': 'false',
    'vgpu.present': 'false',
  };
  const labels: Record<string, string> = {
    'feature.node.kubernetes.io/pci-10de.present': 'true',
  };
  for (const [key, value] of Object.entries(facts)) {
    labels[`nvidia.com/${key}`] = value;
  }
  return labels;
}
