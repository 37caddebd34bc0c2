import { withCondition } from '../controllers/runtime/conditions';
import type {
  ContainerStatus,
  Pod,
  PodStatus,
} from '../controllers/runtime/kubeTypes';

/** A container as the kubelet knows it at one moment. */
export type ContainerView =
  | {
      state: 'waiting';
      reason: string;
      message?: string;
      restarts: number;
      last?: ContainerStatus['state'];
    }
  | {
      state: 'running';
      startedAt: string;
      ready: boolean;
      restarts: number;
      last?: ContainerStatus['state'];
    }
  | {
      state: 'terminated';
      exitCode: number;
      reason: string;
      message?: string;
      /** End of its log: the message of a container that failed, where the pod asks for that. */
      lastWords?: string;
      startedAt: string;
      finishedAt: string;
      restarts: number;
    };

function stateOf(
  view: ContainerView,
  policy: unknown,
): ContainerStatus['state'] {
  switch (view.state) {
    case 'waiting':
      return {
        waiting: {
          reason: view.reason,
          ...(view.message ? { message: view.message } : {}),
        },
      };
    case 'running':
      return { running: { startedAt: view.startedAt } };
    default: {
      const { exitCode, reason, lastWords, startedAt, finishedAt } = view;
      const fallsBack = policy === 'FallbackToLogsOnError' && exitCode !== 0;
      const message = view.message ?? (fallsBack ? lastWords : undefined);
      return {
        terminated: {
          exitCode,
          reason,
          ...(message ? { message } : {}),
          startedAt,
          finishedAt,
        },
      };
    }
  }
}

function statusOf(
  pod: Pod,
  container: {
    name: string;
    image: string;
    terminationMessagePolicy?: unknown;
  },
  view: ContainerView,
): ContainerStatus {
  const isReady = view.state === 'running' && view.ready;
  return {
    name: container.name,
    image: container.image,
    imageID: view.state === 'waiting' ? '' : container.image,
    ...(view.state === 'waiting'
      ? {}
      : {
          containerID: `containerd://${pod.metadata.uid}-${container.name}-${view.restarts}`,
        }),
    ready: isReady,
    started: view.state === 'running',
    restartCount: view.restarts,
    state: stateOf(view, container.terminationMessagePolicy),
    ...(view.state !== 'terminated' && view.last
      ? { lastState: view.last }
      : {}),
  };
}

function phaseOf(
  views: readonly ContainerView[],
  initDone: boolean,
): PodStatus['phase'] {
  if (!initDone) {
    return views.some(
      view => view.state === 'terminated' && view.exitCode !== 0,
    )
      ? 'Failed'
      : 'Pending';
  }
  if (views.length > 0 && views.every(view => view.state === 'terminated')) {
    return views.every(
      view => view.state === 'terminated' && view.exitCode === 0,
    )
      ? 'Succeeded'
      : 'Failed';
  }
  const hasRun = views.some(
    view => view.state !== 'waiting' || view.restarts > 0,
  );
  return hasRun ? 'Running' : 'Pending';
}

/** The status of a pod from its containers. Addresses are made up from the node's and stay the same for a pod. */
export function podStatusOf(
  pod: Pod,
  views: ReadonlyMap<string, ContainerView>,
  options: { now: string; hostIP?: string; podIP: string },
): PodStatus {
  const viewOf = (name: string): ContainerView =>
    views.get(name) ?? {
      state: 'waiting',
      reason: 'PodInitializing',
      restarts: 0,
    };
  const initContainers = pod.spec.initContainers ?? [];
  const initViews = initContainers.map(container => viewOf(container.name));
  const initFailed = initViews.some(
    view => view.state === 'terminated' && view.exitCode !== 0,
  );
  const initDone = initViews.every(
    view => view.state === 'terminated' && view.exitCode === 0,
  );
  const mainViews = pod.spec.containers.map(container =>
    viewOf(container.name),
  );
  const phase = initFailed ? 'Failed' : phaseOf(mainViews, initDone);
  const ready = mainViews.every(view => view.state === 'running' && view.ready);
  const ended = phase === 'Succeeded' || phase === 'Failed';
  const names = pod.spec.containers.map(container => container.name).join(' ');
  const unready = ended
    ? { reason: phase === 'Succeeded' ? 'PodCompleted' : 'PodFailed' }
    : {
        reason: 'ContainersNotReady',
        message: `containers with unready status: [${names}]`,
      };
  const condition = (type: string, status: boolean) => ({
    type,
    status: status ? ('True' as const) : ('False' as const),
    ...(status ? {} : unready),
    lastTransitionTime: options.now,
  });
  let conditions = withCondition(
    pod.status?.conditions,
    condition('Initialized', initDone),
  );
  conditions = withCondition(conditions, condition('ContainersReady', ready));
  conditions = withCondition(conditions, condition('Ready', ready));
  return {
    ...pod.status,
    phase,
    startTime: pod.status?.startTime ?? options.now,
    hostIP: options.hostIP,
    podIP: options.podIP,
    conditions,
    ...(initContainers.length > 0
      ? {
          initContainerStatuses: initContainers.map(container =>
            statusOf(pod, container, viewOf(container.name)),
          ),
        }
      : {}),
    containerStatuses: pod.spec.containers.map(container =>
      statusOf(pod, container, viewOf(container.name)),
    ),
  };
}
