import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  Publication,
  Visibility,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { Announcer } from '../contracts';
import { TUNED_MODELS_TOPIC } from '../runs/RunReactions';
import type { OwnedModel } from './types';

export interface ModelReactionsOptions {
  announcer: Announcer;
  events: EventsService;
  notifications?: NotificationService;
  logger: LoggerService;
}

/** What else happens once a change is stored. Nothing here may undo the change: it never throws. */
export class ModelReactions {
  readonly #options: ModelReactionsOptions;

  static create(options: ModelReactionsOptions): ModelReactions {
    return new ModelReactions(options);
  }

  private constructor(options: ModelReactionsOptions) {
    this.#options = options;
  }

  async requested(model: OwnedModel, publication: Publication): Promise<void> {
    this.#options.announcer.announce('models');
    await this.#notify(model, {
      to: model.deciders,
      title: `${nameOf(publication.requestedBy)} asks to publish ${
        model.title
      }`,
      text: `It would be visible to ${audience(model, publication.to)}. ${
        publication.note ?? 'Accept or decline it on the page of the model.'
      }`,
    });
  }

  /** Its visibility is another one now; the catalog takes it over. */
  async changed(
    model: OwnedModel,
    change: { visibility: Visibility; by: string },
  ): Promise<void> {
    const { announcer, events, logger } = this.#options;
    announcer.announce('models');
    try {
      await events.publish({
        topic: TUNED_MODELS_TOPIC,
        eventPayload: { runId: model.runId },
      });
    } catch (error) {
      logger.warn(
        `The visibility of ${model.name} was not announced, the catalog's schedule will find it: ${error}`,
      );
    }
    await this.#notify(model, {
      to: [model.owner, model.pending?.requestedBy].filter(
        ref => ref !== change.by,
      ),
      title: `${model.title} is visible to ${audience(
        model,
        change.visibility,
      )}`,
      text: `Changed by ${nameOf(change.by)}.`,
    });
  }

  async declined(
    model: OwnedModel,
    decision: { publication: Publication; by: string },
  ): Promise<void> {
    this.#options.announcer.announce('models');
    await this.#notify(model, {
      to: [decision.publication.requestedBy],
      title: `${model.title} was not published`,
      text: `${nameOf(decision.by)} declined it. It stays visible to ${audience(
        model,
        model.visibility,
      )}.`,
    });
  }

  withdrawn(): void {
    this.#options.announcer.announce('models');
  }

  async #notify(
    model: OwnedModel,
    message: { to: (string | undefined)[]; title: string; text: string },
  ): Promise<void> {
    const { notifications, logger } = this.#options;
    const entityRef = [...new Set(message.to)].filter(ref => ref !== undefined);
    if (!notifications || entityRef.length === 0) return;
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef },
        payload: {
          title: message.title,
          description: message.text,
          link: `/catalog/default/aimodel/${model.name}`,
          severity: 'normal',
          topic: 'models',
          // One notification a model: the next one takes its place.
          scope: `model:${model.runId}`,
        },
      });
    } catch (error) {
      logger.warn(`Nobody was told about model ${model.name}: ${error}`);
    }
  }
}

function audience({ of }: OwnedModel, visibility: Visibility): string {
  if (visibility === 'project') return `project ${of.title}`;
  if (visibility === 'department') return `department ${of.departmentTitle}`;
  return 'the whole organisation';
}

/** `nadia.llm` of `user:default/nadia.llm`. */
function nameOf(entityRef: string): string {
  return entityRef.replace(/^.*\//, '');
}
