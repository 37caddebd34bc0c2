import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ClusterLease } from '../../contracts';
import type { RunRecord, StoredRunEvent } from '../types';
import { isLate, noticeOf } from './noticeOf';
import type { NoticeStore } from './NoticeStore';

const POLL_MS = 5_000;
const LAST_RETRY_MS = 60_000;
const BATCH = 50;

export interface RunNotifierOptions {
  cluster: string;
  store: NoticeStore;
  lease: ClusterLease;
  notifications: NotificationService;
  logger: LoggerService;
  now: () => Date;
}

type Due = Awaited<ReturnType<NoticeStore['due']>>[number];

const idOf = ({ event }: Due) => event.id;

/**
 * Tells owners what became of their runs on one cluster, while this replica holds its lease. What is due is rows, and
 * they are settled after the sending: an interruption in between sends again, which changes nothing for the reader.
 */
export class RunNotifier {
  readonly #options: RunNotifierOptions;
  #timer?: NodeJS.Timeout;
  #running?: Promise<void>;
  #again = false;
  #started = false;
  #failures = 0;

  static create(options: RunNotifierOptions): RunNotifier {
    return new RunNotifier(options);
  }

  private constructor(options: RunNotifierOptions) {
    this.#options = options;
  }

  start(): void {
    this.#started = true;
    this.nudge();
  }

  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Something may be due now. While sending fails, the next attempt keeps its time. */
  nudge(): void {
    if (!this.#started) return;
    if (this.#running) this.#again = true;
    else if (this.#failures === 0) this.#run();
  }

  #run(): void {
    clearTimeout(this.#timer);
    this.#running = this.tell()
      .then(
        done => {
          this.#failures = 0;
          if (!done) this.#again = true;
        },
        error => {
          this.#failures += 1;
          this.#options.logger.warn(
            `Owners of runs of ${
              this.#options.cluster
            } could not be told, it is tried again: ${error}`,
          );
        },
      )
      .finally(() => {
        this.#running = undefined;
        if (!this.#started) return;
        const waitMs = this.#failures
          ? Math.min(LAST_RETRY_MS, POLL_MS * 2 ** (this.#failures - 1))
          : POLL_MS;
        const soon = this.#again && this.#failures === 0;
        this.#again = false;
        this.#timer = setTimeout(() => this.#run(), soon ? 0 : waitMs);
        this.#timer.unref();
      });
  }

  /** Sends what is due; false when there is more. */
  async tell(): Promise<boolean> {
    const { cluster, store, lease, now } = this.#options;
    if (!lease.held(cluster)) return true;
    const due = await store.due(cluster, BATCH);
    const late = due.filter(({ event }) => isLate(event, now()));
    if (late.length > 0) await store.settle(late.map(idOf), 'late');
    let failure: unknown;
    for (const { run, events } of byRun(due, late)) {
      if (!this.#options.lease.held(cluster)) return true;
      try {
        await this.#send(run, events[events.length - 1]);
        await store.settle(
          events.map(({ id }) => id),
          'sent',
        );
      } catch (error) {
        // One that is refused must not keep the others waiting.
        failure = error;
      }
    }
    if (failure) throw failure;
    return due.length < BATCH;
  }

  async #send(run: RunRecord, event: StoredRunEvent): Promise<void> {
    await this.#options.notifications.send({
      recipients: { type: 'entity', entityRef: run.owner! },
      payload: noticeOf(run, event),
    });
  }
}

/** Of several events that are due for a run (it ran and ended between two looks) only the last is news. */
function byRun(due: readonly Due[], late: readonly Due[]) {
  const runs = new Map<string, { run: RunRecord; events: StoredRunEvent[] }>();
  for (const each of due) {
    if (late.includes(each)) continue;
    const { run, event } = each;
    const group = runs.get(run.id) ?? { run, events: [] };
    group.events.push(event);
    runs.set(run.id, group);
  }
  return runs.values();
}
