import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { AnnouncementKind, Announcer } from '../contracts';

/** Bursts within this time are told once. */
const QUIET_MS = 300;

/** Backend modules (the catalog's provider) listen to this topic. */
const ORGANISATION_TOPIC = 'resource-manager.organisation';
const CHANNEL = 'resource-manager';

/** Tells browsers by signal and, for the organisation, other backend plugins by event. */
export class SignalAnnouncer implements Announcer {
  readonly #options: SignalAnnouncerOptions;
  readonly #pending = new Map<AnnouncementKind, NodeJS.Timeout>();

  private constructor(options: SignalAnnouncerOptions) {
    this.#options = options;
  }

  static create(options: SignalAnnouncerOptions): SignalAnnouncer {
    return new SignalAnnouncer(options);
  }

  announce(kind: AnnouncementKind): void {
    if (this.#pending.has(kind)) return;
    const timer = setTimeout(() => {
      this.#pending.delete(kind);
      void this.#tell(kind);
    }, QUIET_MS);
    timer.unref();
    this.#pending.set(kind, timer);
  }

  stop(): void {
    for (const timer of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
  }

  async #tell(kind: AnnouncementKind): Promise<void> {
    const { signals, events, logger } = this.#options;
    try {
      if (kind === 'organisation') {
        await events.publish({
          topic: ORGANISATION_TOPIC,
          eventPayload: { kind },
        });
      }
      await signals.publish({
        recipients: { type: 'broadcast' },
        channel: CHANNEL,
        message: { kind },
      });
    } catch (error) {
      logger.warn(`A change of ${kind} could not be announced: ${error}`);
    }
  }
}

export interface SignalAnnouncerOptions {
  signals: SignalsService;
  events: EventsService;
  logger: LoggerService;
}
