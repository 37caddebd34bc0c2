import type { PodRecord } from '../history/podRecord';
import { withoutEmpty } from './labelSets';
import { LazySeries } from './LazySeries';
import type { MetricFamily } from './families';
import type { Gpu } from './Gpu';
import type { ClusterSnapshot, NodeView } from './snapshot';
import { clipSpans } from './spans';

/** One reading of each GPU. */
export interface GpuReading {
  name: string;
  help: string;
  type?: 'counter';
  unit?: string;
  labels?: Readonly<Record<string, string>>;
  /** Left out: every GPU of the vendor. */
  has?(gpu: Gpu): boolean;
  read(gpu: Gpu, timeMs: number, node: NodeView): number;
}

/** Labels of a GPU, and of the pod that holds it. */
export type GpuLabels = (
  gpu: Gpu,
  node: NodeView,
  holder: PodRecord | undefined,
) => Readonly<Record<string, string | undefined>>;

/** A metric with one series for every GPU of a vendor and everybody who held it. */
export function gpuFamily(options: {
  vendor: 'amd' | 'nvidia';
  labels: GpuLabels;
  readings: readonly GpuReading[];
}): MetricFamily {
  const { vendor, labels, readings } = options;
  const [{ name, help, type = 'gauge', unit }] = readings;
  return {
    name,
    help,
    type,
    unit,
    series: ({ cluster, nodes, nowMs }: ClusterSnapshot) =>
      nodes.flatMap(node =>
        node.gpus
          .filter(gpu => gpu.facts.vendor === vendor)
          .flatMap(gpu =>
            readings
              .filter(reading => reading.has?.(gpu) ?? true)
              .flatMap(reading =>
                gpu.spansByHolder().map(({ record, spans }) =>
                  LazySeries.create({
                    labels: withoutEmpty({
                      __name__: name,
                      k8s_cluster_name: cluster,
                      ...labels(gpu, node, record),
                      ...reading.labels,
                    }),
                    spans: clipSpans(spans, node.answering),
                    nowMs,
                    value: timeMs => reading.read(gpu, timeMs, node),
                  }),
                ),
              ),
          ),
      ),
  };
}

/** The container that asked for the GPU. */
export function gpuContainer(holder: PodRecord): string | undefined {
  return holder.containers.find(({ gpus }) => gpus > 0)?.name;
}
