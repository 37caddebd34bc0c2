import {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  AiModelEntity,
  isAiModelEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import { TunedModel } from '@silogen/backstage-plugin-resource-manager-common';
import { ResourceManagerService } from '@silogen/backstage-plugin-resource-manager-node';
import { mapEach } from '../mapEach';
import { Refresher, RefresherOptions } from '../refresh/Refresher';
import { toTunedModelEntity } from './toEntity';

/** The models that finished fine-tunes made, as AiModels. */
export class TunedModelEntityProvider implements EntityProvider {
  static readonly providerName = 'DeveloperCenter:tuned-models';

  readonly #refresher: Refresher;
  readonly #resourceManager: ResourceManagerService;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;

  private constructor(options: TunedModelEntityProviderOptions) {
    this.#resourceManager = options.resourceManager;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#refresher = Refresher.create({
      ...options,
      providerName: TunedModelEntityProvider.providerName,
      topic: 'resource-manager.tuned-models',
      read: () => this.#read(),
    });
  }

  static create(
    options: TunedModelEntityProviderOptions,
  ): TunedModelEntityProvider {
    return new TunedModelEntityProvider(options);
  }

  getProviderName(): string {
    return TunedModelEntityProvider.providerName;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#refresher.connect(connection);
  }

  async #read(): Promise<Entity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#resourceManager.listTunedModels(
      {},
      { credentials },
    );
    const bases = await this.#baseModels(items, credentials);
    return mapEach({
      what: 'tuned model',
      items,
      toResult: item => toTunedModelEntity(item, bases.get(refOf(item))),
      logger: this.#logger,
    });
  }

  /** The base models that the catalog has, in one request. */
  async #baseModels(
    items: readonly TunedModel[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, AiModelEntity>> {
    const entityRefs = [...new Set(items.map(refOf))].filter(Boolean);
    if (entityRefs.length === 0) {
      return new Map();
    }
    const { items: found } = await this.#catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials },
    );
    return new Map(
      found
        .filter(entity => entity !== undefined)
        .filter(isAiModelEntity)
        .map(entity => [stringifyEntityRef(entity), entity]),
    );
  }
}

/** Full ref of the base model; empty where it is no ref, which the mapper then reports. */
function refOf(item: TunedModel): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(item.baseModel, { defaultKind: 'AiModel' }),
    );
  } catch {
    return '';
  }
}

export type TunedModelEntityProviderOptions = Omit<
  RefresherOptions,
  'providerName' | 'topic' | 'read'
> & {
  resourceManager: ResourceManagerService;
  catalog: CatalogService;
  auth: AuthService;
};
