import type { Entity } from '@backstage/catalog-model';
import {
  defaultCatalogCollatorEntityTransformer,
  type CatalogCollatorEntityTransformer,
} from '@backstage/plugin-search-backend-module-catalog';
import {
  isAiDatasetEntity,
  isAiModelEntity,
  isAiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';

function keywordsOf(entity: Entity): (string | undefined)[] {
  const { name, tags = [] } = entity.metadata;
  if (isAiModelEntity(entity)) {
    const { spec } = entity;
    return [
      name,
      ...tags,
      spec.task,
      spec.family,
      spec.provider,
      spec.licence.name,
      ...(spec.languages ?? []),
      ...(spec.modalities ?? []),
      ...(spec.fineTuning?.methods ?? []),
      ...(spec.serving?.engines ?? []),
      spec.artefact?.uri,
    ];
  }
  if (isAiDatasetEntity(entity)) {
    const { spec } = entity;
    return [
      name,
      ...tags,
      spec.task,
      spec.format,
      spec.licence.name,
      spec.provenance,
      ...(spec.languages ?? []),
      ...(spec.columns?.map(column => column.name) ?? []),
      spec.location.uri,
    ];
  }
  if (isAiWorkloadEntity(entity)) {
    const { spec } = entity;
    return [
      name,
      ...tags,
      spec.category,
      spec.engine,
      spec.image,
      ...(spec.consumes?.map(({ task }) => task) ?? []),
      ...(spec.parameters?.map(parameter => parameter.title) ?? []),
    ];
  }
  return [name, ...tags];
}

/**
 * Entities as search has them: what Backstage indexes, and in `keywords` what people look for a model, dataset or
 * workload by. `text` stays the description, since results show it.
 */
export const entityDocument: CatalogCollatorEntityTransformer = entity => ({
  ...defaultCatalogCollatorEntityTransformer(entity),
  keywords: keywordsOf(entity).filter(Boolean).join(' '),
});
