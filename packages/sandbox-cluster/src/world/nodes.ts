import { kubeTime } from '../controllers/runtime/clock';
import type { NodeObject } from '../controllers/runtime/kubeTypes';
import { amdLabels, gpuDevices, nvidiaLabels } from './nodeLabels';

/** A GPU model as its vendor's node labeller describes it. */
export interface GpuModel {
  vendor: 'amd' | 'nvidia';
  /** Kaiwo's short name, also the value of `kaiwo/gpu-model`. */
  shortName: string;
  /** As the labeller writes it: blanks become `_` (AMD) or `-` (NVIDIA). */
  productName: string;
  memoryGiB: number;
  /** AMD: PCI device id. */
  deviceId?: string;
  computeUnits?: number;
  simdCount?: number;
  /** AMD: it can be split into partitions. */
  canSplit?: boolean;
  /** NVIDIA: architecture, as its feature discovery writes it. */
  family?: string;
  computeCapability?: [major: string, minor: string];
  /** NVIDIA: memory as the driver reports it. */
  reportedMiB?: number;
}

/** GPUs split into equal parts, each of which is a device of its own. */
export interface GpuPartition {
  /** Compute and memory mode, such as `cpx_nps4`; also the name of the resource, after `amd.com/`. */
  name: string;
  /** Parts of one GPU. */
  perGpu: number;
}

export const GPU_MODELS = {
  mi300x: {
    vendor: 'amd',
    shortName: 'mi300x',
    productName: 'AMD_Instinct_MI300X_OAM',
    memoryGiB: 192,
    deviceId: '74a1',
    computeUnits: 304,
    simdCount: 1216,
    canSplit: true,
  },
  mi325x: {
    vendor: 'amd',
    shortName: 'mi325x',
    productName: 'AMD_Instinct_MI325X_OAM',
    memoryGiB: 256,
    deviceId: '74a5',
    computeUnits: 304,
    simdCount: 1216,
    canSplit: true,
  },
  mi210: {
    vendor: 'amd',
    shortName: 'mi210',
    productName: 'AMD_Instinct_MI210',
    memoryGiB: 64,
    deviceId: '740f',
    computeUnits: 104,
    simdCount: 416,
  },
  l40s: {
    vendor: 'nvidia',
    shortName: 'l40s',
    productName: 'NVIDIA-L40S',
    memoryGiB: 48,
    family: 'ada-lovelace',
    computeCapability: ['8', '9'],
    reportedMiB: 46_068,
  },
} satisfies Record<string, GpuModel>;

export interface NodeTaint {
  key: string;
  value?: string;
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** A number of equal nodes. */
export interface NodeGroup {
  /** Nodes are named `<prefix>-<n>`, counted from 1. */
  prefix: string;
  count: number;
  cpus: number;
  memoryGiB: number;
  gpu?: GpuModel;
  gpusPerNode?: number;
  /** How its GPUs are split; AMD only. The device plugin then names resources after the mode (its strategy `mixed`). */
  partition?: GpuPartition;
  taints?: NodeTaint[];
  /** Rack of the n-th node, counted from 0. */
  rack(index: number): string;
  block: string;
}

export interface NodeOptions {
  /** Kaiwo labels the nodes that it manages. */
  kaiwo: boolean;
  kubeletVersion: string;
  zone: string;
  nowMs: number;
}

/** Share of CPU and memory that Kaiwo leaves to workloads. */
const USABLE = 0.9;

/** Kaiwo's name of the node pool, and of the flavor that it generates for it. */
export function nodePoolName(group: NodeGroup): string {
  const cores = Math.floor(group.cpus * USABLE);
  const memory = Math.floor(group.memoryGiB * USABLE);
  const gpus = group.gpu ? group.gpusPerNode ?? 0 : 0;
  const model = group.gpu
    ? `${group.gpu.vendor}-${group.gpu.shortName}`
    : 'cpu-only';
  return `${model}-${gpus}gpu-${cores}core-${memory}gi`;
}

/** The resource under which a vendor's device plugin offers whole GPUs. */
export function gpuResource(model: GpuModel): string {
  return model.vendor === 'amd' ? 'amd.com/gpu' : 'nvidia.com/gpu';
}

function labelsOf(
  group: NodeGroup,
  name: string,
  index: number,
  options: NodeOptions,
) {
  const labels: Record<string, string> = {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'topology.kubernetes.io/zone': options.zone,
    'topology.kubernetes.io/rack': group.rack(index),
    ...amdLabels(group),
    ...nvidiaLabels(group),
  };
  if (options.kaiwo) {
    labels['kaiwo/nodepool'] = nodePoolName(group);
    labels['kaiwo/worker'] = 'true';
    labels['kaiwo/topology-block'] = group.block;
    labels['kaiwo/topology-rack'] = group.rack(index);
    if (group.gpu) {
      labels['kaiwo/gpu-model'] = group.gpu.shortName;
    }
  }
  return labels;
}

/** Conditions of a healthy node, as the kubelet reports them. */
export function healthyConditions(now: string) {
  const calm = (type: string, reason: string, message: string) => ({
    type,
    status: 'False' as const,
    reason,
    message,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  return [
    calm(
      'MemoryPressure',
      'KubeletHasSufficientMemory',
      'kubelet has sufficient memory available',
    ),
    calm(
      'DiskPressure',
      'KubeletHasNoDiskPressure',
      'kubelet has no disk pressure',
    ),
    calm(
      'PIDPressure',
      'KubeletHasSufficientPID',
      'kubelet has sufficient PID available',
    ),
    {
      type: 'Ready',
      status: 'True' as const,
      reason: 'KubeletReady',
      message: 'kubelet is posting ready status',
      lastHeartbeatTime: now,
      lastTransitionTime: now,
    },
  ];
}

function capacityOf(
  group: NodeGroup,
  reserved: boolean,
): Record<string, string> {
  // What kubelet and system keep for themselves.
  const [cpus, memory, disk] = reserved
    ? [group.cpus - 2, group.memoryGiB - 16, 6000]
    : [group.cpus, group.memoryGiB, 7000];
  const amounts: Record<string, string> = {
    cpu: String(cpus),
    memory: `${memory}Gi`,
    'ephemeral-storage': `${disk}Gi`,
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    pods: '110',
  };
  if (group.gpu) {
    const resource = group.partition
      ? `amd.com/${group.partition.name}`
      : gpuResource(group.gpu);
    amounts[resource] = String(gpuDevices(group));
  }
  return amounts;
}

/** The nodes of a group as the API shows them. `address` is the first three parts of their IPv4 addresses. */
export function nodesOf(
  group: NodeGroup,
  address: string,
  options: NodeOptions,
): NodeObject[] {
  const now = kubeTime(options.nowMs);
  return Array.from({ length: group.count }, (_, index) => {
    const name = `${group.prefix}-${index + 1}`;
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: labelsOf(group, name, index, options) },
      spec: group.taints ? { taints: group.taints } : {},
      status: {
        capacity: capacityOf(group, false),
        allocatable: capacityOf(group, true),
        conditions: healthyConditions(now),
        addresses: [
          { type: 'InternalIP', address: `${address}.${index + 1}` },
          { type: 'Hostname', address: name },
        ],
        nodeInfo: {
          architecture: 'amd64',
          operatingSystem: 'linux',
          kernelVersion: '6.8.0-71-generic',
          osImage: 'Ubuntu 24.04.2 LTS',
          containerRuntimeVersion: 'containerd://2.0.5',
          kubeletVersion: options.kubeletVersion,
          kubeProxyVersion: options.kubeletVersion,
          bootID: '',
          machineID: '',
          systemUUID: '',
        },
      },
    };
  });
}
