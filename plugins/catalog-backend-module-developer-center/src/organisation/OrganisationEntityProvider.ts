import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { ResourceManagerService } from '@silogen/backstage-plugin-resource-manager-node';
import { mapEach } from '../mapEach';
import { Refresher, RefresherOptions } from '../refresh/Refresher';
import { toDepartmentEntity, toProjectEntity } from './toEntity';

/** Departments and projects of the Resource Manager as catalog Groups. */
export class OrganisationEntityProvider implements EntityProvider {
  static readonly providerName = 'DeveloperCenter:organisation';

  readonly #refresher: Refresher;
  readonly #resourceManager: ResourceManagerService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;

  private constructor(options: OrganisationEntityProviderOptions) {
    this.#resourceManager = options.resourceManager;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#refresher = Refresher.create({
      ...options,
      providerName: OrganisationEntityProvider.providerName,
      topic: 'resource-manager.organisation',
      read: () => this.#read(),
    });
  }

  static create(
    options: OrganisationEntityProviderOptions,
  ): OrganisationEntityProvider {
    return new OrganisationEntityProvider(options);
  }

  getProviderName(): string {
    return OrganisationEntityProvider.providerName;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#refresher.connect(connection);
  }

  async #read(): Promise<Entity[]> {
    const { departments, projects } =
      await this.#resourceManager.listOrganisation(
        {},
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
    const logger = this.#logger;
    return [
      ...mapEach({
        what: 'department',
        items: departments,
        toResult: toDepartmentEntity,
        logger,
      }),
      ...mapEach({
        what: 'project',
        items: projects,
        toResult: toProjectEntity,
        logger,
      }),
    ];
  }
}

export type OrganisationEntityProviderOptions = Omit<
  RefresherOptions,
  'providerName' | 'topic' | 'read'
> & {
  resourceManager: ResourceManagerService;
  auth: AuthService;
};
