import { formatQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import {
  podRequests,
  quantityFormat,
} from '../../controllers/kueue/podRequests';
import type {
  AdmissionObject,
  PriorityClassObject,
  WorkloadObject,
} from '../../controllers/kueue/types';
import {
  admittedStatus,
  finishedStatus,
} from '../../controllers/kueue/workloadStatus';
import { kubeTime } from '../../controllers/runtime/clock';
import type { PodSpec } from '../../controllers/runtime/kubeTypes';
import type { PlannedRun } from './types';

const PRIORITIES = { low: -100, medium: 0, high: 100 } as const;

/** The class as the portal writes it. */
export function priorityClassOf(
  priority: PlannedRun['priority'],
): PriorityClassObject {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta1',
    kind: 'WorkloadPriorityClass',
    metadata: { name: priority },
    value: PRIORITIES[priority],
  };
}

function admissionOf(
  run: PlannedRun,
  count: number,
  spec: PodSpec,
): AdmissionObject {
  const requests = Object.entries(podRequests(spec));
  return {
    clusterQueue: run.project,
    podSetAssignments: [
      {
        name: 'main',
        count,
        flavors: Object.fromEntries(
          requests.map(([resource]) => [resource, run.pool]),
        ),
        resourceUsage: Object.fromEntries(
          requests.map(([resource, amount]) => [
            resource,
            formatQuantity(amount * BigInt(count), quantityFormat(resource)),
          ]),
        ),
      },
    ],
  };
}

/** The Kueue workload with all that has happened to it. */
export function withFate(
  workload: WorkloadObject,
  run: PlannedRun,
  end?: { succeeded: boolean; message: string; atMs: number },
): WorkloadObject {
  if (run.admittedAtMs === undefined) {
    return workload;
  }
  const [podSet] = workload.spec.podSets;
  const admission = admissionOf(run, podSet.count, podSet.template.spec);
  const admitted: WorkloadObject = {
    ...workload,
    status: admittedStatus(workload, admission, kubeTime(run.admittedAtMs)),
  };
  return end
    ? {
        ...admitted,
        status: finishedStatus(admitted, end, kubeTime(end.atMs)),
      }
    : admitted;
}
