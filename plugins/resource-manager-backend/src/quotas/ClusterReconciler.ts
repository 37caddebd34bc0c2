import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterConnection } from '../clusters/types';
import type { Announcer, ClusterLease, Fence } from '../contracts';
import type { ClusterPlan, ClusterPlanner } from './ClusterPlanner';
import { objectsOf, type QueueWriter } from './QueueWriter';
import type { OwnershipStore, WrittenKind } from './OwnershipStore';
import { RELEVANT_KINDS, RelevantChanges } from './RelevantChanges';
import { RoundTimer } from './RoundTimer';
import { SyncRecorder } from './SyncRecorder';
import type { SyncStore } from './SyncStore';
import { kaiwoFailure, writerProblem } from './writerProblem';

export interface ClusterReconcilerOptions {
  connection: ClusterConnection;
  writers: Record<'kaiwo' | 'kueue', QueueWriter>;
  planner: ClusterPlanner;
  ownership: OwnershipStore;
  sync: SyncStore;
  lease: ClusterLease;
  announcer: Announcer;
  logger: LoggerService;
  now: () => Date;
  random: () => number;
  /** Runs first in every round, e.g. to take the cluster over by consent. */
  before: (connection: ClusterConnection, fence: Fence) => Promise<void>;
  /** Runs last in every round that went well. */
  after: (connection: ClusterConnection, plan: ClusterPlan) => Promise<void>;
  /** What somebody else makes of a project's queue is told, and left alone until its quota is stored again. */
  keepsDrift?: boolean;
  /** Edits within this time go to the cluster in one write; 500 ms when left out. */
  coalesceMs?: number;
}

/** Brings one cluster's queues to what is wanted, and tells how far it is. Level-triggered: every round looks at everything. */
export class ClusterReconciler {
  readonly #options: ClusterReconcilerOptions;
  readonly #unsubscribe: (() => void)[] = [];
  readonly #timer: RoundTimer;
  readonly #recorder: SyncRecorder;

  private constructor(options: ClusterReconcilerOptions) {
    this.#options = options;
    this.#recorder = SyncRecorder.create(options);
    this.#timer = RoundTimer.create({
      round: () => this.#round(),
      onError: error =>
        options.logger.warn(
          `Queues of cluster ${options.connection.name} could not be brought up to date: ${error}`,
        ),
      now: options.now,
      random: options.random,
      coalesceMs: options.coalesceMs ?? 500,
    });
  }

  static create(options: ClusterReconcilerOptions): ClusterReconciler {
    return new ClusterReconciler(options);
  }

  start(): void {
    const { connection, lease } = this.#options;
    const changes = RelevantChanges.create();
    this.#unsubscribe.push(
      connection.view.onChange(change => {
        // While writing fails, a busy cluster must not be written to more often than the back-off allows.
        if (changes.matters(change) && !this.#timer.backingOff) this.wake();
      }),
      connection.onReachability(() => this.wake()),
      lease.onChange(cluster => cluster === connection.name && this.wake()),
    );
    this.wake();
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    await this.#timer.stop();
  }

  /** Something changed: looks again soon. */
  wake(): void {
    this.#timer.wake();
  }

  async #round(): Promise<void> {
    const { connection, lease } = this.#options;
    const fence = lease.held(connection.name);
    if (fence && connection.reachability().reachable && isKnown(connection)) {
      await this.#reconcile(fence);
    }
  }

  async #reconcile(fence: Fence): Promise<void> {
    const { connection, planner, ownership, writers } = this.#options;
    await this.#options.before(connection, fence);
    const kind = connection.writer();
    if (
      kind === 'none' ||
      !(await ownership.takeover(connection.name)).takenOver
    )
      return;
    const plan = await planner.plan(connection);
    // First as it is, so that drift is on record before it is put back.
    const drifted = await this.#recorder.record(fence, plan);
    const refusal = writerProblem(connection);
    let failure = refusal?.message;
    if (!failure) {
      try {
        const written = await this.#claim(fence, plan);
        const changed = await writers[kind].write({
          connection,
          desired: plan.desired,
          written: this.#options.keepsDrift
            ? without(written, drifted)
            : written,
        });
        await this.#releaseGone(fence, plan);
        failure = changed ? undefined : kaiwoFailure(connection);
      } catch (error) {
        if (isConflict(error)) throw error;
        failure = error instanceof Error ? error.message : String(error);
        await this.#recorder.record(fence, plan, failure);
        throw error;
      }
    }
    await this.#recorder.record(fence, plan, failure);
    await this.#options.after(connection, plan);
  }

  /** On record before anything is written: a crash in between must not leave objects that nobody owns. */
  async #claim(
    fence: Fence,
    plan: ClusterPlan,
  ): Promise<ClusterPlan['written']> {
    const { connection, ownership, lease } = this.#options;
    const fresh = objectsOf(plan.desired).filter(
      ({ kind, name }) =>
        !plan.written[kind].has(name) && !this.#exists(kind, name),
    );
    if (fresh.length === 0) return plan.written;
    await lease.withFence(fence, trx =>
      ownership.claim(trx, connection.name, fresh),
    );
    return ownership.written(connection.name);
  }

  /** Objects that are neither wanted nor there any more are no longer ours. */
  async #releaseGone(fence: Fence, plan: ClusterPlan): Promise<void> {
    const { connection, ownership, lease } = this.#options;
    const wanted = new Set(
      objectsOf(plan.desired).map(({ kind, name }) => `${kind} ${name}`),
    );
    const gone = (Object.keys(plan.written) as WrittenKind[]).flatMap(kind =>
      [...plan.written[kind]]
        .filter(
          name =>
            kind !== 'Namespace' &&
            !wanted.has(`${kind} ${name}`) &&
            !this.#exists(kind, name),
        )
        .map(name => ({ kind, name })),
    );
    if (gone.length)
      await lease.withFence(fence, trx =>
        ownership.release(trx, connection.name, gone),
      );
  }

  #exists(kind: WrittenKind, key: string): boolean {
    const [name, namespace] = key.split('/').reverse();
    return (
      this.#options.connection.view.get(kind, name, namespace) !== undefined
    );
  }
}

/** Queues that are not ours are not written, so that is what these are taken for. */
function without(
  written: ClusterPlan['written'],
  queues: ReadonlySet<string>,
): ClusterPlan['written'] {
  return {
    ...written,
    ClusterQueue: new Set(
      [...written.ClusterQueue].filter(name => !queues.has(name)),
    ),
  };
}

/** A cluster whose nodes or queues were not read yet looks as if it had none. */
function isKnown({ view }: ClusterConnection): boolean {
  return [...RELEVANT_KINDS].every(kind => view.synced(kind));
}

/** Somebody else wrote first: the next round reads again. */
function isConflict(error: unknown): boolean {
  return (error as { code?: unknown }).code === 409;
}
