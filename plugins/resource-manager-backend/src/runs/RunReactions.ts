import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Announcer } from '../contracts';
import { isNews } from './notices/noticeOf';
import type { NewRunEvent, RunRecord } from './types';

/** Published when a run has made a model; the payload is `{ runId }`, for whoever wants to ask again. */
export const TUNED_MODELS_TOPIC = 'resource-manager.tuned-models';

export interface RunReactionsOptions {
  announcer: Announcer;
  logger: LoggerService;
  events?: EventsService;
  /** Tells the cluster's notifier that an owner is to be told. */
  notify?(cluster: string): void;
}

/** What else happens once a change of a run is stored. Nothing here may undo or delay the change: it never throws. */
export class RunReactions {
  readonly #options: RunReactionsOptions;

  static create(options: RunReactionsOptions): RunReactions {
    return new RunReactions(options);
  }

  private constructor(options: RunReactionsOptions) {
    this.#options = options;
  }

  async to(change: {
    run: RunRecord;
    before: RunRecord;
    events: NewRunEvent[];
  }): Promise<void> {
    const { run, before, events } = change;
    if (events.length > 0 || JSON.stringify(run) !== JSON.stringify(before)) {
      this.#options.announcer.announce('runs');
    }
    if (events.some(event => isNews(run, event)))
      this.#options.notify?.(run.cluster);
    if (events.some(({ type }) => type === 'succeeded') && run.outputModel)
      await this.#publish(run);
  }

  /** A run was launched. */
  launched(): void {
    this.#options.announcer.announce('runs');
  }

  /** A run was found on a cluster. Whoever started it there knows. */
  async discovered(run: Pick<RunRecord, 'id' | 'outputModel'>): Promise<void> {
    this.#options.announcer.announce('runs');
    if (run.outputModel) await this.#publish(run);
  }

  async #publish(run: Pick<RunRecord, 'id'>): Promise<void> {
    try {
      await this.#options.events?.publish({
        topic: TUNED_MODELS_TOPIC,
        eventPayload: { runId: run.id },
      });
    } catch (error) {
      this.#options.logger.warn(
        `The tuned model of run ${run.id} was not announced: ${error}`,
      );
    }
  }
}
