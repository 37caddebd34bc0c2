import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isAiDatasetEntity,
  isAiModelEntity,
  isAiWorkloadEntity,
  type AiDatasetEntity,
  type AiModelEntity,
  type AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import type { PreviewRunRequest } from '@silogen/backstage-plugin-resource-manager-common';
import { launchProblem, type LaunchProblem } from './problems';

export interface LaunchEntities {
  workload?: AiWorkloadEntity;
  model?: AiModelEntity;
  dataset?: AiDatasetEntity;
  problems: LaunchProblem[];
}

/** Reads what a launch names, as the caller: what they may not see does not exist for them. */
export class LaunchCatalog {
  readonly #catalog: CatalogService;

  static create(options: { catalog: CatalogService }): LaunchCatalog {
    return new LaunchCatalog(options.catalog);
  }

  private constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  async load(
    request: PreviewRunRequest,
    options: { credentials: BackstageCredentials },
  ): Promise<LaunchEntities> {
    const problems: LaunchProblem[] = [];
    const refs = [
      request.workload,
      request.inputs?.model,
      request.inputs?.dataset,
    ];
    const wanted = refs.filter(
      ref => ref !== undefined && ref !== '',
    ) as string[];
    const { items } =
      wanted.length > 0
        ? await this.#catalog.getEntitiesByRefs({ entityRefs: wanted }, options)
        : { items: [] };
    const found = new Map(wanted.map((ref, index) => [ref, items[index]]));
    const pick = <T extends Entity>(
      field: string,
      ref: string | undefined,
      is: (entity: Entity) => entity is T,
      word: string,
    ): T | undefined => {
      if (!ref) return undefined;
      const entity = found.get(ref);
      if (entity && is(entity)) return entity;
      problems.push(
        launchProblem('run.unknownInput', {
          field,
          problem: `There is no ${word} ${ref} that you may see.`,
          remedy: `Choose one from the catalogue.`,
        }),
      );
      return undefined;
    };
    const workload = pick(
      'workload',
      request.workload,
      isAiWorkloadEntity,
      'workload',
    );
    const model = pick(
      'inputs.model',
      request.inputs?.model,
      isAiModelEntity,
      'model',
    );
    const dataset = pick(
      'inputs.dataset',
      request.inputs?.dataset,
      isAiDatasetEntity,
      'dataset',
    );
    return { workload, model, dataset, problems };
  }
}
