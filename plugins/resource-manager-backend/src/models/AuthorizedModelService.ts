import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  modelPublishPermission,
  runReadPermission,
  type ModelVisibility,
} from '@silogen/backstage-plugin-resource-manager-common';
import { userRefOf } from '../callers';
import type { ProjectAccess } from '../contracts';
import { problem } from '../problems';
import type { DefaultModelService } from './DefaultModelService';
import type { ModelService, OwnedModel, Publisher } from './types';

interface Caller {
  credentials: BackstageCredentials;
}

/** Who may see and publish models; one whose run may not be seen is not found. */
export class AuthorizedModelService implements ModelService {
  readonly #inner: DefaultModelService;
  readonly #access: ProjectAccess;

  static create(options: {
    inner: DefaultModelService;
    access: ProjectAccess;
  }): AuthorizedModelService {
    return new AuthorizedModelService(options);
  }

  private constructor(options: {
    inner: DefaultModelService;
    access: ProjectAccess;
  }) {
    this.#inner = options.inner;
    this.#access = options.access;
  }

  async get(name: string, caller: Caller): Promise<ModelVisibility> {
    const model = await this.#visible(name, caller);
    return this.#inner.present(model, await this.#publisher(model, caller));
  }

  async publish(
    request: Parameters<ModelService['publish']>[0],
    caller: Caller,
  ): Promise<ModelVisibility> {
    const model = await this.#visible(request.name, caller);
    const publisher = await this.#permitted(model, caller);
    return this.#inner.present(
      await this.#inner.publish(model, request, publisher),
      publisher,
    );
  }

  async decide(
    request: Parameters<ModelService['decide']>[0],
    caller: Caller,
  ): Promise<ModelVisibility> {
    const model = await this.#visible(request.name, caller);
    const publisher = await this.#permitted(model, caller);
    return this.#inner.present(
      await this.#inner.decide(model, request, publisher),
      publisher,
    );
  }

  async #visible(name: string, caller: Caller): Promise<OwnedModel> {
    const model = await this.#inner.find(name);
    if (
      model &&
      (await this.#access.allowedIn(runReadPermission, model.project, caller))
    )
      return model;
    throw problem(
      'notFound',
      'notFound',
      `There is no model ${name} whose visibility you may see`,
    );
  }

  async #publisher(model: OwnedModel, caller: Caller): Promise<Publisher> {
    const userRef = userRefOf(caller.credentials);
    return {
      userRef,
      permitted:
        userRef !== undefined &&
        (await this.#access.allowedIn(
          modelPublishPermission,
          model.project,
          caller,
        )),
    };
  }

  async #permitted(
    model: OwnedModel,
    caller: Caller,
  ): Promise<Publisher & { userRef: string }> {
    const { userRef, permitted } = await this.#publisher(model, caller);
    if (permitted && userRef !== undefined) return { userRef, permitted };
    throw problem(
      'notAllowed',
      'notAllowed',
      `You may see ${model.title}, but not publish it`,
      [
        {
          field: 'model',
          problem: `needs ${modelPublishPermission.name}`,
          remedy: `Ask a member of project ${model.project}.`,
        },
      ],
    );
  }
}
