import type { ControllerContext } from '../controllers/runtime/context';
import type { Informer } from '../controllers/runtime/informer';
import type { Job, Pod } from '../controllers/runtime/kubeTypes';
import type { ContainerRun } from './containerRun';
import type { PodRun } from './podRun';
import {
  CHECKPOINT_ANNOTATION,
  PROGRESS_ANNOTATION,
  RESULT_ANNOTATION,
} from './runRecord';

/** Wall milliseconds between two reports of one pod. */
const INTERVAL_MS = 2000;

/** Says how far a pod has come: progress on the pod, the last saved checkpoint on its Job. */
export class ProgressReporter {
  readonly #context: ControllerContext;
  readonly #pods: Informer<Pod>;
  readonly #jobs: Informer<Job>;

  static create(options: {
    context: ControllerContext;
    pods: Informer<Pod>;
    jobs: Informer<Job>;
  }): ProgressReporter {
    return new ProgressReporter(options.context, options.pods, options.jobs);
  }

  private constructor(
    context: ControllerContext,
    pods: Informer<Pod>,
    jobs: Informer<Job>,
  ) {
    this.#context = context;
    this.#pods = pods;
    this.#jobs = jobs;
  }

  /** @returns The pod as it is after the report. */
  async report(pod: Pod, run: PodRun): Promise<Pod> {
    await this.saveCheckpoint(pod, run);
    const nowMs = this.#context.clock.now();
    const reporting = this.#reporting(run);
    const hasEnded = reporting?.hasEnded(nowMs) ?? false;
    if (!reporting || (!hasEnded && nowMs - run.lastProgressMs < INTERVAL_MS)) {
      return pod;
    }
    const end = reporting.course.end?.at ?? Infinity;
    const progress = reporting.course.progressAt?.(
      Math.min(reporting.elapsed(nowMs), end),
    );
    if (!progress) {
      return pod;
    }
    run.lastProgressMs = nowMs;
    const etaSeconds = Math.round(progress.etaSeconds / reporting.record.speed);
    const checkpointStep = reporting.course.checkpointAt?.(
      Math.min(reporting.elapsed(nowMs), end),
    );
    const text = JSON.stringify({ ...progress, etaSeconds, checkpointStep });
    if (pod.metadata.annotations?.[PROGRESS_ANNOTATION] === text) {
      return pod;
    }
    const metrics = hasEnded ? reporting.course.end?.metrics : undefined;
    return this.#context.merge(this.#pods, pod, {
      metadata: {
        annotations: {
          [PROGRESS_ANNOTATION]: text,
          ...(metrics && { [RESULT_ANNOTATION]: JSON.stringify({ metrics }) }),
        },
      },
    });
  }

  async saveCheckpoint(pod: Pod, run: PodRun): Promise<void> {
    const nowMs = this.#context.clock.now();
    const reporting = [...run.containers.values()].find(
      item => item.course.checkpointAt,
    );
    const step =
      reporting?.course.checkpointAt?.(reporting.elapsed(nowMs)) ?? 0;
    const owner = pod.metadata.ownerReferences?.find(
      reference => reference.kind === 'Job',
    );
    const job =
      owner && this.#jobs.get(`${pod.metadata.namespace}/${owner.name}`);
    if (!job || step <= run.lastCheckpoint) {
      return;
    }
    await this.#context.merge(this.#jobs, job, {
      metadata: { annotations: { [CHECKPOINT_ANNOTATION]: String(step) } },
    });
    run.lastCheckpoint = step;
  }

  #reporting(run: PodRun): ContainerRun | undefined {
    return [...run.containers.values()].find(item => item.course.progressAt);
  }
}
