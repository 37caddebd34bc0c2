import type { LogLine } from '../../api/podLogs';
import { kubeTime } from '../../controllers/runtime/clock';
import { withCondition } from '../../controllers/runtime/conditions';
import { hashFraction } from '../../controllers/runtime/random';
import type { NodeObject, Pod } from '../../controllers/runtime/kubeTypes';
import { ContainerRun } from '../../kubelet/containerRun';
import { podStatusOf } from '../../kubelet/podStatus';
import { profileInputOf } from '../../kubelet/profileInput';
import {
  PROGRESS_ANNOTATION,
  RESULT_ANNOTATION,
  RUN_ANNOTATION,
  type ContainerRecord,
} from '../../kubelet/runRecord';
import { courseOf } from '../../profiles';
import { GPUS_ANNOTATION, type Place, type PlannedRun } from './types';

/** Until the container starts: scheduling and pulling. */
const START_MS = 40_000;

export interface Acted {
  pod: Pod;
  /** Of a pod that has ended: all that it wrote. A running one's kubelet writes it. */
  lines: LogLine[];
  /** Left out while it runs. */
  end?: { atMs: number; exitCode: number };
}

function conditionsAt(pod: Pod, atMs: number): Pod {
  return {
    ...pod,
    status: {
      ...pod.status,
      conditions: withCondition(pod.status?.conditions, {
        type: 'PodScheduled',
        status: 'True',
        lastTransitionTime: kubeTime(atMs),
      }),
    },
  };
}

/**
 * A pod that was bound to a place and has run since, by the same courses as a pod of the running kubelet takes: what it
 * wrote, how far it came, how it ended.
 */
export function act(options: {
  pod: Pod;
  place: Place;
  node: NodeObject;
  run: PlannedRun;
  /** As the kubelet of the cluster makes it, so that it goes on with the same course. */
  seed: string;
  nowMs: number;
}): Acted {
  const { place, node, run, nowMs } = options;
  const boundAtMs = run.admittedAtMs ?? run.submittedAtMs;
  const startedAtMs = boundAtMs + START_MS;
  let pod: Pod = {
    ...options.pod,
    metadata: {
      ...options.pod.metadata,
      annotations: {
        ...options.pod.metadata.annotations,
        ...run.podAnnotations,
        ...(place.gpus.length > 0 && {
          [GPUS_ANNOTATION]: place.gpus.join(','),
        }),
      },
    },
    spec: { ...options.pod.spec, nodeName: place.node },
  };
  const [container] = pod.spec.containers;
  const owner = pod.metadata.ownerReferences?.find(
    ({ controller }) => controller,
  );
  const course = courseOf(
    profileInputOf({
      pod,
      container,
      isInit: false,
      node,
      env: Object.fromEntries(
        (container.env ?? []).map(({ name, value }) => [name, value ?? '']),
      ),
      seed: `${options.seed}/${owner?.uid ?? pod.metadata.uid}/${
        container.name
      }`,
      resumeFromStep: 0,
    }),
  );
  const record: ContainerRecord = {
    startedAtMs,
    // What the past has taken is known; only then is the speed what makes it so. What runs, runs in real time.
    speed: run.seconds && course.end ? course.end.at / run.seconds : 1,
    resumeFromStep: 0,
    restarts: 0,
  };
  const acting = ContainerRun.create({ record, course, written: [] });
  const endMs =
    run.seconds && course.end ? startedAtMs + run.seconds * 1000 : undefined;
  pod = conditionsAt(pod, boundAtMs);
  const statusAt = (atMs: number) =>
    podStatusOf(pod, new Map([[container.name, acting.view(atMs)]]), {
      now: kubeTime(atMs),
      hostIP: node.status?.addresses?.[0]?.address,
      podIP: addressOf(pod),
    });
  const annotated = (annotations: Record<string, string>) => ({
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: { ...pod.metadata.annotations, ...annotations },
    },
  });
  pod = annotated({
    [RUN_ANNOTATION]: JSON.stringify({ [container.name]: record }),
  });
  const readyAtMs =
    startedAtMs + Math.ceil(((course.readyAt ?? 0) * 1000) / record.speed);
  pod = { ...pod, status: { ...statusAt(Math.min(readyAtMs, nowMs)) } };
  if (endMs === undefined) {
    return { pod, lines: [] };
  }
  // The very last moment: by rounding, the end can lie a little behind its own millisecond.
  const afterMs = endMs + 5;
  const ended = acting.view(afterMs);
  pod = { ...pod, status: statusAt(afterMs) };
  const progress = course.progressAt?.(course.end?.at ?? 0);
  if (progress && course.end?.exitCode === 0) {
    pod = annotated({
      [PROGRESS_ANNOTATION]: JSON.stringify({ ...progress, etaSeconds: 0 }),
      ...(course.end.metrics && {
        [RESULT_ANNOTATION]: JSON.stringify({ metrics: course.end.metrics }),
      }),
    });
  }
  return {
    pod,
    lines: acting.takeLines(afterMs),
    end: {
      atMs: endMs,
      exitCode: ended.state === 'terminated' ? ended.exitCode : 0,
    },
  };
}

/** As the kubelet makes addresses up. */
function addressOf(pod: Pod): string {
  const part = (salt: string) =>
    1 + Math.floor(hashFraction(pod.metadata.uid ?? '', salt) * 253);
  return `10.244.${part('a')}.${part('b')}`;
}
