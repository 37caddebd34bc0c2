import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Announcer } from '../contracts';
import type { NewRunEvent, RunRecord } from './types';

/** Published when a run has made a model; the payload is `{ runId }`, for whoever wants to ask again. */
export const TUNED_MODELS_TOPIC = 'resource-manager.tuned-models';

export interface RunReactionsOptions {
  announcer: Announcer;
  logger: LoggerService;
  events?: EventsService;
  notifications?: NotificationService;
}

interface Message {
  title: string;
  severity: 'normal' | 'high' | 'low';
}

/** Which event is worth telling a person, and how. */
export function messageOf(
  run: RunRecord,
  event: NewRunEvent,
): Message | undefined {
  switch (event.type) {
    case 'running':
      return { title: `${run.name} is running`, severity: 'low' };
    case 'suspended':
      return { title: `${run.name} was suspended`, severity: 'normal' };
    case 'failed':
    case 'refused':
      return { title: `${run.name} failed`, severity: 'high' };
    case 'succeeded':
      return { title: `${run.name} finished successfully`, severity: 'normal' };
    default:
      return undefined;
  }
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
    // Of several at once (it ran and ended between two looks) only the last is news.
    const event = events.findLast(each => messageOf(run, each));
    if (event) await this.#notify(run, event, messageOf(run, event)!);
    if (events.some(({ type }) => type === 'succeeded') && run.outputModel)
      await this.#publish(run);
  }

  /** A run was launched. */
  launched(): void {
    this.#options.announcer.announce('runs');
  }

  /** A run was found on a cluster. Whoever started it there knows. */
  discovered(): void {
    this.#options.announcer.announce('runs');
  }

  async #notify(
    run: RunRecord,
    event: NewRunEvent,
    message: Message,
  ): Promise<void> {
    if (!run.owner || !this.#options.notifications) return;
    try {
      await this.#options.notifications.send({
        recipients: { type: 'entity', entityRef: run.owner },
        payload: {
          title: message.title,
          description: event.text,
          link: `/runs/${run.id}`,
          severity: message.severity,
          topic: 'runs',
          // One notification a run: the next one takes its place.
          scope: `run:${run.id}`,
        },
      });
    } catch (error) {
      this.#options.logger.warn(
        `Nobody was told about run ${run.id}: ${error}`,
      );
    }
  }

  async #publish(run: RunRecord): Promise<void> {
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
