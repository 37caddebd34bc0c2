import {
  isPreempting,
  schedule,
  type AdmissionWorkload,
  type ClusterQueueSpec,
  type Decision,
} from '@silogen/kueue-admission';
import { toJson } from './json';
import { inOtherOrder } from './otherOrder';
import type {
  Action,
  Facts,
  KueueRelease,
  PlannedWorkload,
  PlayState,
  PlayWorld,
  WaitingState,
} from './types';

/** Kueue tries these again in the next cycle, while what else found no room is left aside. */
const TRIED_AGAIN =
  /^Workload (no longer fits|has overlapping preemption targets)/;

/** Kueue can go round in circles. */
const MOST_LOOKS = 8;

/** Which flavors the pods get: `main/cpu=f1 main/nvidia.com/gpu=f2`. */
export function flavorsText(
  podSets: readonly { name: string; flavors?: Record<string, string> }[],
): string {
  return podSets
    .flatMap(({ name, flavors = {} }) =>
      Object.entries(flavors).map(
        ([resource, flavor]) => `${name}/${resource}=${flavor}`,
      ),
    )
    .sort()
    .join(' ');
}

/**
 * A world played on `kueue-admission`. Beyond its pure functions it remembers what a queue has left aside: Kueue looks at
 * those again only when quota was given back in their cohort tree. From 0.19 on that second look comes a second later than
 * the first one at who lost its quota.
 */
export class ModelPlay {
  readonly world: PlayWorld;
  readonly #release: KueueRelease;
  readonly #planned: ReadonlyMap<string, PlannedWorkload>;
  readonly #queues: ReadonlyMap<string, ClusterQueueSpec>;
  /** All that arrived and did not end. */
  readonly #workloads = new Map<string, AdmissionWorkload>();
  readonly #leftAside = new Set<string>();
  readonly #messages = new Map<string, string>();
  /** Everything that was said about a workload since it waits. */
  readonly #said = new Map<string, Set<string>>();
  readonly #reasons = new Map<string, string>();
  readonly #schedule: typeof schedule;
  /** The same world, with its resources in another order. */
  #other?: { play: ModelPlay; named(message: string): string };
  #next = 0;

  private constructor(
    world: PlayWorld,
    release: KueueRelease,
    scheduler: typeof schedule,
  ) {
    this.world = world;
    this.#release = release;
    this.#schedule = scheduler;
    this.#planned = new Map(world.workloads.map(each => [each.name, each]));
    this.#queues = new Map(world.queues.map(queue => [queue.name, queue]));
  }

  /** `scheduler`: other rules than those of `kueue-admission`. */
  static create(
    world: PlayWorld,
    release: KueueRelease,
    scheduler = schedule,
  ): ModelPlay {
    const play = new ModelPlay(world, release, scheduler);
    const other = inOtherOrder(world);
    if (other) {
      const { named } = other;
      play.#other = {
        play: new ModelPlay(other.world, release, scheduler),
        named,
      };
    }
    return play;
  }

  /** How many events have been taken. */
  get position(): number {
    return this.#next;
  }

  /** Takes the next event that concerns somebody; nothing when the play is over. */
  nextAction(): Action | undefined {
    const { events } = this.world;
    while (this.#next < events.length) {
      const event = events[this.#next];
      this.#next += 1;
      if (event.type === 'arrive') {
        return event;
      }
      const { type, pick } = event;
      const names = [...this.#workloads.values()]
        .filter(({ admission, evicting = false }) =>
          type === 'free' ? evicting : admission && !evicting,
        )
        .map(({ key }) => key)
        .sort();
      if (names.length > 0) {
        return { type, workload: names[pick % names.length] };
      }
    }
    return undefined;
  }

  /** Lets it happen, and Kueue come to rest. `facts` are those of the workload that arrives. */
  apply(action: Action, facts: Facts, nowMs: number): void {
    const { type, workload } = action;
    this.#other?.play.apply(action, facts, nowMs);
    if (type === 'arrive') {
      this.#arrive(workload, facts);
      this.#rest(nowMs);
      this.#lookForCohorts(this.#workloads.get(workload)!.clusterQueue, nowMs);
      return;
    }
    const { clusterQueue } = this.#workloads.get(workload)!;
    if (type === 'finish') {
      this.#workloads.delete(workload);
    } else {
      const { admission, reservedAtMs, evicting, ...pending } =
        this.#workloads.get(workload)!;
      this.#workloads.set(workload, pending);
      this.#messages.delete(workload);
    }
    if (this.#release !== '0.12') {
      this.#rest(nowMs);
    }
    this.#lookAgain(clusterQueue);
    this.#rest(nowMs);
    this.#lookForCohorts(clusterQueue, nowMs);
  }

  /** Times as the real cluster wrote them, since later choices among victims depend on them. */
  learn(facts: ReadonlyMap<string, Facts>): void {
    this.#other?.play.learn(facts);
    for (const [key, workload] of this.#workloads) {
      const reservedAtMs = facts.get(key)?.reservedAtMs;
      if (workload.admission && reservedAtMs !== undefined) {
        this.#workloads.set(key, { ...workload, reservedAtMs });
      }
    }
  }

  get state(): PlayState {
    const state: PlayState = {
      admitted: new Map(),
      evicting: new Map(),
      waiting: new Map(),
    };
    for (const [key, { admission, evicting }] of this.#workloads) {
      if (evicting) {
        state.evicting.set(key, this.#reasons.get(key) ?? '');
      } else if (admission) {
        state.admitted.set(key, flavorsText(admission.podSets));
      } else {
        state.waiting.set(key, {
          message: this.#messages.get(key),
          earlier: this.#said.get(key) ?? new Set(),
          otherwise: this.#otherwise(key),
          mayBeUnsaid: this.#hasTwin(key),
        });
      }
    }
    return state;
  }

  /** Everything that is there, for a report. */
  snapshot() {
    return {
      workloads: [...this.#workloads.values()],
      leftAside: [...this.#leftAside],
    };
  }

  #otherwise(key: string): WaitingState['otherwise'] {
    if (!this.#other) {
      return undefined;
    }
    const { play, named } = this.#other;
    const message = play.#messages.get(key);
    return {
      message: message === undefined ? undefined : named(message),
      earlier: new Set(Array.from(play.#said.get(key) ?? [], named)),
    };
  }

  #arrive(name: string, { uid, createdMs }: Facts): void {
    const { queue, priority, podSets } = this.#planned.get(name)!;
    this.#workloads.set(name, {
      key: name,
      uid,
      clusterQueue: queue,
      priority,
      queuedAtMs: createdMs,
      podSets,
      active: true,
    });
  }

  #rest(nowMs: number): void {
    const looked = [...this.#workloads.values()].filter(
      ({ key }) => !this.#leftAside.has(key),
    );
    const { decisions } = this.#schedule(
      {
        clusterQueues: this.world.queues,
        cohorts: this.world.cohorts,
        flavors: this.world.flavors,
        workloads: looked,
      },
      { messages: this.#release, nowMs },
    );
    decisions.forEach(({ key, decision }) =>
      this.#follow(key, decision, nowMs),
    );
  }

  #follow(key: string, decision: Decision, nowMs: number): void {
    const workload = this.#workloads.get(key)!;
    if (decision.outcome === 'admit') {
      const { admission } = decision;
      this.#workloads.set(key, {
        ...workload,
        admission,
        reservedAtMs: nowMs,
        preempting: false,
      });
      this.#messages.delete(key);
      this.#said.delete(key);
      return;
    }
    const preempting = isPreempting(decision, workload.preempting ?? false);
    this.#workloads.set(key, { ...workload, preempting });
    if (decision.outcome === 'preempt') {
      this.#say(key, decision.message);
      for (const victim of decision.victims) {
        const preempted = this.#workloads.get(victim.key)!;
        if (!preempted.evicting) {
          this.#workloads.set(victim.key, { ...preempted, evicting: true });
          this.#reasons.set(victim.key, victim.reason);
        }
      }
      return;
    }
    if (decision.reason === 'BlockedByHead') {
      return;
    }
    this.#say(key, decision.message);
    const isStrict =
      this.#queues.get(workload.clusterQueue)!.queueingStrategy ===
      'StrictFIFO';
    if (
      !isStrict &&
      decision.reason !== 'WaitingForPreemptedWorkloads' &&
      !TRIED_AGAIN.test(decision.message)
    ) {
      this.#leftAside.add(key);
    }
  }

  /** Kueue leaves aside, without a word, whatever is just like a workload of the same queue that found no room. */
  #hasTwin(key: string): boolean {
    const shapeOf = (name: string) => {
      const { queue, priority, podSets } = this.#planned.get(name)!;
      return toJson([queue, priority, podSets]);
    };
    return [...this.#workloads.values()].some(
      other =>
        other.key !== key &&
        !other.admission &&
        shapeOf(other.key) === shapeOf(key),
    );
  }

  #say(key: string, message: string): void {
    this.#messages.set(key, message);
    const said = this.#said.get(key) ?? new Set();
    this.#said.set(key, said.add(message));
  }

  /**
   * Where cohorts are objects, Kueue looks at everything in their tree again whenever the status of one of its queues was
   * written, which is a second after anything changed there.
   */
  #lookForCohorts(queue: string, nowMs: number): void {
    const { cohort } = this.#queues.get(queue)!;
    if (!this.world.cohorts.some(({ name }) => name === cohort)) {
      return;
    }
    const standings = () =>
      [...this.#workloads.values()]
        .map(({ key, admission, evicting }) =>
          [key, Boolean(admission), Boolean(evicting)].join(),
        )
        .join(' ');
    for (let looks = 0, before = ''; looks < MOST_LOOKS; looks += 1) {
      if (before === standings()) {
        return;
      }
      before = standings();
      this.#lookAgain(queue);
      this.#rest(nowMs);
    }
  }

  /** Everything in the tree of the queue, or in the queue alone where it has no cohort. */
  #lookAgain(queue: string): void {
    const root = this.#rootOf(queue);
    for (const key of [...this.#leftAside]) {
      const workload = this.#workloads.get(key);
      if (!workload || this.#rootOf(workload.clusterQueue) === root) {
        this.#leftAside.delete(key);
      }
    }
  }

  #rootOf(queue: string): string {
    const { cohort } = this.#queues.get(queue)!;
    if (!cohort) {
      return `queue ${queue}`;
    }
    let root = cohort;
    for (;;) {
      const current = root;
      const parent = this.world.cohorts.find(
        ({ name }) => name === current,
      )?.parent;
      if (!parent) {
        return root;
      }
      root = parent;
    }
  }
}
