import type {
  ModelVisibility,
  Publication,
  PublishModel,
} from '@silogen/backstage-plugin-resource-manager-common';
import { isWider } from '@silogen/backstage-plugin-developer-center-common';
import type { ProjectDirectory } from '../contracts';
import { problem } from '../problems';
import { requireVersion } from '../versions';
import { answeredBy, decidersOf, mayOf } from './consent';
import type { ModelReactions } from './ModelReactions';
import type { ModelChange, ModelStore } from './ModelStore';
import type { ModelRecord, OwnedModel, Publisher } from './types';

export interface DefaultModelServiceOptions {
  store: ModelStore;
  projects: ProjectDirectory;
  reactions: ModelReactions;
  now: () => Date;
  uuid: () => string;
}

/** The rules of publishing; who may ask at all was decided before. */
export class DefaultModelService {
  readonly #options: DefaultModelServiceOptions;

  static create(options: DefaultModelServiceOptions): DefaultModelService {
    return new DefaultModelService(options);
  }

  private constructor(options: DefaultModelServiceOptions) {
    this.#options = options;
  }

  async find(name: string): Promise<OwnedModel | undefined> {
    const { store, projects } = this.#options;
    const model = await store.find(name);
    const of = model && (await projects.find(model.project));
    return of && this.#owned(model, of);
  }

  async present(
    model: OwnedModel,
    publisher: Publisher,
  ): Promise<ModelVisibility> {
    const { of, ...record } = model;
    return {
      model: record.name,
      title: record.title,
      runId: record.runId,
      project: of.name,
      projectTitle: of.title,
      department: of.department,
      departmentTitle: of.departmentTitle,
      owner: record.owner ?? 'unknown',
      deciders: record.deciders,
      visibility: record.visibility,
      version: record.version,
      pending: record.pending,
      may: mayOf(model, publisher),
      history: await this.#options.store.history(record.runId),
    };
  }

  async publish(
    model: OwnedModel,
    request: PublishModel & { version: number | undefined },
    by: Publisher & { userRef: string },
  ): Promise<OwnedModel> {
    const { reactions, now, uuid } = this.#options;
    requireVersion(`Model ${model.name}`, model.version, request.version);
    const { visibility: to, note } = request;
    if (to === model.visibility) throw sameVisibility(model);
    const asked: Publication = {
      id: uuid(),
      from: model.visibility,
      to,
      state: 'pending',
      note,
      requestedBy: by.userRef,
      requestedAt: now().toISOString(),
    };
    if (!mayOf(model, by).publish) {
      this.#checkRequest(model, to);
      await this.#store(model, { add: asked });
      await reactions.requested(model, asked);
      return this.#again(model);
    }
    const at = asked.requestedAt;
    await this.#store(model, {
      visibility: to,
      add: {
        ...asked,
        state: 'accepted',
        decidedBy: by.userRef,
        decidedAt: at,
      },
      decide: model.pending && {
        id: model.pending.id,
        state: answeredBy(model.pending, to),
        by: by.userRef,
        at,
      },
    });
    await reactions.changed(model, { visibility: to, by: by.userRef });
    return this.#again(model);
  }

  async decide(
    model: OwnedModel,
    request: {
      publication: string;
      version: number | undefined;
      state: Exclude<Publication['state'], 'pending'>;
    },
    by: Publisher & { userRef: string },
  ): Promise<OwnedModel> {
    const { reactions, now } = this.#options;
    const { pending } = model;
    const { state } = request;
    if (!pending || pending.id !== request.publication) throw notPending(model);
    const may = mayOf(model, by);
    if (!(state === 'withdrawn' ? may.withdraw : may.decide))
      throw mayNotDecide(model, state);
    requireVersion(`Model ${model.name}`, model.version, request.version);
    await this.#store(model, {
      visibility: state === 'accepted' ? pending.to : undefined,
      decide: {
        id: pending.id,
        state,
        by: by.userRef,
        at: now().toISOString(),
      },
    });
    if (state === 'accepted') {
      await reactions.changed(model, {
        visibility: pending.to,
        by: by.userRef,
      });
    } else if (state === 'declined') {
      await reactions.declined(model, {
        publication: pending,
        by: by.userRef,
      });
    } else reactions.withdrawn();
    return this.#again(model);
  }

  #checkRequest(model: OwnedModel, to: Publication['to']): void {
    const refuse = (
      code: 'model.noDecider' | 'model.alreadyAsked' | 'notAllowed',
      what: string,
      remedy: string,
    ) =>
      problem(
        code === 'notAllowed' ? 'notAllowed' : 'conflict',
        code,
        `${model.title} ${what}`,
        [{ field: 'visibility', problem: what, remedy }],
      );
    if (model.deciders.length === 0) {
      throw refuse(
        'model.noDecider',
        'has nobody who could consent: who made it is not a member any more, and the project has no admin',
        `Ask a resource manager to name an admin of project ${model.project}.`,
      );
    }
    if (model.pending) {
      throw refuse(
        'model.alreadyAsked',
        'was asked for already',
        'Wait for the answer, or have that request withdrawn.',
      );
    }
    if (!isWider(to, model.visibility)) {
      throw refuse(
        'notAllowed',
        'can be hidden from people only by its owner',
        `Ask ${model.deciders.join(' or ')}.`,
      );
    }
  }

  async #store(
    model: OwnedModel,
    change: Omit<ModelChange, 'runId' | 'version'>,
  ): Promise<void> {
    const { store } = this.#options;
    const { runId, version } = model;
    if (await store.change({ runId, version, ...change })) return;
    requireVersion(`Model ${model.name}`, version + 1, version);
  }

  async #again(model: OwnedModel): Promise<OwnedModel> {
    const record = await this.#options.store.find(model.name);
    return this.#owned(record ?? model, model.of);
  }

  async #owned(record: ModelRecord, of: OwnedModel['of']): Promise<OwnedModel> {
    const { store, projects } = this.#options;
    return {
      ...record,
      of,
      deciders: decidersOf(record.owner, await projects.membersOf(of.name)),
      pending: await store.pending(record.runId),
    };
  }
}

function sameVisibility(model: OwnedModel): Error {
  return problem(
    'input',
    'model.sameVisibility',
    `${model.title} is visible to the ${model.visibility} already`,
    [
      {
        field: 'visibility',
        problem: 'is what it is already',
        remedy: 'Choose another one.',
      },
    ],
  );
}

function notPending(model: OwnedModel): Error {
  return problem(
    'conflict',
    'model.notPending',
    `This request about ${model.title} is not open any more`,
    [
      {
        field: 'publication',
        problem: 'is decided or unknown',
        remedy: 'Read the model again to see what was decided.',
      },
    ],
  );
}

function mayNotDecide(model: OwnedModel, state: Publication['state']): Error {
  const remedy =
    state === 'withdrawn'
      ? `Ask ${model.pending?.requestedBy}.`
      : `Ask ${model.deciders.join(' or ')}.`;
  return problem(
    'notAllowed',
    'notAllowed',
    `You may not answer this request about ${model.title}`,
    [{ field: 'state', problem: 'is not yours to set', remedy }],
  );
}
