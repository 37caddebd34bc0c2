import { AMD_TARGET } from './amdFamilies';
import type { MetricFamily } from './families';
import { KUBE_TARGET } from './kubeFamilies';
import { LazySeries } from './LazySeries';
import { NVIDIA_TARGET } from './nvidiaFamilies';

/** Whether a target answered: the exporter of a node that is not ready does not. */
export const UP_FAMILY: MetricFamily = {
  name: 'up',
  help: 'Whether the target answered the last scrape',
  type: 'gauge',
  series: ({ cluster, nodes, nowMs, startMs }) => {
    const target = (
      labels: { job: string; instance: string },
      answers: (timeMs: number) => boolean,
    ) =>
      LazySeries.create({
        labels: { __name__: 'up', k8s_cluster_name: cluster, ...labels },
        spans: [{ fromMs: startMs, toMs: Infinity }],
        nowMs,
        value: timeMs => Number(answers(timeMs)),
      });
    const exporters = nodes.flatMap(({ gpus, address, answering }) => {
      const vendor = gpus[0]?.facts.vendor;
      if (vendor === undefined) {
        return [];
      }
      const { job, port } = vendor === 'amd' ? AMD_TARGET : NVIDIA_TARGET;
      return target({ job, instance: `${address}:${port}` }, timeMs =>
        answering.some(({ fromMs, toMs }) => timeMs >= fromMs && timeMs < toMs),
      );
    });
    return [target(KUBE_TARGET, () => true), ...exporters];
  },
};
