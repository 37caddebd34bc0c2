import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  runReadPermission,
  type Lineage,
} from '@silogen/backstage-plugin-resource-manager-common';
import type { ProjectAccess } from '../contracts';
import { problem } from '../problems';
import { assembleLineage } from './assembleLineage';
import type { LineageFinder } from './LineageFinder';

const DEFAULT_DEPTH = 3;
/** What a person still takes in, and a page still draws at once. */
export const MAX_LINEAGE_NODES = 60;

export interface LineageServiceOptions {
  finder: LineageFinder;
  access: ProjectAccess;
}

/** Lineages as the caller may see them: the catalog decides about entities, the projects' members about runs. */
export class LineageService {
  readonly #options: LineageServiceOptions;

  static create(options: LineageServiceOptions): LineageService {
    return new LineageService(options);
  }

  private constructor(options: LineageServiceOptions) {
    this.#options = options;
  }

  async of(
    request: { entity: string; depth?: number },
    options: { credentials: BackstageCredentials },
  ): Promise<Lineage> {
    const { access, finder } = this.#options;
    const found = await finder.find({
      root: stringifyEntityRef(parseEntityRef(request.entity)),
      depth: request.depth ?? DEFAULT_DEPTH,
      runLimit: MAX_LINEAGE_NODES,
      filter: await access.filterFor(runReadPermission, options),
      ...options,
    });
    if (!found) {
      throw problem(
        'notFound',
        'notFound',
        `There is no model, dataset or workload ${request.entity} that you may see`,
      );
    }
    return assembleLineage(found, { limit: MAX_LINEAGE_NODES });
  }
}
