import type { ContainerRef } from '../api/podLogs';
import type {
  Container,
  ContainerStatus,
  Pod,
} from '../controllers/runtime/kubeTypes';
import type { ContainerRun } from './containerRun';
import type { ContainerView } from './podStatus';

/** What keeps a container from running. */
export type Hold =
  /** `untilMs` left out: for good, until the pod is deleted. */
  { reason: string; message?: string; untilMs?: number };

/** What the kubelet remembers of one pod between two looks at it. */
export interface PodRun {
  readonly uid: string;
  readonly containers: Map<string, ContainerRun>;
  readonly holds: Map<string, Hold>;
  /** Restarts and last state of containers that wait for their next start. */
  readonly restarts: Map<
    string,
    { count: number; last?: ContainerStatus['state'] }
  >;
  /** When each image is there; absent before pulling began. */
  readonly pulledAtMs: Map<string, number>;
  readonly announced: Set<string>;
  lastProgressMs: number;
  lastCheckpoint: number;
  /** When the containers will have reacted to being asked to end. */
  goneAtMs?: number;
}

/** All containers of a pod, in the order in which they are started. */
export function containersOf(pod: Pod): Container[] {
  return [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
}

export function logRefOf(pod: Pod, container: Container): ContainerRef {
  const { namespace = '', name } = pod.metadata;
  return { namespace, pod: name, container: container.name };
}

export function newPodRun(uid: string): PodRun {
  return {
    uid,
    containers: new Map(),
    holds: new Map(),
    restarts: new Map(),
    pulledAtMs: new Map(),
    announced: new Set(),
    lastProgressMs: 0,
    lastCheckpoint: 0,
  };
}

/**
 * Servers beside a program that ends (a judge beside its model, say) end with it: without this, such a Job would never
 * complete.
 */
export function companionsEndAt(pod: Pod, run: PodRun, nowMs: number): boolean {
  if ((pod.spec.restartPolicy ?? 'Always') === 'Always') {
    return false;
  }
  const runs = pod.spec.containers.map(container =>
    run.containers.get(container.name),
  );
  const programs = runs.filter(item => item?.course.end !== undefined);
  return (
    programs.length > 0 &&
    programs.every(item => item?.hasEnded(nowMs)) &&
    !runs.includes(undefined)
  );
}

/** The pod's containers at this moment. */
export function viewsOf(
  pod: Pod,
  run: PodRun,
  nowMs: number,
  now: string,
): Map<string, ContainerView> {
  const views = new Map<string, ContainerView>();
  const companionsEnd = companionsEndAt(pod, run, nowMs);
  for (const container of [
    ...(pod.spec.initContainers ?? []),
    ...pod.spec.containers,
  ]) {
    const started = run.containers.get(container.name);
    const hold = run.holds.get(container.name);
    const past = run.restarts.get(container.name);
    if (started) {
      const view = started.view(nowMs);
      if (view.state === 'running' && companionsEnd) {
        views.set(container.name, {
          state: 'terminated',
          exitCode: 0,
          reason: 'Completed',
          startedAt: view.startedAt,
          finishedAt: now,
          restarts: view.restarts,
        });
      } else {
        views.set(
          container.name,
          view.state === 'running' ? { ...view, last: past?.last } : view,
        );
      }
    } else if (hold) {
      const { reason, message } = hold;
      views.set(container.name, {
        state: 'waiting',
        reason,
        message,
        restarts: past?.count ?? 0,
        last: past?.last,
      });
    } else if (run.announced.has(`create/${container.name}`)) {
      views.set(container.name, {
        state: 'waiting',
        reason: 'ContainerCreating',
        restarts: 0,
      });
    }
  }
  return views;
}
