import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  projectReadPermission,
  runReadPermission,
  type Utilisation,
  type WasteList,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectAccess, ProjectFilter } from '../contracts';
import type { UtilisationReader } from './UtilisationReader';
import type {
  UtilisationQuery,
  UtilisationService,
  Visible,
} from './UtilisationService';
import type { WasteReader } from './WasteReader';

type Options = { credentials: BackstageCredentials };

export interface AuthorizedUtilisationServiceOptions {
  utilisation: UtilisationReader;
  wastes: WasteReader;
  access: ProjectAccess;
  projects: { names(filter: ProjectFilter): Promise<string[]> };
}

/**
 * Whoever may see every project sees the organisation; others see what their projects hold. A waste names its run and
 * owner only to those who may open the run.
 */
export class AuthorizedUtilisationService implements UtilisationService {
  readonly #options: AuthorizedUtilisationServiceOptions;

  private constructor(options: AuthorizedUtilisationServiceOptions) {
    this.#options = options;
  }

  static create(
    options: AuthorizedUtilisationServiceOptions,
  ): AuthorizedUtilisationService {
    return new AuthorizedUtilisationService(options);
  }

  async get(query: UtilisationQuery, options: Options): Promise<Utilisation> {
    return this.#options.utilisation.read(
      query,
      await this.#visible(projectReadPermission, options),
    );
  }

  async wastes(options: Options): Promise<WasteList> {
    return this.#options.wastes.read({
      projects: await this.#visible(projectReadPermission, options),
      runs: await this.#visible(runReadPermission, options),
    });
  }

  async #visible(
    permission: ResourcePermission,
    options: Options,
  ): Promise<Visible> {
    const { access, projects } = this.#options;
    const filter = await access.filterFor(permission, options);
    return filter === 'all' ? 'all' : new Set(await projects.names(filter));
  }
}
