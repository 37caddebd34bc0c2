import type { PodLogRegistry } from '../api/podLogs';
import type { ControllerContext } from '../controllers/runtime/context';
import { type Informer, keyOf } from '../controllers/runtime/informer';
import type {
  Container,
  Job,
  NodeObject,
  Pod,
} from '../controllers/runtime/kubeTypes';
import { hashFraction } from '../controllers/runtime/random';
import { courseOf, isImageMissing } from '../profiles';
import { ContainerRun } from './containerRun';
import {
  MissingReference,
  resolveEnvironment,
  type EnvironmentSources,
} from './environment';
import { createEnvironmentSources } from './environmentSources';
import { containersOf, logRefOf, type PodRun } from './podRun';
import { profileInputOf, resumeStepOf } from './profileInput';
import {
  readRunRecord,
  RUN_ANNOTATION,
  type ContainerRecord,
} from './runRecord';

const SOURCE = 'kubelet';
/** Simulated milliseconds. */
const RETRY_CONFIG_MS = 10_000;

interface Parts {
  context: ControllerContext;
  logs: PodLogRegistry;
  pods: Informer<Pod>;
  nodes: Informer<NodeObject>;
  jobs: Informer<Job>;
}

/** Pulls images and starts containers, each instance once. */
export class ContainerStarter {
  readonly #context: ControllerContext;
  readonly #logs: PodLogRegistry;
  readonly #pods: Informer<Pod>;
  readonly #nodes: Informer<NodeObject>;
  readonly #jobs: Informer<Job>;
  readonly #sources: (namespace: string) => EnvironmentSources;

  static async create(parts: Parts): Promise<ContainerStarter> {
    return new ContainerStarter(
      parts,
      await createEnvironmentSources(parts.context.client),
    );
  }

  private constructor(
    parts: Parts,
    sources: (namespace: string) => EnvironmentSources,
  ) {
    this.#context = parts.context;
    this.#logs = parts.logs;
    this.#pods = parts.pods;
    this.#nodes = parts.nodes;
    this.#jobs = parts.jobs;
    this.#sources = sources;
  }

  /** Takes up containers that an earlier kubelet has started. */
  async adopt(pod: Pod, run: PodRun): Promise<void> {
    for (const [name, record] of Object.entries(readRunRecord(pod))) {
      const container = containersOf(pod).find(item => item.name === name);
      if (container && !run.containers.has(name) && !run.restarts.has(name)) {
        const env = await this.#environment(pod, container).catch(() => ({}));
        this.#startCourse(pod, run, container, record, env);
        run.lastCheckpoint = record.resumeFromStep;
      }
    }
  }

  /** Pulls the image, then starts the container. */
  async prepare(pod: Pod, run: PodRun, container: Container): Promise<void> {
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
      this.#event(
        pod,
        'Failed',
        `Failed to pull image "${image}": ${problem}`,
        'Warning',
      );
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
          [RUN_ANNOTATION]: JSON.stringify({
            ...readRunRecord(current),
            [container.name]: record,
          }),
        },
      },
    });
    this.#logs.start(logRefOf(pod, container));
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
    const owner = pod.metadata.ownerReferences?.find(
      reference => reference.controller,
    );
    const input = profileInputOf({
      pod,
      container,
      isInit,
      node: this.#nodes.get(pod.spec.nodeName ?? ''),
      env,
      seed: `${this.#context.seed}/${owner?.uid ?? pod.metadata.uid}/${
        container.name
      }`,
      resumeFromStep: record.resumeFromStep,
    });
    const written = this.#logs.open(logRefOf(pod, container))?.lines ?? [];
    run.holds.delete(container.name);
    run.containers.set(
      container.name,
      ContainerRun.create({ record, course: courseOf(input), written }),
    );
  }

  #environment(
    pod: Pod,
    container: Container,
  ): Promise<Record<string, string>> {
    return resolveEnvironment(
      pod,
      container,
      this.#sources(pod.metadata.namespace ?? ''),
    );
  }

  #jobOf(pod: Pod): Job | undefined {
    const owner = pod.metadata.ownerReferences?.find(
      reference => reference.kind === 'Job',
    );
    return owner
      ? this.#jobs.get(`${pod.metadata.namespace}/${owner.name}`)
      : undefined;
  }

  #event(pod: Pod, reason: string, message: string, type?: 'Warning'): void {
    this.#context.events.record(pod, SOURCE, { type, reason, message });
  }
}
