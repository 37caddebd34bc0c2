import {
  type Condition,
  findCondition,
  isTrue,
  withCondition,
} from '../runtime/conditions';
import type { Deployment, Job, NodeObject } from '../runtime/kubeTypes';
import type { WorkloadObject } from '../kueue/types';
import { isAdmitted } from '../kueue/workloadStatus';
import type { GpuShape } from './podSpec';
import type { KaiwoCommonSpec, KaiwoStatus } from './types';

const TERMINAL = new Set(['COMPLETE', 'FAILED', 'TERMINATED']);

export function isTerminal(status: KaiwoStatus | undefined): boolean {
  return TERMINAL.has(status?.status ?? '');
}

/** GPUs of one node as Kaiwo counts them: from labels, never from capacity. */
export function labelledGpus(node: NodeObject, vendor: string): number {
  const labels = node.metadata.labels ?? {};
  if (vendor === 'nvidia') {
    return labels['nvidia.com/gpu.product']
      ? Number(labels['nvidia.com/gpu.count'] ?? 0)
      : 0;
  }
  return labels['amd.com/gpu.product-name']
    ? Number(labels['beta.amd.com/gpu.family.AI'] ?? 0)
    : 0;
}

/** GPUs per node of the nodes that a workload may use, largest first. */
export function usableNodes(
  spec: KaiwoCommonSpec,
  nodes: readonly NodeObject[],
): number[] {
  const models = (spec.gpuModels ?? []).map(model => model.toLowerCase());
  return nodes
    .filter(node => !node.spec?.unschedulable)
    .filter(
      node =>
        models.length === 0 ||
        models.includes(node.metadata.labels?.['kaiwo/gpu-model'] ?? ''),
    )
    .map(node => labelledGpus(node, spec.gpuVendor ?? 'amd'))
    .filter(count => count > 0)
    .sort((a, b) => b - a);
}

type Judgement = Pick<Condition, 'status' | 'reason' | 'message'>;

/** Kaiwo's condition `Schedulable`. */
export function schedulability(options: {
  spec: KaiwoCommonSpec;
  shape: GpuShape;
  nodeGpus: readonly number[];
  queueName: string;
  namespace: string;
  /** Namespaces that the queue lists; `undefined`: no such queue; empty: every namespace. */
  queueNamespaces: readonly string[] | undefined;
}): Judgement {
  const { spec, shape, nodeGpus, queueName, namespace, queueNamespaces } =
    options;
  const no = (reason: string, message: string): Judgement => ({
    status: 'False',
    reason,
    message,
  });
  if (!queueNamespaces) {
    return no('ClusterQueueNotFound', `ClusterQueue ${queueName} not found`);
  }
  if (queueNamespaces.length > 0 && !queueNamespaces.includes(namespace)) {
    return no(
      'WrongQueueNamespace',
      `Namespace ${namespace} is not in the namespaces of ClusterQueue ${queueName}`,
    );
  }
  if (shape.total === 0) {
    return {
      status: 'True',
      reason: 'Schedulable',
      message: 'No GPUs requested',
    };
  }
  const vendor = spec.gpuVendor ?? 'amd';
  const available = nodeGpus.reduce((sum, count) => sum + count, 0);
  if (available === 0) {
    return no('NoGPUs', `Cluster has 0 GPUs (vendor: ${vendor})`);
  }
  if (available < shape.total || (nodeGpus[0] ?? 0) < shape.perReplica) {
    return no(
      'InsufficientGPUs',
      `Cluster has ${available} GPUs (vendor: ${vendor}), but ${shape.total} were requested with ${shape.perReplica} per replica`,
    );
  }
  return {
    status: 'True',
    reason: 'Schedulable',
    message: 'Cluster has sufficient GPU resources',
  };
}

function set(
  status: KaiwoStatus,
  now: string,
  type: string,
  judgement: Judgement,
): KaiwoStatus {
  return {
    ...status,
    conditions: withCondition(status.conditions, {
      type,
      ...judgement,
      lastTransitionTime: now,
    }),
  };
}

export function withSchedulable(
  status: KaiwoStatus | undefined,
  judgement: Judgement,
  now: string,
): KaiwoStatus {
  return set(status ?? {}, now, 'Schedulable', judgement);
}

/** Kaiwo shows Admitted once its workload was; while it waits, the condition is False. */
export function withAdmitted(
  status: KaiwoStatus,
  admitted: boolean,
  now: string,
): KaiwoStatus {
  if (admitted) {
    return set(status, now, 'Admitted', {
      status: 'True',
      reason: 'Admitted',
      message: 'Workload is admitted',
    });
  }
  return findCondition(status.conditions, 'Admitted')
    ? set(status, now, 'Admitted', {
        status: 'False',
        reason: 'Pending',
        message: 'Workload is pending admission',
      })
    : status;
}

/** `status.status` of a KaiwoJob by its Job and the Workload of that. */
export function jobPhase(
  job: Job,
  workload: WorkloadObject | undefined,
): string {
  const conditions = job.status?.conditions;
  if (isTrue(conditions, 'Complete')) {
    return 'COMPLETE';
  }
  if (isTrue(conditions, 'Failed')) {
    return 'FAILED';
  }
  // Outside Kueue's namespaces there is no Workload, and the Job itself says whether it may run.
  const admitted = workload ? isAdmitted(workload) : !job.spec.suspend;
  if (
    !admitted ||
    (job.spec.suspend && isTrue(conditions, 'Suspended') && !workload)
  ) {
    return 'PENDING';
  }
  return (job.status?.ready ?? 0) > 0 ? 'RUNNING' : 'STARTING';
}

/** `status.status` of a KaiwoService; RUNNING is its good state. */
export function servicePhase(
  deployment: Deployment,
  workloads: readonly WorkloadObject[],
): string {
  const ready = Number(deployment.status?.readyReplicas ?? 0);
  const wanted = deployment.spec.replicas ?? 1;
  if (ready >= wanted && wanted > 0) {
    return 'RUNNING';
  }
  return workloads.length > 0 && workloads.every(isAdmitted)
    ? 'STARTING'
    : 'PENDING';
}

/** The Event that goes with a new `status.status`. */
export function phaseEvent(
  phase: string,
): { type?: 'Warning'; reason: string; message: string } | undefined {
  switch (phase) {
    case 'PENDING':
      return {
        reason: 'WorkloadPending',
        message: 'Workload is pending admission',
      };
    case 'STARTING':
      return {
        reason: 'WorkloadStarting',
        message: 'Workload was admitted, starting',
      };
    case 'RUNNING':
      return { reason: 'WorkloadRunning', message: 'Workload is running' };
    case 'COMPLETE':
      return {
        reason: 'WorkloadComplete',
        message: 'Workload completed successfully',
      };
    case 'FAILED':
      return {
        type: 'Warning',
        reason: 'WorkloadFailed',
        message: 'Workload failed',
      };
    default:
      return undefined;
  }
}

/** Adds the phase with its times: started when it first runs, completed when it ends. Duration is in seconds. */
export function withPhase(
  status: KaiwoStatus,
  phase: string,
  now: string,
  completionTime?: string,
): KaiwoStatus {
  const startTime =
    status.startTime ??
    (phase === 'RUNNING' || TERMINAL.has(phase) ? now : undefined);
  const next: KaiwoStatus = {
    ...status,
    status: phase,
    ...(startTime ? { startTime } : {}),
  };
  if (!TERMINAL.has(phase) || !startTime) {
    return next;
  }
  const end = completionTime ?? now;
  const duration = Math.max(
    0,
    Math.round((Date.parse(end) - Date.parse(startTime)) / 1000),
  );
  return { ...next, completionTime: end, duration };
}
