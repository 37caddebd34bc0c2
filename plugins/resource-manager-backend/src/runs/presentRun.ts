import {
  isFinalRunState,
  type EndpointInfo,
  type Run,
  type RunDetail,
  type RunPod,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Reachability } from '../clusters/types';
import type { Door } from '../workspaces/Doors';
import type { RunPodRecord, RunRecord } from './types';

/** What a run is shown with, besides its own record. */
export interface RunContext {
  projectTitle?: string;
  clusterTitle?: string;
  /** Left out when the run's cluster is not configured any more. */
  reachability?: Reachability;
  borrowing?: boolean;
  /** What the caller's permissions allow for the run's project. */
  permitted: { stop: boolean; delete: boolean; open: boolean };
  /** Of a running workspace. */
  door?: Door;
  /** Of an endpoint. */
  endpoint?: EndpointInfo;
}

function staleOf(
  run: RunRecord,
  reachability: Reachability | undefined,
): Run['stale'] {
  if (isFinalRunState(run.state)) return undefined;
  if (!reachability) {
    return {
      since: run.submittedAt,
      message: 'Its cluster is not configured any more',
    };
  }
  if (reachability.reachable) return undefined;
  return {
    since: reachability.since.toISOString(),
    message: reachability.problem ?? 'Its cluster cannot be reached',
  };
}

/** The last known state, marked as stale where news has stopped. */
export function presentRun(run: RunRecord, context: RunContext): Run {
  const { permitted } = context;
  const final = isFinalRunState(run.state);
  const ending = run.intent === 'stop' || run.intent === 'delete';
  const { model, dataset } = run;
  return {
    id: run.id,
    name: run.name,
    type: run.type,
    project: run.project,
    projectTitle: context.projectTitle,
    owner: run.owner,
    cluster: run.cluster,
    clusterTitle: context.clusterTitle,
    pool: run.pool,
    gpuModel: run.gpuModel,
    gpus: run.gpus,
    priority: run.priority,
    state: run.state,
    suspended: run.suspended,
    reason: run.reason,
    stale: staleOf(run, context.reachability),
    interruption: run.interruption,
    borrowing: final ? undefined : context.borrowing,
    origin: run.origin,
    workload: run.workload,
    ...((model || dataset) && { inputs: { model, dataset } }),
    outputModel: run.outputModel,
    progress: run.progress,
    submittedAt: run.submittedAt,
    admittedAt: run.admittedAt,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    simulated: run.simulated,
    workspace: context.door?.state,
    endpoint: final ? undefined : context.endpoint,
    may: {
      stop: permitted.stop && !final && !ending,
      delete:
        permitted.delete &&
        run.intent !== 'delete' &&
        (!final || run.objectPresent),
      ...(context.door && { open: permitted.open && context.door.mine }),
    },
  };
}

export function presentRunDetail(
  run: RunRecord,
  context: RunContext,
): RunDetail {
  return {
    ...presentRun(run, context),
    parameters: run.parameters,
    namespace: run.object.namespace,
    outputPath: run.outputPath,
    placementReason: run.placementReason,
    objects: [run.object],
    outputs: run.outputs,
  };
}

export function presentPod(pod: RunPodRecord): RunPod {
  return {
    name: pod.name,
    namespace: pod.namespace,
    uid: pod.uid,
    node: pod.node,
    phase: pod.phase,
    reason: pod.reason,
    message: pod.message,
    gpus: pod.gpus,
    present: pod.present,
    startedAt: pod.startedAt,
    finishedAt: pod.finishedAt,
    containers: pod.containers,
  };
}
