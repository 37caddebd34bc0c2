import { setImmediate } from 'node:timers/promises';
import type { ViewChange } from '../clusters/types';
import type { ClusterLease } from '../contracts';
import { isRunKind, rootOf, RUN_KINDS } from './observe/gather';
import {
  RunFollower,
  type ObservationPass,
  type RunFollowerOptions,
} from './RunFollower';

/** Kinds of which a change can change a run. */
const NEEDED = [...RUN_KINDS, 'Pod', 'Workload'] as const;
const RELEVANT = new Set<string>(NEEDED);
const FULL_PASS_MS = 60_000;
const RETRY_MS = 2_000;
const YIELD_EVERY = 100;

export interface RunObserverOptions extends RunFollowerOptions {
  lease: ClusterLease;
  /** How long changes are gathered before they are looked at; 100 ms when left out. */
  settleMs?: number;
}

/**
 * Follows the runs of one cluster: what its view shows becomes events, rows and pods. Only the holder of the cluster's
 * lease writes; the others keep their view for reading. A pass over everything when the lease is won and once a
 * minute makes up for whatever was missed.
 */
export class RunObserver {
  readonly #options: RunObserverOptions;
  readonly #dirty = new Set<string>();
  readonly #follower: RunFollower;
  readonly #unsubscribe: (() => void)[] = [];
  #fullPass = true;
  #lastFullPassMs = 0;
  #timer?: NodeJS.Timeout;
  #dueMs = 0;
  #running?: Promise<void>;
  #stopped = true;

  static create(options: RunObserverOptions): RunObserver {
    return new RunObserver(options);
  }

  private constructor(options: RunObserverOptions) {
    this.#options = options;
    this.#follower = RunFollower.create(options);
  }

  start(): void {
    const { connection, lease } = this.#options;
    this.#stopped = false;
    this.#unsubscribe.push(
      connection.view.onChange(change => this.#changed(change)),
      lease.onChange(cluster => {
        if (cluster !== connection.name) return;
        this.#follower.forget();
        this.#fullPass = true;
        this.#schedule(0);
      }),
    );
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  #changed(change: ViewChange): void {
    if (!RELEVANT.has(change.kind)) return;
    if (change.type === 'synced') {
      this.#fullPass = true;
    } else if (change.object) {
      const root = rootOf(this.#options.connection.view, change.object);
      const uid =
        root?.metadata.uid ??
        (isRunKind(change.kind) ? change.object.metadata.uid : undefined);
      if (!uid) return;
      this.#dirty.add(uid);
    }
    this.#schedule(this.#options.settleMs ?? 100);
  }

  /** An earlier appointment stands: a steady stream of changes must not put the work off for ever. */
  #schedule(ms: number): void {
    if (this.#stopped || this.#running) return;
    const dueMs = Date.now() + ms;
    if (this.#timer && this.#dueMs <= dueMs) return;
    clearTimeout(this.#timer);
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#run();
    }, ms);
    this.#timer.unref();
  }

  #run(): void {
    const { connection, lease, logger, settleMs = 100 } = this.#options;
    this.#running = this.#work()
      .then(
        () => undefined,
        error => {
          logger.warn(
            `The runs of cluster ${connection.name} could not be followed: ${error}`,
          );
          return RETRY_MS;
        },
      )
      .then(retryMs => {
        // In one step with the look at what is dirty: what came before is seen here, what comes later schedules itself.
        this.#running = undefined;
        const isIdle = this.#dirty.size === 0 && !this.#fullPass;
        if (!lease.held(connection.name) || isIdle)
          this.#schedule(FULL_PASS_MS);
        else this.#schedule(retryMs ?? settleMs);
      });
  }

  async #work(): Promise<void> {
    const { connection, lease, projects, pools, now } = this.#options;
    const fence = lease.held(connection.name);
    if (!fence) {
      this.#dirty.clear();
      this.#fullPass = true;
      return;
    }
    if (
      // A run whose pods and queue were not read yet would look as if it had none.
      !NEEDED.every(kind => connection.view.synced(kind)) ||
      !connection.uid()
    ) {
      // Its `synced` change comes and starts the next pass.
      return;
    }
    const full =
      this.#fullPass || now().getTime() - this.#lastFullPassMs >= FULL_PASS_MS;
    const uids = new Set(this.#dirty);
    this.#dirty.clear();
    this.#fullPass = false;
    try {
      const pass: ObservationPass = {
        fence,
        projects: new Map(
          (await projects.list()).map(project => [project.name, project]),
        ),
        pools: new Map(
          (await pools.list(connection.name)).map(pool => [pool.name, pool]),
        ),
      };
      if (full) await this.#addAll(uids);
      let looked = 0;
      for (const uid of uids) {
        if (this.#stopped) return;
        await this.#follower.look(uid, pass);
        uids.delete(uid);
        looked += 1;
        // Looks that find nothing new do no I/O: a pass over a full cluster would keep everybody else waiting.
        if (looked % YIELD_EVERY === 0) await setImmediate();
      }
      if (full) this.#lastFullPassMs = now().getTime();
    } catch (error) {
      for (const uid of uids) this.#dirty.add(uid);
      this.#fullPass ||= full;
      throw error;
    }
  }

  /** Everything on the cluster that may be a run, and everything in the database that may have gone from it. */
  async #addAll(uids: Set<string>): Promise<void> {
    const { connection, store } = this.#options;
    for (const kind of RUN_KINDS) {
      for (const object of connection.view.all(kind)) {
        const uid = rootOf(connection.view, object)?.metadata.uid;
        if (uid) uids.add(uid);
      }
    }
    for (const run of await store.open(connection.name)) {
      if (run.objectPresent && run.object.uid) uids.add(run.object.uid);
    }
  }
}
