import type { WaitReason } from '@silogen/backstage-plugin-resource-manager-common';
import { ANNOTATION_PROGRESS, ANNOTATION_RESULT } from '../labels';
import type {
  RunContainer,
  RunOutputs,
  RunPodRecord,
  RunProgress,
} from '../types';
import {
  conditionOf,
  gpusOfPodSpec,
  timeOf,
  type ContainerStatus,
  type PodObject,
} from './kube';
import { meaningOf } from './lastWords';

function observeContainer(status: ContainerStatus): RunContainer {
  const { waiting, running, terminated } = status.state ?? {};
  const base = {
    name: status.name,
    image: status.image,
    restarts: status.restartCount ?? 0,
  };
  if (running) return { ...base, state: 'running' };
  if (terminated) {
    return {
      ...base,
      state: 'terminated',
      reason: terminated.reason,
      exitCode: terminated.exitCode,
    };
  }
  return { ...base, state: 'waiting', reason: waiting?.reason };
}

function startedAtOf(pod: PodObject): string | undefined {
  const times = (pod.status?.containerStatuses ?? []).flatMap(status => {
    const { running, terminated } = status.state ?? {};
    const at = timeOf(running?.startedAt ?? terminated?.startedAt);
    return at ? [at] : [];
  });
  return times.sort()[0];
}

function finishedAtOf(pod: PodObject): string | undefined {
  if (pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed')
    return undefined;
  const times = (pod.status.containerStatuses ?? []).flatMap(status => {
    const at = timeOf(status.state?.terminated?.finishedAt);
    return at ? [at] : [];
  });
  return times.sort().at(-1);
}

/** A pod as the run's history keeps it. */
export function observePod(cluster: string, pod: PodObject): RunPodRecord {
  return {
    cluster,
    namespace: pod.metadata.namespace ?? '',
    name: pod.metadata.name,
    uid: pod.metadata.uid ?? '',
    node: pod.spec?.nodeName,
    gpus: gpusOfPodSpec(pod.spec),
    phase: pod.status?.phase ?? 'Pending',
    reason: pod.status?.reason,
    message: pod.status?.message,
    containers: (pod.status?.containerStatuses ?? []).map(observeContainer),
    startedAt: startedAtOf(pod),
    finishedAt: finishedAtOf(pod),
    present: true,
  };
}

export function isGated(pod: PodObject): boolean {
  return (pod.spec?.schedulingGates?.length ?? 0) > 0;
}

const WAITING_CONTAINERS: Record<
  string,
  { code: WaitReason['code']; text: string }
> = {
  ContainerCreating: {
    code: 'pulling-image',
    text: 'Preparing the pod and fetching its image.',
  },
  PodInitializing: { code: 'pulling-image', text: 'Preparing the pod.' },
  Pulling: { code: 'pulling-image', text: 'Fetching the image.' },
  ErrImagePull: {
    code: 'failed',
    text: 'The image cannot be fetched; it is tried again. Check its name and the pull secret.',
  },
  ImagePullBackOff: {
    code: 'failed',
    text: 'The image cannot be fetched; it is tried again. Check its name and the pull secret.',
  },
  InvalidImageName: {
    code: 'failed',
    text: 'The name of the image is not valid.',
  },
  CreateContainerConfigError: {
    code: 'failed',
    text: 'A Secret or ConfigMap that the run needs is missing.',
  },
  CrashLoopBackOff: {
    code: 'failed',
    text: 'The program ends right after its start; it is started again. See the logs.',
  },
};

/** Why a pod of an admitted run does not run yet. */
export function startReason(
  pods: readonly PodObject[],
): WaitReason | undefined {
  for (const pod of pods) {
    const statuses = [
      ...(pod.status?.initContainerStatuses ?? []),
      ...(pod.status?.containerStatuses ?? []),
    ];
    for (const { state } of statuses) {
      const known =
        state?.waiting?.reason && WAITING_CONTAINERS[state.waiting.reason];
      if (known)
        return { ...known, message: state?.waiting?.message, shortages: [] };
    }
    const scheduled = conditionOf(pod, 'PodScheduled');
    if (scheduled?.status === 'False' && !isGated(pod)) {
      return {
        code: 'scheduling',
        text: 'It has its quota, and waits for a node with enough room.',
        message: scheduled.message,
        shortages: [],
      };
    }
  }
  return undefined;
}

/** What made a pod fail, in plain words. */
export function failureReason(
  pods: readonly PodObject[],
): WaitReason | undefined {
  for (const pod of pods) {
    for (const status of pod.status?.containerStatuses ?? []) {
      const ended = status.state?.terminated ?? status.lastState?.terminated;
      if (ended && (ended.exitCode ?? 0) !== 0) {
        const text =
          ended.reason === 'OOMKilled'
            ? `Container ${status.name} used more memory than it had asked for and was killed.`
            : meaningOf(ended.message) ??
              `Container ${status.name} ended with exit code ${ended.exitCode}. The end of its log says why.`;
        return {
          code: 'failed',
          text,
          message: ended.message ?? ended.reason,
          shortages: [],
        };
      }
    }
    if (pod.status?.phase === 'Failed' && pod.status.reason) {
      return {
        code: 'failed',
        text:
          pod.status.reason === 'Evicted'
            ? 'Its node ran out of memory or disk and removed the pod.'
            : `The pod failed: ${pod.status.reason}.`,
        message: pod.status.message,
        shortages: [],
      };
    }
  }
  return undefined;
}

function parsed(
  pod: PodObject,
  annotation: string,
): Record<string, unknown> | undefined {
  const text = pod.metadata.annotations?.[annotation];
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    // A program writes this annotation; what it writes wrongly is worth no more than nothing.
    return undefined;
  }
}

function numberAt(
  value: Record<string, unknown>,
  key: string,
): number | undefined {
  const found = value[key];
  return typeof found === 'number' && Number.isFinite(found)
    ? found
    : undefined;
}

/** The furthest step that a pod reports. */
export function progressOf(
  pods: readonly PodObject[],
  observedAt: string,
): RunProgress | undefined {
  let best: RunProgress | undefined;
  for (const pod of pods) {
    const value = parsed(pod, ANNOTATION_PROGRESS);
    const step = value && numberAt(value, 'step');
    const totalSteps = value && numberAt(value, 'totalSteps');
    if (!value || step === undefined || totalSteps === undefined) continue;
    if (best && best.step >= step) continue;
    best = {
      step,
      totalSteps,
      epoch: numberAt(value, 'epoch'),
      loss: numberAt(value, 'loss'),
      etaSeconds: numberAt(value, 'etaSeconds'),
      checkpointStep: numberAt(value, 'checkpointStep'),
      observedAt,
    };
  }
  return best;
}

/** What a run made, as its pod reports it. */
export function outputsOf(pods: readonly PodObject[]): RunOutputs | undefined {
  for (const pod of pods) {
    const value = parsed(pod, ANNOTATION_RESULT);
    if (!value) continue;
    const metrics: Record<string, number> = {};
    if (value.metrics !== null && typeof value.metrics === 'object') {
      for (const [name, metric] of Object.entries(value.metrics)) {
        if (typeof metric === 'number' && Number.isFinite(metric))
          metrics[name] = metric;
      }
    }
    return {
      artefactUri:
        typeof value.artefact === 'string' ? value.artefact : undefined,
      metrics: Object.keys(metrics).length > 0 ? metrics : undefined,
    };
  }
  return undefined;
}
