import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import type { AdmissionWorkload } from '@silogen/kueue-admission';
import type { PoolSummary } from '../../contracts';

/** Label by which Kaiwo's pods choose their nodes; Kueue heeds it only where the flavors carry it. */
const KAIWO_GPU_MODEL = 'kaiwo/gpu-model';

/** A launch in the words of Kueue's rules, as the workload that the cluster would make of it. */
export function launchWorkload(options: {
  project: string;
  pool: PoolSummary;
  gpus: number;
  cpu: string;
  memory: string;
  priority: number;
  /** Kaiwo places by GPU model, plain pods by the pool's node labels. */
  kaiwo: boolean;
  namespaceLabels?: Record<string, string>;
  nowMs: number;
}): AdmissionWorkload {
  const { project, pool, gpus } = options;
  const requests: Record<string, bigint> = {
    cpu: parseQuantity(options.cpu),
    memory: parseQuantity(options.memory),
  };
  if (gpus > 0) requests[pool.resource] = BigInt(gpus) * 1000n;
  const byModel = options.kaiwo && gpus > 0 && pool.gpuModel;
  return {
    key: `${project}/.launch`,
    uid: 'launch',
    clusterQueue: project,
    priority: options.priority,
    queuedAtMs: options.nowMs,
    active: true,
    namespaceLabels: options.namespaceLabels,
    podSets: [
      {
        name: 'main',
        count: 1,
        requests,
        ...(byModel && {
          nodeAffinity: [
            [
              {
                key: KAIWO_GPU_MODEL,
                operator: 'In' as const,
                values: [pool.gpuModel!],
              },
            ],
          ],
        }),
        ...(!options.kaiwo && { nodeSelector: pool.selector }),
      },
    ],
  };
}
