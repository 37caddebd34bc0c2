import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  createResourceManagerClient,
  type PreviewRunRequest,
  type ListProjectsQuery,
  type ListRunsQuery,
  type ResourceManagerClient,
} from '@silogen/backstage-plugin-resource-manager-common';
import type {
  LaunchRunOptions,
  ResourceManagerService,
  ResourceManagerServiceRequestOptions,
} from './types';

const PLUGIN_ID = 'resource-manager';

/** Talks to the Resource Manager's API; the token is minted for each call and never leaves this class. */
export class DefaultResourceManagerService implements ResourceManagerService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): DefaultResourceManagerService {
    return new DefaultResourceManagerService(options);
  }

  private constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  async launchRun(
    request: LaunchRunOptions,
    options: ResourceManagerServiceRequestOptions,
  ) {
    const { idempotencyKey, ...body } = request;
    const client = await this.#client(options);
    const { data } = await client.POST('/v1/runs', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      body,
    });
    return received(data);
  }

  async previewRun(
    request: PreviewRunRequest,
    options: ResourceManagerServiceRequestOptions,
  ) {
    const client = await this.#client(options);
    const { data } = await client.POST('/v1/run-preview', { body: request });
    return received(data);
  }

  async getRun(
    request: { runId: string },
    options: ResourceManagerServiceRequestOptions,
  ) {
    const client = await this.#client(options);
    const { data } = await client.GET('/v1/runs/{run}', {
      params: { path: { run: request.runId } },
    });
    return received(data);
  }

  async listRuns(
    request: ListRunsQuery,
    options: ResourceManagerServiceRequestOptions,
  ) {
    const client = await this.#client(options);
    const { data } = await client.GET('/v1/runs', {
      params: { query: request },
    });
    return received(data);
  }

  async listProjects(
    request: ListProjectsQuery,
    options: ResourceManagerServiceRequestOptions,
  ) {
    const client = await this.#client(options);
    const { data } = await client.GET('/v1/projects', {
      params: { query: request },
    });
    return received(data);
  }

  async listOrganisation(
    _request: {},
    options: ResourceManagerServiceRequestOptions,
  ) {
    const client = await this.#client(options);
    const { data } = await client.GET('/v1/organisation');
    return received(data);
  }

  async getMemberships(
    request: { userRef: string },
    options: ResourceManagerServiceRequestOptions,
  ) {
    const client = await this.#client(options);
    const { data } = await client.GET('/v1/memberships', {
      params: { query: request },
    });
    return received(data);
  }

  async listTunedModels(
    _request: {},
    options: ResourceManagerServiceRequestOptions,
  ) {
    const client = await this.#client(options);
    const { data } = await client.GET('/v1/tuned-models');
    return received(data);
  }

  async #client(
    options: ResourceManagerServiceRequestOptions,
  ): Promise<ResourceManagerClient> {
    const baseUrl = await this.#discovery.getBaseUrl(PLUGIN_ID);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: PLUGIN_ID,
    });
    return createResourceManagerClient({
      baseUrl,
      fetch: async request => {
        request.headers.set('Authorization', `Bearer ${token}`);
        const response = await fetch(request);
        if (!response.ok) {
          throw await ResponseError.fromResponse(response);
        }
        return response;
      },
    });
  }
}

/** The client types `data` as absent on failure, but a failure has been thrown by then. */
function received<T>(data: T | undefined): T {
  if (data === undefined) {
    throw new Error('The Resource Manager answered without a body');
  }
  return data;
}
