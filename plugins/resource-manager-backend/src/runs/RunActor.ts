import type { LoggerService } from '@backstage/backend-plugin-api';
import { isFinalRunState } from '@silogen/backstage-plugin-resource-manager-common';
import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import type { ClusterConnection, WatchedKind } from '../clusters/types';
import type { ClusterLease, Fence } from '../contracts';
import { isStatus, isTransient, serverWords } from './clusterErrors';
import { goneDecision } from './goneDecision';
import type { RunHooks } from './hooks';
import { LABEL_RUN } from './labels';
import { RunServices } from './RunServices';
import type { RunReactions } from './RunReactions';
import type { RunDecision, RunStore } from './store/RunStore';
import type { RunRecord } from './types';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const GONE_CHECK_MS = 2_000;
const BATCH = 20;

export interface RunActorOptions {
  connection: ClusterConnection;
  store: RunStore;
  lease: ClusterLease;
  reactions: RunReactions;
  hooks: RunHooks;
  logger: LoggerService;
  now: () => Date;
  /** How often due work is looked for besides being told; 2 s when left out. */
  pollMs?: number;
}

/**
 * Carries out what is to be done on one cluster, while this replica holds its lease. The work is rows: whatever was
 * interrupted is found again and repeated, and every step can be.
 */
export class RunActor {
  readonly #options: RunActorOptions;
  readonly #services: RunServices;
  #timer?: NodeJS.Timeout;
  #running?: Promise<void>;
  #again = false;
  #started = false;
  #stopping = false;

  static create(options: RunActorOptions): RunActor {
    return new RunActor(options);
  }

  private constructor(options: RunActorOptions) {
    this.#options = options;
    this.#services = RunServices.create(options);
  }

  start(): void {
    this.#started = true;
    this.#stopping = false;
    this.nudge();
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#stopping = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** There may be something to do now. */
  nudge(): void {
    if (!this.#started) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.act()
      .catch(error =>
        this.#options.logger.error(
          `Runs of ${this.#cluster} are not acted upon`,
          error,
        ),
      )
      .finally(() => {
        this.#running = undefined;
        if (!this.#started) return;
        const wait = this.#again ? 0 : this.#options.pollMs ?? 2_000;
        this.#again = false;
        this.#timer = setTimeout(() => this.nudge(), wait);
        this.#timer.unref();
      });
  }

  get #cluster(): string {
    return this.#options.connection.name;
  }

  get #now(): string {
    return this.#options.now().toISOString();
  }

  /** Does once what is due now. */
  async act(): Promise<void> {
    const { lease, store, connection } = this.#options;
    if (!connection.reachability().reachable) return;
    const due = lease.held(this.#cluster)
      ? await store.due(this.#cluster, this.#now, BATCH)
      : [];
    for (const run of due) {
      const fence = lease.held(this.#cluster);
      if (this.#stopping || !fence) return;
      try {
        if (run.intent === 'create') await this.#create(run, fence);
        else await this.#remove(run, fence);
      } catch (error) {
        await this.#failed(run, fence, error as Error);
      }
    }
    if (due.length === BATCH) this.#again = true;
  }

  #typeOf(run: RunRecord): ResourceType | undefined {
    return this.#options.connection.served(run.object.kind as WatchedKind);
  }

  async #create(run: RunRecord, fence: Fence): Promise<void> {
    const { hooks, connection } = this.#options;
    const type = this.#typeOf(run);
    if (!type || !run.manifest) {
      await this.#refuse(
        run,
        fence,
        `The cluster does not know the kind ${run.object.kind} any more`,
      );
      return;
    }
    await hooks.at('before-create');
    let created: KubeObject;
    try {
      created = await connection.client.create(type, run.manifest, {
        fieldManager: 'silogen-resource-manager',
      });
    } catch (error) {
      if (!isStatus(error, 409, 'AlreadyExists')) throw error;
      const { name, namespace } = run.object;
      const found = await connection.client.find(type, name, namespace);
      if (!found) throw error;
      if (found.metadata.labels?.[LABEL_RUN] !== run.id) {
        await this.#refuse(
          run,
          fence,
          `Another ${type.kind} named ${name} is in namespace ${namespace} already`,
        );
        return;
      }
      created = found;
    }
    await hooks.at('after-create');
    await this.#services.ensure(run, created);
    await this.#store(run.id, fence, current => ({
      change: {
        objectUid: created.metadata.uid,
        objectPresent: true,
        // A stop that came in between stays to be done.
        ...(current.intent === 'create' && {
          intent: 'none',
          attempts: 0,
          nextAttemptAt: undefined,
          reason: undefined,
        }),
      },
      events:
        current.object.uid === undefined
          ? [
              {
                at: this.#now,
                type: 'created',
                text: `${type.kind} ${run.object.name} was created`,
              },
            ]
          : [],
    }));
  }

  async #remove(run: RunRecord, fence: Fence): Promise<void> {
    const { client } = this.#options.connection;
    const type = this.#typeOf(run);
    const { name, namespace } = run.object;
    const found = type && (await client.find(type, name, namespace));
    const ours =
      found &&
      (run.object.uid !== undefined
        ? found.metadata.uid === run.object.uid
        : found.metadata.labels?.[LABEL_RUN] === run.id);
    if (!type || !found || !ours) {
      await this.#store(run.id, fence, current =>
        goneDecision(current, this.#now),
      );
      return;
    }
    const answer = await client.delete(type, name, namespace, {
      propagationPolicy: 'Background',
      preconditions: { uid: found.metadata.uid },
    });
    const left = answer.gone
      ? undefined
      : await client.find(type, name, namespace);
    const gone = left?.metadata.uid !== found.metadata.uid;
    await this.#store(run.id, fence, current =>
      gone
        ? goneDecision(current, this.#now)
        : // Finalizers still work; the watch tells when it is gone, this looks again if the watch misses it.
          {
            change: {
              objectUid: found.metadata.uid,
              nextAttemptAt: this.#in(GONE_CHECK_MS),
            },
          },
    );
  }

  #in(ms: number): string {
    return new Date(this.#options.now().getTime() + ms).toISOString();
  }

  async #refuse(run: RunRecord, fence: Fence, words: string): Promise<void> {
    await this.#store(run.id, fence, current =>
      current.intent !== 'create' || isFinalRunState(current.state)
        ? undefined
        : {
            change: {
              intent: 'none',
              nextAttemptAt: undefined,
              reason: {
                code: 'failed',
                text: `The cluster refused it: ${words}`,
                message: words,
                shortages: [],
              },
            },
            events: [
              {
                at: this.#now,
                type: 'refused',
                state: 'failed',
                text: `The cluster refused it: ${words}`,
                message: words,
              },
            ],
          },
    );
  }

  async #failed(run: RunRecord, fence: Fence, error: Error): Promise<void> {
    const words = serverWords(error);
    this.#options.logger.warn(
      `Run ${run.id}: ${run.intent} on ${this.#cluster} did not work: ${words}`,
    );
    // A namespace that is not there yet, or a project that is still being set up there, may come.
    const passing =
      isTransient(error) ||
      isStatus(error, 404) ||
      isStatus(error, 409) ||
      isStatus(error, 401);
    const refused =
      'code' in error && typeof error.code === 'number' && !passing;
    if (refused && run.intent === 'create') {
      await this.#refuse(run, fence, words);
      return;
    }
    const waitMs = Math.min(
      LAST_RETRY_MS,
      FIRST_RETRY_MS * 2 ** Math.min(run.attempts, 10),
    );
    await this.#store(run.id, fence, current => ({
      change: {
        attempts: current.attempts + 1,
        nextAttemptAt: this.#in(waitMs),
        ...(current.state === 'submitting' && {
          reason: {
            code: 'unknown' as const,
            text: 'The cluster has not taken it yet; it is tried again.',
            message: words,
            shortages: [],
          },
        }),
      },
    })).catch(second =>
      this.#options.logger.warn(
        `Run ${run.id}: the failed attempt could not be noted: ${second}`,
      ),
    );
  }

  async #store(id: string, fence: Fence, decide: RunDecision): Promise<void> {
    const result = await this.#options.store.update(id, decide, { fence });
    if (result) await this.#options.reactions.to(result);
  }
}
