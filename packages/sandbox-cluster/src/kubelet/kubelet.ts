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
import { courseOf, isImageMissing } from '../profiles';
import { ContainerRun } from './containerRun';
import { MissingReference, resolveEnvironment, type EnvironmentSources } from './environment';
import { createEnvironmentSources } from './environmentSources';
import { newPodRun, viewsOf, type PodRun } from './podRun';
import { podStatusOf } from './podStatus';
import { profileInputOf, resumeStepOf } from './profileInput';
import { ProgressReporter } from './progressReporter';
import { readRunRecord, RUN_ANNOTATION, wallTimeOf, type ContainerRecord } from './runRecord';

const SOURCE = 'kubelet';
/** Simulated milliseconds. */
const TERMINATION_MS = 1000;
const RETRY_CONFIG_MS = 10_000;
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
  readonly #jobs: Informer<Job>;
  readonly #sources: (namespace: string) => EnvironmentSources;
  readonly #progress: ProgressReporter;
  readonly #queue: ReconcileQueue;
  readonly #runs = new Map<string, PodRun>();

  static async create(context: ControllerContext, logs: PodLogRegistry): Promise<Kubelet> {
    const pods = await context.informer<Pod>(KINDS.pod);
    const nodes = await context.informer<NodeObject>(KINDS.node);
    const jobs = await context.informer<Job>(KINDS.job);
    const sources = await createEnvironmentSources(context.client);
    return new Kubelet({ context, logs, pods, nodes, jobs, sources });
  }

  private constructor(options: {
    context: ControllerContext;
    logs: PodLogRegistry;
    pods: Informer<Pod>;
    nodes: Informer<NodeObject>;
    jobs: Informer<Job>;
    sources: (namespace: string) => EnvironmentSources;
  }) {
    this.#context = options.context;
    this.#logs = options.logs;
    this.#pods = options.pods;
    this.#nodes = options.nodes;
    this.#jobs = options.jobs;
    this.#sources = options.sources;
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
      pod.spec.containers.forEach(container => this.#logs.end(this.#ref(pod, container)));
      this.#runs.delete(uid);
      return;
    }
    const run = this.#runs.get(uid) ?? newPodRun(uid);
    this.#runs.set(uid, run);
    await this.#adopt(pod, run);
    if (pod.metadata.deletionTimestamp) {
      await this.#terminate(pod, run);
      return;
    }
    await this.#advance(pod, run);
    this.#writeLogs(pod, run);
    const current = await this.#progress.report(this.#pods.get(key) ?? pod, run);
    await this.#writeStatus(current, run);
    this.#scheduleNext(key, pod, run);
  }

  /** Takes up containers that an earlier kubelet has started. */
  async #adopt(pod: Pod, run: PodRun): Promise<void> {
    for (const [name, record] of Object.entries(readRunRecord(pod))) {
      const container = this.#containersOf(pod).find(item => item.name === name);
      if (container && !run.containers.has(name) && !run.restarts.has(name)) {
        const env = await this.#environment(pod, container).catch(() => ({}));
        this.#startCourse(pod, run, container, record, env);
        run.lastCheckpoint = record.resumeFromStep;
      }
    }
  }

  /** Starts what can be started now: init containers one after the other, then all others. */
  async #advance(pod: Pod, run: PodRun): Promise<void> {
    const nowMs = this.#context.clock.now();
    for (const init of pod.spec.initContainers ?? []) {
      const started = run.containers.get(init.name);
      if (!started) {
        await this.#prepare(pod, run, init);
        return;
      }
      if (!started.hasEnded(nowMs) || started.course.end?.exitCode !== 0) {
        return;
      }
    }
    for (const container of pod.spec.containers) {
      const started = run.containers.get(container.name);
      if (!started) {
        await this.#prepare(pod, run, container);
      } else if (started.hasEnded(nowMs)) {
        this.#restartIfWanted(pod, run, container, started);
      }
    }
  }

  /** Pulls the image, then starts the container. */
  async #prepare(pod: Pod, run: PodRun, container: Container): Promise<void> {
    const nowMs = this.#context.clock.now();
    const hold = run.holds.get(container.name);
    if (hold) {
      if (hold.untilMs === undefined || hold.untilMs > nowMs) {
        return;
      }
      run.holds.delete(container.name);
    }
    const { image } = container;
    let pulledAtMs = run.pulledAtMs.get(image);
    if (pulledAtMs === undefined) {
      const seconds = 2.5 + hashFraction(image) * 4;
      pulledAtMs = nowMs + this.#context.wallMs(seconds * 1000);
      run.pulledAtMs.set(image, pulledAtMs);
      run.announced.add(`create/${container.name}`);
      this.#event(pod, 'Pulling', `Pulling image "${image}"`);
    }
    run.announced.add(`create/${container.name}`);
    if (pulledAtMs > nowMs) {
      return;
    }
    if (isImageMissing(image, pod.metadata.annotations ?? {})) {
      this.#imageMissing(pod, run, container);
      return;
    }
    await this.#start(pod, run, container);
  }

  #imageMissing(pod: Pod, run: PodRun, container: Container): void {
    const { image, name } = container;
    const problem = `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
    const nowMs = this.#context.clock.now();
    if (!run.announced.has(`failed/${name}`)) {
      run.announced.add(`failed/${name}`);
      this.#event(pod, 'Failed', `Failed to pull image "${image}": ${problem}`, 'Warning');
      this.#event(pod, 'Failed', 'Error: ErrImagePull', 'Warning');
      run.holds.set(name, {
        reason: 'ErrImagePull',
        message: problem,
        untilMs: nowMs + this.#context.wallMs(1000),
      });
      return;
    }
    this.#event(pod, 'BackOff', `Back-off pulling image "${image}"`);
    this.#event(pod, 'Failed', 'Error: ImagePullBackOff', 'Warning');
    run.holds.set(name, {
      reason: 'ImagePullBackOff',
      message: `Back-off pulling image "${image}": ErrImagePull: ${problem}`,
    });
  }

  async #start(pod: Pod, run: PodRun, container: Container): Promise<void> {
    const nowMs = this.#context.clock.now();
    let env: Record<string, string>;
    try {
      env = await this.#environment(pod, container);
    } catch (error) {
      if (!(error instanceof MissingReference)) {
        throw error;
      }
      this.#event(pod, 'Failed', `Error: ${error.message}`, 'Warning');
      run.holds.set(container.name, {
        reason: 'CreateContainerConfigError',
        message: error.message,
        untilMs: nowMs + this.#context.wallMs(RETRY_CONFIG_MS),
      });
      return;
    }
    const record: ContainerRecord = {
      startedAtMs: nowMs,
      speed: this.#context.speed,
      resumeFromStep: resumeStepOf(this.#jobOf(pod)),
      restarts: run.restarts.get(container.name)?.count ?? 0,
    };
    // Written before anything of it shows, so that no restart of the kubelet can start it a second time.
    const current = this.#pods.get(keyOf(pod)) ?? pod;
    await this.#context.merge(this.#pods, pod, {
      metadata: {
        uid: pod.metadata.uid,
        annotations: {
          [RUN_ANNOTATION]: JSON.stringify({ ...readRunRecord(current), [container.name]: record }),
        },
      },
    });
    this.#logs.start(this.#ref(pod, container));
    this.#startCourse(pod, run, container, record, env);
    run.lastCheckpoint = Math.max(run.lastCheckpoint, record.resumeFromStep);
    const pull = (2.5 + hashFraction(container.image) * 4).toFixed(1);
    this.#event(
      pod,
      'Pulled',
      `Successfully pulled image "${container.image}" in ${pull}s (${pull}s including waiting)`,
    );
    this.#event(pod, 'Created', `Created container: ${container.name}`);
    this.#event(pod, 'Started', `Started container ${container.name}`);
  }

  #startCourse(
    pod: Pod,
    run: PodRun,
    container: Container,
    record: ContainerRecord,
    env: Record<string, string>,
  ): void {
    const isInit = (pod.spec.initContainers ?? []).includes(container);
    const owner = pod.metadata.ownerReferences?.find(reference => reference.controller);
    const input = profileInputOf({
      pod,
      container,
      isInit,
      node: this.#nodes.get(pod.spec.nodeName ?? ''),
      env,
      seed: `${this.#context.seed}/${owner?.uid ?? pod.metadata.uid}/${container.name}`,
      resumeFromStep: record.resumeFromStep,
    });
    const written = this.#logs.open(this.#ref(pod, container))?.lines ?? [];
    run.holds.delete(container.name);
    run.containers.set(
      container.name,
      ContainerRun.create({ record, course: courseOf(input), written }),
    );
  }

  #restartIfWanted(pod: Pod, run: PodRun, container: Container, ended: ContainerRun): void {
    const policy = pod.spec.restartPolicy ?? 'Always';
    const end = ended.course.end;
    const wanted = policy === 'Always' || (policy === 'OnFailure' && end?.exitCode !== 0);
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
    const backoff = Math.min(FIRST_CRASH_BACKOFF_MS * 2 ** (count - 1), MAX_CRASH_BACKOFF_MS);
    const message = `back-off ${backoff / 1000}s restarting failed container=${container.name} pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
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
      run.goneAtMs = nowMs + (run.containers.size > 0 ? this.#context.wallMs(TERMINATION_MS) : 0);
      this.#writeLogs(pod, run);
      await this.#progress.saveCheckpoint(pod, run);
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
      hostIP: node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address,
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
    for (const container of this.#containersOf(pod)) {
      const started = run.containers.get(container.name);
      const lines = started?.takeLines(nowMs) ?? [];
      if (lines.length > 0) {
        this.#logs.append(this.#ref(pod, container), lines);
      }
      if (started?.hasEnded(nowMs)) {
        this.#logs.end(this.#ref(pod, container));
      }
    }
  }

  #scheduleNext(key: string, pod: Pod, run: PodRun): void {
    const nowMs = this.#context.clock.now();
    const times = [
      ...[...run.containers.values()].map(item => item.nextWakeMs(nowMs)),
      ...[...run.holds.values()].map(hold => hold.untilMs),
      ...this.#containersOf(pod)
        .filter(({ name }) => !run.containers.has(name))
        .map(({ image }) => run.pulledAtMs.get(image)),
    ].filter((time): time is number => time !== undefined && time > nowMs);
    if (times.length > 0) {
      this.#queue.addAfter(key, Math.max(MIN_WAKE_MS, Math.min(...times) - nowMs));
    } else if ([...run.containers.values()].some(item => item.hasEnded(nowMs))) {
      // An init container ended just now: the next one can start.
      const waiting = this.#containersOf(pod).some(
        ({ name }) => !run.containers.has(name) && !run.holds.has(name),
      );
      if (waiting) {
        this.#queue.addAfter(key, MIN_WAKE_MS);
      }
    }
  }

  #environment(pod: Pod, container: Container): Promise<Record<string, string>> {
    return resolveEnvironment(pod, container, this.#sources(pod.metadata.namespace ?? ''));
  }

  #jobOf(pod: Pod): Job | undefined {
    const owner = pod.metadata.ownerReferences?.find(reference => reference.kind === 'Job');
    return owner ? this.#jobs.get(`${pod.metadata.namespace}/${owner.name}`) : undefined;
  }

  #podAddress(pod: Pod): string {
    const part = (salt: string) => 1 + Math.floor(hashFraction(pod.metadata.uid ?? '', salt) * 253);
    return `10.244.${part('a')}.${part('b')}`;
  }

  #containersOf(pod: Pod): Container[] {
    return [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  }

  #ref(pod: Pod, container: Container) {
    return {
      namespace: pod.metadata.namespace ?? '',
      pod: pod.metadata.name,
      container: container.name,
    };
  }

  #event(pod: Pod, reason: string, message: string, type?: 'Warning'): void {
    this.#context.events.record(pod, SOURCE, { type, reason, message });
  }

  #forget(pod: Pod): void {
    this.#runs.delete(pod.metadata.uid ?? '');
    this.#logs.removePod(pod.metadata.namespace ?? '', pod.metadata.name);
  }
}
