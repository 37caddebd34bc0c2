import { unhealthyGpus } from '../../kubelet/gpuDevices';
import { withoutEmpty } from './labelSets';
import { hashText } from './noise';
import { LazySeries } from './LazySeries';
import type { MetricFamily } from './families';
import type { Gpu } from './Gpu';
import {
  gpuContainer,
  gpuFamily,
  type GpuLabels,
  type GpuReading,
} from './gpuFamilies';
import type { NodeView } from './snapshot';

/** The exporter listens here on every node with AMD GPUs. */
export const AMD_TARGET = { job: 'gpu-operator-metrics-exporter', port: 5000 };
/** RFC 3339: since when the unhealthy GPUs of a node are so; left out: always. */
const UNHEALTHY_SINCE_ANNOTATION = 'sandbox.silogen.ai/unhealthy-since';
const DAY_MS = 86_400_000;

const labels: GpuLabels = (gpu, node, holder) => ({
  job: AMD_TARGET.job,
  instance: `${node.address}:${AMD_TARGET.port}`,
  hostname: node.name,
  gpu_id: String(gpu.index),
  gpu_uuid: uuidOf(gpu),
  card_model: gpu.facts.cardModel,
  card_series: gpu.facts.series,
  card_vendor: 'AMD',
  driver_version: '6.12.12',
  gpu_partition_id: '0',
  gpu_compute_partition_type: 'spx',
  gpu_memory_partition_type: 'nps1',
  deployment_mode: 'k8s',
  serial_number: serialOf(gpu),
  pod: holder?.name,
  namespace: holder?.namespace,
  container: holder && gpuContainer(holder),
  workload_id: holder?.workloadId,
  project_id: holder?.projectId,
});

function uuidOf(gpu: Gpu): string {
  const hex = (salt: string, length: number) =>
    hashText(`${gpu.node}/${gpu.index}/${salt}`)
      .toString(16)
      .padStart(8, '0')
      .slice(0, length);
  return `${hex('a', 8)}-0000-1000-80${hex('b', 2)}-${hex('c', 8)}${hex(
    'd',
    4,
  )}`;
}

function serialOf(gpu: Gpu): string {
  return `6924${String(hashText(`${gpu.node}/${gpu.index}`) % 1e8).padStart(
    8,
    '0',
  )}`;
}

/** Whether a GPU reports a fault at a time. */
function isFaulty(gpu: Gpu, node: NodeView, timeMs: number): boolean {
  const since = node.node.metadata.annotations?.[UNHEALTHY_SINCE_ANNOTATION];
  return (
    unhealthyGpus(node.node).includes(gpu.index) &&
    (since === undefined || timeMs >= Date.parse(since))
  );
}

/** Corrected errors: none on most GPUs, one in a few days on some. */
function corrected(gpu: Gpu, timeMs: number): number {
  const everyDays =
    gpu.constant(1) < 0.2 ? 2 + Math.floor(gpu.constant(2) * 5) : 0;
  return everyDays === 0 ? 0 : Math.floor(timeMs / DAY_MS / everyDays) % 1000;
}

const isMi2 = ({ facts }: Gpu) => facts.generation === 'mi2xx';
const isMi3 = ({ facts }: Gpu) => facts.generation === 'mi3xx';

const READINGS: readonly GpuReading[] = [
  {
    name: 'gpu_gfx_activity',
    help: 'Compute activity of the GPU, percent',
    read: (gpu, timeMs) => gpu.activity(timeMs),
  },
  {
    name: 'gpu_umc_activity',
    help: 'Memory controller activity of the GPU, percent',
    read: (gpu, timeMs) => gpu.memoryActivity(timeMs),
  },
  {
    name: 'gpu_used_vram',
    help: 'Used memory of the GPU, MB',
    read: (gpu, timeMs) => gpu.usedMiB(timeMs),
  },
  {
    name: 'gpu_total_vram',
    help: 'Memory of the GPU, MB',
    read: gpu => gpu.facts.memoryMiB,
  },
  {
    name: 'gpu_free_vram',
    help: 'Free memory of the GPU, MB',
    read: (gpu, timeMs) => gpu.facts.memoryMiB - gpu.usedMiB(timeMs),
  },
  {
    name: 'gpu_package_power',
    help: 'Power of the socket, watts',
    has: isMi3,
    read: (gpu, timeMs) => gpu.watts(timeMs),
  },
  {
    name: 'gpu_average_package_power',
    help: 'Mean power of the socket, watts',
    has: isMi2,
    read: (gpu, timeMs) => gpu.watts(timeMs),
  },
  {
    name: 'gpu_power_usage',
    help: 'Power of the GPU, watts',
    read: (gpu, timeMs) => gpu.watts(timeMs),
  },
  {
    name: 'gpu_energy_consumed',
    help: 'Energy that the GPU used so far, microjoules',
    read: (gpu, timeMs) => Math.round(gpu.joules(timeMs) * 1e6),
  },
  {
    name: 'gpu_junction_temperature',
    help: 'Temperature of the hottest spot, degrees Celsius',
    read: (gpu, timeMs) => gpu.junction(timeMs),
  },
  {
    name: 'gpu_memory_temperature',
    help: 'Temperature of the memory, degrees Celsius',
    read: (gpu, timeMs) => gpu.memoryTemperature(timeMs),
  },
  {
    name: 'gpu_edge_temperature',
    help: 'Temperature at the edge, degrees Celsius',
    has: isMi2,
    read: (gpu, timeMs) => gpu.edge(timeMs),
  },
  {
    name: 'gpu_ecc_correct_total',
    help: 'Corrected memory errors',
    read: (gpu, timeMs) => corrected(gpu, timeMs),
  },
  {
    name: 'gpu_ecc_uncorrect_total',
    help: 'Memory errors that could not be corrected',
    read: (gpu, timeMs, node) => (isFaulty(gpu, node, timeMs) ? 3 : 0),
  },
  {
    name: 'gpu_ecc_deferred_total',
    help: 'Memory errors that are put off',
    read: () => 0,
  },
  {
    name: 'gpu_health',
    help: 'Health of the GPU: 1 healthy, 0 not',
    read: (gpu, timeMs, node) => Number(!isFaulty(gpu, node, timeMs)),
  },
];

const CLOCKS: readonly GpuReading[] = [
  {
    name: 'gpu_clock',
    help: 'Clock frequency, MHz',
    labels: { clock_type: 'GPU_CLOCK_TYPE_SYSTEM', clock_index: '0' },
    read: (gpu, timeMs) => gpu.clock(timeMs),
  },
  {
    name: 'gpu_clock',
    help: 'Clock frequency, MHz',
    labels: { clock_type: 'GPU_CLOCK_TYPE_MEMORY', clock_index: '8' },
    read: gpu => gpu.facts.clocks.memory,
  },
];

const NODES_TOTAL: MetricFamily = {
  name: 'gpu_nodes_total',
  help: 'GPUs of the node',
  type: 'gauge',
  series: ({ cluster, nodes, nowMs }) =>
    nodes
      .filter(({ gpus }) => gpus[0]?.facts.vendor === 'amd')
      .map(node =>
        LazySeries.create({
          labels: withoutEmpty({
            __name__: 'gpu_nodes_total',
            k8s_cluster_name: cluster,
            job: AMD_TARGET.job,
            instance: `${node.address}:${AMD_TARGET.port}`,
            hostname: node.name,
          }),
          spans: node.answering,
          nowMs,
          value: () => node.gpus.length,
        }),
      ),
};

/** AMD device metrics exporter; all of its metrics are gauges, totals and energy too. */
export const AMD_FAMILIES: readonly MetricFamily[] = [
  ...READINGS.map(reading =>
    gpuFamily({ vendor: 'amd', labels, readings: [reading] }),
  ),
  gpuFamily({ vendor: 'amd', labels, readings: CLOCKS }),
  NODES_TOTAL,
];
