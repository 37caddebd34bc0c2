import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  isFinalRunState,
  type Interruption,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterConnection, ViewChange } from '../clusters/types';
import type {
  ClusterLease,
  Fence,
  PoolDirectory,
  PoolSummary,
  ProjectDirectory,
  ProjectRecord,
} from '../contracts';
import { goneDecision } from './goneDecision';
import type { RunHooks } from './hooks';
import { LABEL_RUN } from './labels';
import { discoveredRun } from './observe/discover';
import { eventsFor } from './observe/eventsFor';
import { gather, isRunKind, rootOf, RUN_KINDS } from './observe/gather';
import type { RunObject } from './observe/kube';
import { observationUpdate } from './observe/observationUpdate';
import { observe, type Observation } from './observe/observe';
import type { RunReactions } from './RunReactions';
import type { RunStore } from './store/RunStore';
import type { RunRecord } from './types';

/** Kinds of which a change can change a run. */
const RELEVANT = new Set<string>([...RUN_KINDS, 'Pod', 'Workload']);
const FULL_PASS_MS = 60_000;
const RETRY_MS = 2_000;

export interface RunObserverOptions {
  connection: ClusterConnection;
  store: RunStore;
  lease: ClusterLease;
  projects: ProjectDirectory;
  pools: PoolDirectory;
  reactions: RunReactions;
  hooks: RunHooks;
  logger: LoggerService;
  now: () => Date;
  /** How long changes are gathered before they are looked at; 100 ms when left out. */
  settleMs?: number;
}

/** What one pass looks things up in, read once a pass. */
interface Pass {
  fence: Fence;
  projects: Map<string, ProjectRecord>;
  pools: Map<string, PoolSummary>;
}

/**
 * Follows the runs of one cluster: what its view shows becomes events, rows and pods. Only the holder of the cluster's
 * lease writes; the others keep their view for reading. A pass over everything when the lease is won and once a
 * minute makes up for whatever was missed.
 */
export class RunObserver {
  readonly #options: RunObserverOptions;
  readonly #dirty = new Set<string>();
  /** What was last stored of an object, so that news that says nothing costs no query. */
  readonly #stored = new Map<string, string>();
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
  }

  start(): void {
    const { connection, lease } = this.#options;
    this.#stopped = false;
    this.#unsubscribe.push(
      connection.view.onChange(change => this.#changed(change)),
      lease.onChange(cluster => {
        if (cluster !== connection.name) return;
        this.#stored.clear();
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
      !RUN_KINDS.every(kind => connection.view.synced(kind)) ||
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
      const pass: Pass = {
        fence,
        projects: new Map(
          (await projects.list()).map(project => [project.name, project]),
        ),
        pools: new Map(
          (await pools.list(connection.name)).map(pool => [pool.name, pool]),
        ),
      };
      if (full) await this.#addAll(uids);
      for (const uid of uids) {
        if (this.#stopped) return;
        await this.#look(uid, pass);
        uids.delete(uid);
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

  async #look(uid: string, pass: Pass): Promise<void> {
    const { connection, store } = this.#options;
    const root = connection.view.byUid<RunObject>(uid);
    if (!root) {
      await this.#gone(uid, pass);
      return;
    }
    if (!isRunKind(root.kind) || rootOf(connection.view, root) !== root) return;
    const seen = this.#observe(root, pass);
    const signature = signatureOf(seen);
    if (this.#stored.get(uid) === signature) return;
    const run = await this.#runOf(root, store);
    if (run) await this.#follow(run, root, seen, pass);
    else if (!(await this.#discover(root, seen, pass))) return;
    this.#stored.set(uid, signature);
  }

  #observe(
    root: RunObject,
    pass: Pass,
    interruption?: Interruption,
  ): Observation {
    const { connection, now } = this.#options;
    return observe({
      ...gather(connection.view, root),
      cluster: connection.name,
      interruption,
      poolTitle: flavor => pass.pools.get(flavor)?.title ?? flavor,
      now: now().toISOString(),
    });
  }

  /** A label alone proves nothing: anyone who may write in a namespace can copy one. */
  async #runOf(
    root: RunObject,
    store: RunStore,
  ): Promise<RunRecord | undefined> {
    const { connection } = this.#options;
    const { uid = '', name, namespace, labels } = root.metadata;
    const known = await store.findByObjectUid(connection.name, uid);
    if (known) return known;
    const id = labels?.[LABEL_RUN];
    const claimed = id ? await store.find(id) : undefined;
    const fits =
      claimed &&
      claimed.cluster === connection.name &&
      claimed.object.kind === root.kind &&
      claimed.object.namespace === namespace &&
      claimed.object.name === name &&
      (claimed.object.uid === undefined || claimed.object.uid === uid);
    return fits ? claimed : undefined;
  }

  async #follow(
    run: RunRecord,
    root: RunObject,
    seen: Observation,
    pass: Pass,
  ): Promise<void> {
    const { store, reactions, hooks, now } = this.#options;
    const knownPods = await store.pods(run.id);
    // Texts about a suspension need what the workload declares; the first look did not know the run yet.
    const full = run.interruption
      ? this.#observe(root, pass, run.interruption)
      : seen;
    await hooks.at('before-status');
    const at = now().toISOString();
    const result = await store.update(
      run.id,
      current => {
        if (
          current.object.uid === undefined &&
          isFinalRunState(current.state)
        ) {
          // Created by a replica that lost its lease meanwhile, after the run had been stopped.
          return {
            change: {
              objectUid: root.metadata.uid,
              objectPresent: true,
              intent: 'delete',
            },
          };
        }
        // What was seen to go does not come back under the same uid: the view is a moment behind.
        if (current.object.uid === root.metadata.uid && !current.objectPresent)
          return undefined;
        return observationUpdate({
          run: current,
          seen: full,
          objectUid: root.metadata.uid,
          knownPods,
          gpuModel: pass.pools.get(full.pool ?? '')?.gpuModel,
          now: at,
        });
      },
      { fence: pass.fence },
    );
    if (result) await reactions.to(result);
  }

  /** False when it is not in a project's namespace, and so nobody's run. */
  async #discover(
    root: RunObject,
    seen: Observation,
    pass: Pass,
  ): Promise<boolean> {
    const { connection, store, projects, now, reactions } = this.#options;
    const project = pass.projects.get(root.metadata.namespace ?? '');
    const clusterUid = connection.uid();
    if (!project || !clusterUid) return false;
    const at = now().toISOString();
    const members = (await projects.membersOf(project.name)).map(
      ({ userRef }) => userRef,
    );
    const run = discoveredRun({
      cluster: connection.name,
      clusterUid,
      object: root,
      project,
      members,
      simulated: connection.simulation().simulated,
      now: at,
    });
    const inserted = await store.insertDiscovered(
      {
        ...run,
        pool: seen.pool,
        gpuModel: pass.pools.get(seen.pool ?? '')?.gpuModel,
        reason: seen.reason,
      },
      [
        {
          at: run.submittedAt,
          type: 'submitted',
          state: 'submitting',
          text: 'Found on the cluster: it was not launched through the portal',
        },
        ...eventsFor(run, seen, at),
      ],
      pass.fence,
    );
    if (inserted) {
      await this.#follow(run, root, seen, pass);
      reactions.discovered();
    }
    return true;
  }

  async #gone(uid: string, pass: Pass): Promise<void> {
    const { connection, store, reactions, now } = this.#options;
    this.#stored.delete(uid);
    const run = await store.findByObjectUid(connection.name, uid);
    // A kind that is not served (any more, or not at the moment) says nothing about its objects.
    if (
      !run ||
      !isRunKind(run.object.kind) ||
      !connection.served(run.object.kind)
    )
      return;
    const at = now().toISOString();
    const pods = (await store.pods(run.id))
      .filter(({ present }) => present)
      .map(pod => ({
        ...pod,
        present: false,
        finishedAt: pod.finishedAt ?? at,
      }));
    const result = await store.update(
      run.id,
      current => {
        const decision = goneDecision(current, at);
        return decision && { ...decision, pods };
      },
      { fence: pass.fence },
    );
    if (result) await reactions.to(result);
  }
}

/** Equal for two observations that would be stored alike, whenever they were made. */
function signatureOf(seen: Observation): string {
  return JSON.stringify({
    ...seen,
    finishedAt: undefined,
    progress: seen.progress && { ...seen.progress, observedAt: undefined },
  });
}
