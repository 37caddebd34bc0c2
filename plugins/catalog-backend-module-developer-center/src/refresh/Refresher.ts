import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';

/** Waits; ends early, by rejecting, when the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

export interface RefresherOptions {
  providerName: string;
  topic: string;
  /** Everything that the provider provides; rejects while the backend does not answer. */
  read: () => Promise<Entity[]>;
  taskRunner: SchedulerServiceTaskRunner;
  events: EventsService;
  logger: LoggerService;
  sleep: Sleep;
}

/**
 * Keeps the entities of a provider equal to what `read` returns: by a full
 * mutation on schedule and on every event of a topic.
 *
 * @remarks
 * A failed read never changes the catalog. A scheduled refresh tries again,
 * with growing pauses, until it succeeds or its task times out: when a portal
 * starts, this plugin is often ready before the Resource Manager is.
 */
export class Refresher {
  readonly #options: RefresherOptions;
  #connection?: EntityProviderConnection;
  #running?: Promise<void>;
  #next?: Promise<void>;

  private constructor(options: RefresherOptions) {
    this.#options = options;
  }

  static create(options: RefresherOptions): Refresher {
    return new Refresher(options);
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { providerName, topic, taskRunner, events, logger } = this.#options;
    this.#connection = connection;

    await events.subscribe({
      id: providerName,
      topics: [topic],
      onEvent: async () => {
        try {
          await this.refresh();
        } catch (error) {
          logger.warn(
            `${providerName} could not refresh on an event, the schedule will: ${stringifyError(
              error,
            )}`,
          );
        }
      },
    });

    await taskRunner.run({
      id: `${providerName}:refresh`,
      fn: signal => this.#refreshUntilDone(signal),
    });
  }

  /**
   * One read and one full mutation. Calls that come while one is under way
   * share one more that starts after it, so that an older read never
   * overwrites a newer one.
   */
  async refresh(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#refreshOnce().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.refresh();
      });
    return this.#next;
  }

  async #refreshOnce(): Promise<void> {
    const { providerName, read, logger } = this.#options;
    const entities = await read();
    await this.#connection!.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: providerName })),
    });
    logger.debug(`${providerName} provided ${entities.length} entities`);
  }

  async #refreshUntilDone(signal: AbortSignal): Promise<void> {
    const { providerName, logger, sleep } = this.#options;
    let pauseMs = FIRST_RETRY_MS;
    while (!signal.aborted) {
      try {
        await this.refresh();
        return;
      } catch (error) {
        logger.warn(
          `${providerName} could not refresh, the catalog keeps what it has; next try in ${
            pauseMs / 1000
          } s: ${stringifyError(error)}`,
        );
      }
      try {
        await sleep(pauseMs, signal);
      } catch {
        return;
      }
      pauseMs = Math.min(pauseMs * 2, LONGEST_RETRY_MS);
    }
  }
}
