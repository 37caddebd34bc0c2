import type { PodLogRegistry } from '../api/podLogs';
import { kubeTime } from '../controllers/runtime/clock';
import { withCondition } from '../controllers/runtime/conditions';
import type { ControllerContext } from '../controllers/runtime/context';
import { type Informer, keyOf } from '../controllers/runtime/informer';
import {
  isFinishedPod,
  KINDS,
  type Container,
  type Job,
  type NodeObject,
  type Pod,
} from '../controllers/runtime/kubeTypes';
import { hashFraction } from '../controllers/runtime/random';
import type { ReconcileQueue } from '../controllers/runtime/reconcileQueue';
import type { ContainerRun } from './containerRun';
import { ContainerStarter } from './containerStarter';
import {
  containersOf,
  logRefOf,
  newPodRun,
  viewsOf,
  type PodRun,
} from './podRun';
import { podStatusOf } from './podStatus';
import { ProgressReporter } from './progressReporter';
import { wallTimeOf } from './runRecord';

const SOURCE = 'kubelet';
/** Simulated milliseconds. */
const TERMINATION_MS = 1000;
const FIRST_CRASH_BACKOFF_MS = 10_000;
const MAX_CRASH_BACKOFF_MS = 300_000;
/** Wall milliseconds: no pod is looked at more often, however fast the simulation runs. */
const MIN_WAKE_MS = 15;

/**
 * Runs the pods of all nodes of a cluster: pulls, starts, writes their logs, ends them. Everything that it needs to go on
 * after a restart stands on the pod; logs that are due meanwhile are written then.
 */
export class Kubelet {
  readonly #context: ControllerContext;
  readonly #logs: PodLogRegistry;
  readonly #pods: Informer<Pod>;
  readonly #nodes: Informer<NodeObject>;
  readonly #starter: ContainerStarter;
  readonly #progress: ProgressReporter;
  readonly #queue: ReconcileQueue;
  readonly #runs = new Map<string, PodRun>();

  static async create(
    context: ControllerContext,
    logs: PodLogRegistry,
  ): Promise<Kubelet> {
    const pods = await context.informer<Pod>(KINDS.pod);
    const nodes = await context.informer<NodeObject>(KINDS.node);
    const jobs = await context.informer<Job>(KINDS.job);
    const starter = await ContainerStarter.create({
      context,
      logs,
      pods,
      nodes,
      jobs,
    });
    return new Kubelet({ context, logs, pods, nodes, jobs, starter });
  }

  private constructor(options: {
    context: ControllerContext;
    logs: PodLogRegistry;
    pods: Informer<Pod>;
    nodes: Informer<NodeObject>;
    jobs: Informer<Job>;
    starter: ContainerStarter;
  }) {
    this.#context = options.context;
    this.#logs = options.logs;
    this.#pods = options.pods;
    this.#nodes = options.nodes;
    this.#starter = options.starter;
    this.#progress = ProgressReporter.create(options);
    this.#queue = this.#context.queue('kubelet', key => this.#look(key), 8);
    this.#pods.onChange((pod, _previous, deleted) => {
      if (deleted) {
        this.#forget(pod);
      }
      this.#queue.add(keyOf(pod));
    });
  }

  async #look(key: string): Promise<void> {
    const pod = this.#pods.get(key);
    if (!pod?.spec.nodeName) {
      return;
    }
    const uid = pod.metadata.uid ?? '';
    if (isFinishedPod(pod)) {
      pod.spec.containers.forEach(container =>
        this.#logs.end(logRefOf(pod, container)),
      );
      this.#runs.delete(uid);
      return;
    }
    const run = this.#runs.get(uid) ?? newPodRun(uid);
    this.#runs.set(uid, run);
    await this.#starter.adopt(pod, run);
    if (pod.metadata.deletionTimestamp) {
      await this.#terminate(pod, run);
      return;
    }
    // What happens while this look is under way is looked at again: every wake-up counts from here.
    const lookedAtMs = this.#context.clock.now();
    await this.#advance(pod, run);
    this.#writeLogs(pod, run);
    const current = await this.#progress.report(
      this.#pods.get(key) ?? pod,
      run,
    );
    await this.#writeStatus(current, run);
    this.#scheduleNext(key, pod, run, lookedAtMs);
  }

  /** Starts what can be started now: init containers one after the other, then all others. */
  async #advance(pod: Pod, run: PodRun): Promise<void> {
    const nowMs = this.#context.clock.now();
    for (const init of pod.spec.initContainers ?? []) {
      const started = run.containers.get(init.name);
      if (!started) {
        await this.#starter.prepare(pod, run, init);
        return;
      }
      if (!started.hasEnded(nowMs) || started.course.end?.exitCode !== 0) {
        return;
      }
    }
    for (const container of pod.spec.containers) {
      const started = run.containers.get(container.name);
      if (!started) {
        await this.#starter.prepare(pod, run, container);
      } else if (started.hasEnded(nowMs)) {
        this.#restartIfWanted(pod, run, container, started);
      }
    }
  }

  #restartIfWanted(
    pod: Pod,
    run: PodRun,
    container: Container,
    ended: ContainerRun,
  ): void {
    const policy = pod.spec.restartPolicy ?? 'Always';
    const end = ended.course.end;
    const wanted =
      policy === 'Always' || (policy === 'OnFailure' && end?.exitCode !== 0);
    if (!wanted || !end || end.nodeLost) {
      return;
    }
    this.#writeLogs(pod, run);
    const count = ended.record.restarts + 1;
    const view = ended.view(this.#context.clock.now());
    if (view.state !== 'terminated') {
      return;
    }
    const { exitCode, reason, startedAt, finishedAt } = view;
    run.restarts.set(container.name, {
      count,
      last: { terminated: { exitCode, reason, startedAt, finishedAt } },
    });
    run.containers.delete(container.name);
    const backoff = Math.min(
      FIRST_CRASH_BACKOFF_MS * 2 ** (count - 1),
      MAX_CRASH_BACKOFF_MS,
    );
    const message = `back-off ${backoff / 1000}s restarting failed container=${
      container.name
    } pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
    run.holds.set(container.name, {
      reason: 'CrashLoopBackOff',
      message,
      untilMs: wallTimeOf(ended.record, end.at) + this.#context.wallMs(backoff),
    });
    this.#event(
      pod,
      'BackOff',
      `Back-off restarting failed container ${container.name} in pod ${pod.metadata.name}`,
      'Warning',
    );
  }

  /** Containers are given a moment to end; what training has reached by then counts if it was saved. */
  async #terminate(pod: Pod, run: PodRun): Promise<void> {
    const nowMs = this.#context.clock.now();
    if (run.goneAtMs === undefined) {
      run.goneAtMs =
        nowMs +
        (run.containers.size > 0 ? this.#context.wallMs(TERMINATION_MS) : 0);
      this.#writeLogs(pod, run);
      // What it has reached by then is told with it: nobody can ask a pod that is gone.
      run.lastProgressMs = 0;
      await this.#progress.report(pod, run);
      for (const name of run.containers.keys()) {
        this.#event(pod, 'Killing', `Stopping container ${name}`);
      }
    }
    if (nowMs < run.goneAtMs) {
      this.#queue.addAfter(keyOf(pod), run.goneAtMs - nowMs);
      return;
    }
    await this.#context.remove(this.#pods, pod, { gracePeriodSeconds: 0 });
  }

  async #writeStatus(pod: Pod, run: PodRun): Promise<void> {
    const nowMs = this.#context.clock.now();
    const now = kubeTime(nowMs);
    const lost = [...run.containers.values()].some(
      item => item.course.end?.nodeLost && item.hasEnded(nowMs),
    );
    const node = this.#nodes.get(pod.spec.nodeName ?? '');
    const status = podStatusOf(pod, viewsOf(pod, run, nowMs, now), {
      now,
      hostIP: node?.status?.addresses?.find(({ type }) => type === 'InternalIP')
        ?.address,
      podIP: this.#podAddress(pod),
    });
    if (!lost) {
      await this.#context.replaceStatus(this.#pods, pod, status);
      return;
    }
    await this.#context.replaceStatus(this.#pods, pod, {
      ...status,
      phase: 'Failed',
      reason: 'NodeLost',
      message: `Node ${pod.spec.nodeName} which was running pod ${pod.metadata.name} is unresponsive`,
      conditions: withCondition(status.conditions, {
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'DeletionByTaintManager',
        message: 'Taint manager: deleting due to NoExecute taint',
        lastTransitionTime: now,
      }),
    });
  }

  #writeLogs(pod: Pod, run: PodRun): void {
    const nowMs = this.#context.clock.now();
    for (const container of containersOf(pod)) {
      const started = run.containers.get(container.name);
      const lines = started?.takeLines(nowMs) ?? [];
      if (lines.length > 0) {
        this.#logs.append(logRefOf(pod, container), lines);
      }
      if (started?.hasEnded(nowMs)) {
        this.#logs.end(logRefOf(pod, container));
      }
    }
  }

  #scheduleNext(key: string, pod: Pod, run: PodRun, lookedAtMs: number): void {
    const waiting = containersOf(pod).filter(
      ({ name }) => !run.containers.has(name),
    );
    const times = [
      ...[...run.containers.values()].map(item => item.nextWakeMs(lookedAtMs)),
      ...[...run.holds.values()].map(hold => hold.untilMs),
      ...waiting.map(({ image }) => run.pulledAtMs.get(image)),
    ].filter((time): time is number => time !== undefined && time > lookedAtMs);
    const hasNews = [...run.containers.values()].some(item =>
      item.hasEnded(lookedAtMs),
    );
    const isFree = waiting.some(({ name }) => !run.holds.has(name));
    if (hasNews && isFree) {
      // An init container ended: the next one can start.
      this.#queue.addAfter(key, MIN_WAKE_MS);
    } else if (times.length > 0) {
      const delayMs = Math.min(...times) - this.#context.clock.now();
      this.#queue.addAfter(key, Math.max(MIN_WAKE_MS, delayMs));
    }
  }

  #podAddress(pod: Pod): string {
    const part = (salt: string) =>
      1 + Math.floor(hashFraction(pod.metadata.uid ?? '', salt) * 253);
    return `10.244.${part('a')}.${part('b')}`;
  }

  #event(pod: Pod, reason: string, message: string, type?: 'Warning'): void {
    this.#context.events.record(pod, SOURCE, { type, reason, message });
  }

  #forget(pod: Pod): void {
    this.#runs.delete(pod.metadata.uid ?? '');
    this.#logs.removePod(pod.metadata.namespace ?? '', pod.metadata.name);
  }
}
