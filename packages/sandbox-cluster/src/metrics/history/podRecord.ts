import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import { findCondition, isTrue } from '../../controllers/runtime/conditions';
import {
  isFinishedPod,
  type Container,
  type Pod,
} from '../../controllers/runtime/kubeTypes';
import {
  gpusOf,
  gpusOfPod,
  GPUS_ANNOTATION,
  parseIndexes,
} from '../../kubelet/gpuDevices';
import { profileName } from '../../profiles';

/** RFC 3339: from then on the pod's GPUs do nothing. */
export const IDLE_SINCE_ANNOTATION = 'sandbox.silogen.ai/idle-since';
const GPU_MEMORY_ANNOTATION = 'sandbox.silogen.ai/gpu-memory-gib';

/** Amounts by resource name, in the base unit. */
export type Amounts = Readonly<Record<string, number>>;

/** What series need to know of a pod; it outlives the pod. Times are epoch milliseconds in whole seconds. */
export interface PodRecord {
  uid: string;
  namespace: string;
  name: string;
  node?: string;
  hostIP?: string;
  podIP?: string;
  owner?: { kind: string; name: string };
  containers: readonly {
    name: string;
    gpus: number;
    requests: Amounts;
    limits: Amounts;
  }[];
  /** Indexes on the node, as far as they are written on the pod. */
  devices: readonly number[];
  gpus: number;
  createdMs: number;
  /** From here the pod holds what it requests. */
  boundMs?: number;
  /** When the kubelet took it on. */
  startMs?: number;
  runningMs?: number;
  /** When it finished; from here it holds nothing. */
  endMs?: number;
  outcome?: 'Succeeded' | 'Failed';
  /** When the object was deleted. */
  goneMs?: number;
  /** Which profile its containers follow. */
  profile: string;
  idleSinceMs?: number;
  gpuMemoryGiB?: number;
  workloadId?: string;
  projectId?: string;
}

/** The record of a pod as it stands. */
export function podRecordOf(pod: Pod): PodRecord {
  const { metadata, spec, status } = pod;
  const { annotations = {}, labels = {} } = metadata;
  const createdMs = timeOf(metadata.creationTimestamp) ?? 0;
  const main =
    spec.containers.find(item => gpusOf(item) > 0) ?? spec.containers[0];
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  const scheduled = findCondition(status?.conditions, 'PodScheduled');
  const startMs = timeOf(status?.startTime);
  const boundMs = isTrue(status?.conditions, 'PodScheduled')
    ? timeOf(scheduled?.lastTransitionTime)
    : undefined;
  return {
    uid: metadata.uid ?? '',
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    node: spec.nodeName,
    hostIP: status?.hostIP,
    podIP: status?.podIP,
    owner: owner && { kind: owner.kind, name: owner.name },
    containers: spec.containers.map(container => ({
      name: container.name,
      gpus: gpusOf(container),
      requests: amountsOf({
        ...container.resources?.limits,
        ...container.resources?.requests,
      }),
      limits: amountsOf(container.resources?.limits),
    })),
    devices: parseIndexes(annotations[GPUS_ANNOTATION]),
    gpus: gpusOfPod(pod),
    createdMs,
    boundMs: spec.nodeName ? boundMs ?? startMs ?? createdMs : undefined,
    startMs,
    runningMs: earliest(statesOf(pod).map(state => state.startedAt)),
    endMs: isFinishedPod(pod) ? endOf(pod) ?? startMs ?? createdMs : undefined,
    outcome: isFinishedPod(pod)
      ? (status?.phase as PodRecord['outcome'])
      : undefined,
    profile: main
      ? profileName({ image: main.image, labels, annotations })
      : 'generic',
    idleSinceMs: timeOf(annotations[IDLE_SINCE_ANNOTATION]),
    gpuMemoryGiB: Number(annotations[GPU_MEMORY_ANNOTATION]) || undefined,
    workloadId: labels['airm.silogen.ai/workload-id'],
    projectId: labels['airm.silogen.ai/project-id'],
  };
}

/** When a pod let go of its GPUs; `undefined`: it still holds them. */
export function releasedMs(record: PodRecord): number | undefined {
  return record.endMs ?? record.goneMs;
}

function timeOf(text: string | undefined): number | undefined {
  const timeMs = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(timeMs) ? undefined : Math.floor(timeMs / 1000) * 1000;
}

function amountsOf(
  amounts: NonNullable<Container['resources']>['limits'] = {},
): Amounts {
  return Object.fromEntries(
    Object.entries(amounts).map(([resource, amount]) => [
      resource,
      Number(parseQuantity(amount)) / 1000,
    ]),
  );
}

/** Present and last states of the containers, init containers apart. */
function statesOf(pod: Pod) {
  return (pod.status?.containerStatuses ?? []).flatMap(({ state, lastState }) =>
    [state.running, state.terminated, lastState?.terminated].filter(
      (item): item is { startedAt: string; finishedAt?: string } =>
        item !== undefined,
    ),
  );
}

function earliest(times: readonly string[]): number | undefined {
  const known = times.map(timeOf).filter(time => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** When the last container finished; of a pod that was lost with its node, when that was noticed. */
function endOf(pod: Pod): number | undefined {
  const finished = statesOf(pod).map(({ finishedAt }) => timeOf(finishedAt));
  const noticed = (pod.status?.conditions ?? []).map(condition =>
    timeOf(condition.lastTransitionTime),
  );
  const latest = (times: (number | undefined)[]) => {
    const known = times.filter(time => time !== undefined);
    return known.length > 0 ? Math.max(...known) : undefined;
  };
  return latest(finished) ?? latest(noticed);
}
