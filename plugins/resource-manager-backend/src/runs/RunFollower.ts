import type { LoggerService } from '@backstage/backend-plugin-api';
import { isFinalRunState } from '@silogen/backstage-plugin-resource-manager-common';
import type { ClusterConnection } from '../clusters/types';
import type {
  Fence,
  PoolDirectory,
  PoolSummary,
  ProjectDirectory,
  ProjectRecord,
} from '../contracts';
import { goneDecision } from './goneDecision';
import type { RunHooks } from './hooks';
import { LABEL_RUN } from './labels';
import { declaredOutput } from './observe/declared';
import { discoveredRun } from './observe/discover';
import { eventsFor } from './observe/eventsFor';
import { gather, isRunKind, rootOf } from './observe/gather';
import type { RunObject } from './observe/kube';
import { observationUpdate } from './observe/observationUpdate';
import { observe, type Observation } from './observe/observe';
import type { RunReactions } from './RunReactions';
import type { RunStore } from './store/RunStore';
import { outputModelOf } from './tunedModels';
import type { RunRecord } from './types';

export interface RunFollowerOptions {
  connection: ClusterConnection;
  store: RunStore;
  projects: ProjectDirectory;
  pools: PoolDirectory;
  reactions: RunReactions;
  hooks: RunHooks;
  logger: LoggerService;
  now: () => Date;
}

/** What one pass looks things up in, read once a pass. */
export interface ObservationPass {
  fence: Fence;
  projects: Map<string, ProjectRecord>;
  pools: Map<string, PoolSummary>;
}

/** Takes one object of a cluster at a time: the run that it stands for is followed, found, or seen to be gone. */
export class RunFollower {
  readonly #options: RunFollowerOptions;
  /** What was last stored of an object, so that news that says nothing costs no query. */
  readonly #stored = new Map<string, string>();

  static create(options: RunFollowerOptions): RunFollower {
    return new RunFollower(options);
  }

  private constructor(options: RunFollowerOptions) {
    this.#options = options;
  }

  /** Others may have written meanwhile: everything is compared with the database again. */
  forget(): void {
    this.#stored.clear();
  }

  /** Stores what has happened to the run that this object stands for, or stood for. */
  async look(uid: string, pass: ObservationPass): Promise<void> {
    const { connection, store } = this.#options;
    const root = connection.view.byUid<RunObject>(uid);
    if (!root) {
      await this.#gone(uid, pass);
      return;
    }
    if (!isRunKind(root.kind) || rootOf(connection.view, root) !== root) return;
    const { namespace = '', labels } = root.metadata;
    // Of the many objects of the cluster itself, none is asked for in the database.
    if (!pass.projects.has(namespace) && !labels?.[LABEL_RUN]) return;
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
    pass: ObservationPass,
    run?: Pick<RunRecord, 'interruption' | 'progress'>,
  ): Observation {
    const { connection, now } = this.#options;
    return observe({
      ...gather(connection.view, root),
      cluster: connection.name,
      interruption: run?.interruption,
      checkpointStep: run?.progress?.checkpointStep,
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
    pass: ObservationPass,
  ): Promise<void> {
    const { store, reactions, hooks, now } = this.#options;
    const knownPods = await store.pods(run.id);
    // Texts about a suspension need what the workload declares; the first look did not know the run yet.
    const full = run.interruption ? this.#observe(root, pass, run) : seen;
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
          registers: registersModel(current, root),
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
    pass: ObservationPass,
  ): Promise<boolean> {
    const { connection, store, projects, now, reactions } = this.#options;
    const project = pass.projects.get(root.metadata.namespace ?? '');
    const clusterUid = connection.uid();
    if (!project || !clusterUid) return false;
    const at = now().toISOString();
    const members = (await projects.membersOf(project.name)).map(
      ({ userRef }) => userRef,
    );
    const found = discoveredRun({
      cluster: connection.name,
      clusterUid,
      object: root,
      project,
      members,
      simulated: connection.simulation().simulated,
      now: at,
    });
    const run: RunRecord = {
      ...found,
      pool: seen.pool,
      gpuModel: pass.pools.get(seen.pool ?? '')?.gpuModel,
      reason: seen.reason,
      outputModel:
        seen.state === 'succeeded' && registersModel(found, root)
          ? outputModelOf(found)
          : undefined,
    };
    const inserted = await store.insertDiscovered(
      run,
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
      await reactions.discovered(run);
    }
    return true;
  }

  async #gone(uid: string, pass: ObservationPass): Promise<void> {
    const { connection, store, reactions, now } = this.#options;
    this.#stored.delete(uid);
    const run = await store.findByObjectUid(connection.name, uid);
    if (!run || !(await this.#isGone(run, uid))) return;
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

  /** The view may be behind, as when its watch waits to go on after an outage: only the cluster knows. */
  async #isGone(run: RunRecord, uid: string): Promise<boolean> {
    const { connection } = this.#options;
    const { kind, name, namespace } = run.object;
    // A kind that is not served (any more, or not at the moment) says nothing about its objects.
    const type = isRunKind(kind) ? connection.served(kind) : undefined;
    if (!type) return false;
    const found = await connection.client.find(type, name, namespace);
    return found?.metadata.uid !== uid;
  }
}

/** What was submitted elsewhere says itself whether its model is to be in the catalogue. */
function registersModel(run: RunRecord, root: RunObject): boolean {
  return run.origin === 'portal' || declaredOutput(root) !== undefined;
}

/** Equal for two observations that would be stored alike, whenever they were made. */
function signatureOf(seen: Observation): string {
  return JSON.stringify({
    ...seen,
    finishedAt: undefined,
    progress: seen.progress && { ...seen.progress, observedAt: undefined },
  });
}
