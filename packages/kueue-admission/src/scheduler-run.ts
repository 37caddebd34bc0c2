import { CycleResult, runCycle } from './cycle';
import { decide, preemptionMessage, waitFor } from './decide';
import { LostSearches } from './lost-searches';
import { messages } from './messages';
import { compareQueued, pendingByQueue } from './order';
import { QueueRun } from './queue-run';
import { markEvicting, release, Snapshot } from './snapshot';
import { Holding, QuotaNode, rootOf } from './tree';
import {
  Admission,
  AdmissionWorkload,
  AdmissionWorld,
  Decision,
  PreemptionReason,
} from './types';

/** What was decided about one waiting workload. */
export interface Scheduled {
  key: string;
  decision: Decision;
}

export type EvictionReason =
  | PreemptionReason
  /** Was already under way. */
  | 'Evicting'
  | 'Deactivated'
  /** The queue is drained (`HoldAndDrain`). */
  | 'ClusterQueueStopped';

export interface Eviction {
  key: string;
  reason: EvictionReason;
  /** Key of the workload that takes its place. */
  by?: string;
  /** As on the workload's conditions. */
  message: string;
}

export interface Admitted {
  key: string;
  admission: Admission;
  borrows: boolean;
  /** Keys of those evicted for it. */
  victims: string[];
}

export interface RunOptions {
  nowMs: number;
  /** Whether victims are gone at once and queue again; otherwise they hold their quota to the end. */
  instantEvictions: boolean;
}

/** Far above what any finite chain of evictions does to one workload. */
const MAX_EVICTIONS = 16;

/** Runs scheduling cycles over a snapshot until they change nothing. */
export class SchedulerRun {
  readonly #snapshot: Snapshot;
  readonly #options: RunOptions;
  readonly #runs = new Map<string, QueueRun>();
  readonly #byRoot = new Map<QuotaNode, QueueRun[]>();
  /** In the order in which they were made. */
  readonly #decisions = new Map<string, Decision>();
  readonly #admitted = new Map<string, Admitted>();
  readonly #victims = new Map<string, string[]>();
  readonly #evicted = new Map<string, Eviction>();
  readonly #evictions = new Map<string, number>();
  readonly #unqueued: AdmissionWorkload[];
  readonly #lost = new LostSearches();
  /** Trees in which something was evicted since the last cycle. */
  readonly #freed = new Set<QuotaNode>();
  #settled = true;

  private constructor(
    snapshot: Snapshot,
    world: AdmissionWorld,
    options: RunOptions,
  ) {
    this.#snapshot = snapshot;
    this.#options = options;
    this.#unqueued = world.workloads
      .filter(
        ({ active, admission, clusterQueue }) =>
          !admission && (!active || !snapshot.queues.has(clusterQueue)),
      )
      .sort(compareQueued);
    const pending = pendingByQueue(world);
    for (const queue of snapshot.queues.values()) {
      const run = new QueueRun(
        queue,
        pending.get(queue.name) ?? [],
        this.#keepsHead,
      );
      this.#runs.set(queue.name, run);
      const root = rootOf(queue);
      const siblings = this.#byRoot.get(root) ?? [];
      siblings.push(run);
      this.#byRoot.set(root, siblings);
    }
  }

  static create(
    snapshot: Snapshot,
    world: AdmissionWorld,
    options: RunOptions,
  ): SchedulerRun {
    return new SchedulerRun(snapshot, world, options);
  }

  /** Ends what ends whatever the cycles do. */
  evictStopped(): this {
    for (const queue of this.#snapshot.queues.values()) {
      for (const holding of [...queue.holdings.values()]) {
        const { workload } = holding;
        if (!workload.active) {
          this.#evict(holding, 'Deactivated', messages.deactivated);
        } else if (queue.spec.stopPolicy === 'HoldAndDrain') {
          this.#evict(holding, 'ClusterQueueStopped', messages.queueStopped);
        } else if (workload.evicting) {
          this.#evict(holding, 'Evicting', '');
        }
      }
    }
    this.#reopen();
    return this;
  }

  run(): this {
    let changed = true;
    while (changed && this.#settled) {
      changed = this.#cycle();
    }
    return this;
  }

  /** False if workloads keep evicting each other, so that there is no final state. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Those that got quota and still have it, in order. */
  get admitted(): Admitted[] {
    return [...this.#admitted.values()];
  }

  /** Those that lost quota which they had at the start, in order, once each. */
  get evicted(): Eviction[] {
    return [...this.#evicted.values()];
  }

  /** Those that still wait, queue by queue and in order. */
  waiting(): Scheduled[] {
    const answers: Scheduled[] = [];
    for (const { queue, remaining, preemptor } of this.#runs.values()) {
      let head = preemptor?.key;
      for (const workload of remaining) {
        const { key } = workload;
        const known = this.#decisions.get(key);
        if (known) {
          head ??= key;
        }
        answers.push({
          key,
          decision: known ?? this.#unknown(workload, queue.name, head),
        });
      }
    }
    const unqueued = this.#unqueued.map(workload => ({
      key: workload.key,
      decision: decide(this.#snapshot, workload),
    }));
    return [...answers, ...unqueued];
  }

  /** Of a workload that no cycle came to, because of the head of its queue if there is one. */
  #unknown(
    workload: AdmissionWorkload,
    queue: string,
    head: string | undefined,
  ): Decision {
    return head === undefined
      ? decide(this.#snapshot, workload)
      : waitFor('BlockedByHead', messages.blockedByHead(head, queue));
  }

  /** The answers to all that waited at the start: in the order in which they were given, then those never looked at. */
  decisions(): Scheduled[] {
    const given = Array.from(this.#decisions, ([key, decision]) => ({
      key,
      decision,
    }));
    const others = this.waiting().filter(
      ({ key }) => !this.#decisions.has(key),
    );
    return [...given, ...others];
  }

  /** False when nothing changed, so that the next cycle would be the same. */
  #cycle(): boolean {
    const heads: AdmissionWorkload[] = [];
    for (const run of this.#runs.values()) {
      if (!run.queue.inactive) {
        const head = run.takeHead(({ key }, decision) =>
          this.#record(key, decision),
        );
        if (head) {
          heads.push(head);
        }
      }
    }
    const results = runCycle(this.#snapshot, heads, {
      nowMs: this.#options.nowMs,
      progresses: this.#lost.progresses,
    });
    let changed = false;
    let goesOn = false;
    for (const result of results) {
      changed = this.#apply(result) || changed;
      goesOn = this.#goesOn(result) || goesOn;
    }
    if (changed) {
      this.#lost.reopen();
    }
    this.#reopen();
    return changed || goesOn;
  }

  /** Victims that were named once are on their way out, whatever a later cycle says about their preemptor. */
  #record(key: string, decision: Decision): void {
    const known = this.#decisions.get(key);
    const stands =
      !this.#options.instantEvictions && known?.outcome === 'preempt';
    if (!stands) {
      this.#decisions.delete(key);
      this.#decisions.set(key, decision);
    } else if (decision.outcome === 'preempt') {
      const named = new Set(decision.victims.map(victim => victim.key));
      const earlier = known.victims.filter(victim => !named.has(victim.key));
      const victims = [...earlier, ...decision.victims];
      this.#decisions.set(key, { ...decision, victims });
    }
  }

  #apply({ workload, decision, fate, victims }: CycleResult): boolean {
    const { key } = workload;
    const run = this.#runs.get(workload.clusterQueue);
    if (fate === 'preempting') {
      return this.#preempt(workload, decision, victims);
    }
    this.#record(key, decision);
    if (decision.outcome === 'admit') {
      const { admission, borrows } = decision;
      const made = this.#victims.get(key) ?? [];
      this.#admitted.set(key, { key, admission, borrows, victims: made });
      return true;
    }
    if (fate === 'retry') {
      run?.enqueueAgain(workload);
      return false;
    }
    return run?.park(workload, decision) ?? false;
  }

  #goesOn(result: CycleResult): boolean {
    const run = this.#runs.get(result.workload.clusterQueue);
    return (
      run !== undefined &&
      this.#snapshot.options.rules !== '0.12' &&
      this.#lost.learn(result, run.queue)
    );
  }

  get #keepsHead(): boolean {
    return this.#snapshot.options.rules !== '0.12';
  }

  /** Evicts who is not on the way out yet; false if that is nobody. */
  #preempt(
    preemptor: AdmissionWorkload,
    decision: Decision,
    victims: CycleResult['victims'],
  ): boolean {
    const { key } = preemptor;
    const fresh = victims.filter(({ holding }) => !holding.workload.evicting);
    this.#record(key, decision);
    for (const { holding, reason } of fresh) {
      const message = preemptionMessage(this.#snapshot, {
        preemptor,
        victimQueue: holding.queue.name,
        reason,
      });
      this.#evict(holding, reason, message, key);
    }
    this.#runs
      .get(preemptor.clusterQueue)
      ?.enqueuePreemptor(preemptor, this.#keepsHead);
    return fresh.length > 0;
  }

  #evict(
    holding: Holding,
    reason: EvictionReason,
    message: string,
    by?: string,
  ): void {
    const { key } = holding.workload;
    if (by !== undefined) {
      this.#victims.set(by, [...(this.#victims.get(by) ?? []), key]);
    }
    if (!this.#admitted.delete(key) && !this.#evicted.has(key)) {
      this.#evicted.set(key, { key, reason, by, message });
    }
    if (!this.#options.instantEvictions) {
      markEvicting(holding);
      return;
    }
    release(holding);
    const times = (this.#evictions.get(key) ?? 0) + 1;
    this.#evictions.set(key, times);
    this.#settled &&= times <= MAX_EVICTIONS;
    const queued: AdmissionWorkload = {
      ...holding.workload,
      admission: undefined,
      reservedAtMs: undefined,
      evicting: false,
    };
    if (queued.active) {
      this.#decisions.delete(key);
      this.#runs.get(queued.clusterQueue)?.enqueue(queued);
    }
    this.#freed.add(rootOf(holding.queue));
  }

  /** Where quota was given back everything gets another look, also what the same cycle left aside. */
  #reopen(): void {
    for (const root of this.#freed) {
      this.#byRoot.get(root)?.forEach(run => run.reopen());
    }
    this.#freed.clear();
  }
}
