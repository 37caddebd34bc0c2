import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  AI_API_VERSION,
  ANNOTATION_RUN_ID,
  ANNOTATION_SIMULATED,
  AiModelEntity,
} from '@silogen/backstage-plugin-developer-center-common';
import { TunedModel } from '@silogen/backstage-plugin-resource-manager-common';
import { projectGroupName, toEntityName } from '../entityNames';
import { tunedModelCard } from './card';

/** Where tuned models come from, as the catalog writes locations. */
export const TUNED_MODELS_LOCATION = 'resource-manager:tuned-models';

/** Facts that tuning does not change, taken from the base model where the catalog has it. */
const INHERITED = [
  'family',
  'languages',
  'parameters',
  'sizeClass',
  'contextLength',
  'precision',
  'modalities',
  'chatTemplate',
  'serving',
  'fitsOn',
] as const;

function inherited(
  base: AiModelEntity | undefined,
): Partial<AiModelEntity['spec']> {
  return Object.fromEntries(
    INHERITED.filter(field => base?.spec[field] !== undefined).map(field => [
      field,
      base!.spec[field],
    ]),
  );
}

function fullRef(ref: string, defaultKind: string): string {
  return stringifyEntityRef(parseEntityRef(ref, { defaultKind }));
}

/**
 * The model that a finished fine-tune made.
 *
 * @remarks
 * Who may see it is as the Resource Manager has it: its project at first. It is
 * a candidate that nobody has reviewed. Without its base model in the catalog, licence and task say that
 * they are unknown: neither is guessed.
 *
 * @throws TypeError where one of the refs is none.
 */
export function toTunedModelEntity(
  model: TunedModel,
  base?: AiModelEntity,
): AiModelEntity {
  const owner = `group:default/${projectGroupName(model.project)}`;
  const baseRef = fullRef(model.baseModel, 'AiModel');
  const method = toEntityName(model.method);
  return {
    apiVersion: AI_API_VERSION,
    kind: 'AiModel',
    metadata: {
      name: toEntityName(model.name),
      title: model.title,
      description: `Fine-tuned from ${
        base?.metadata.title ?? parseEntityRef(baseRef).name
      } (${model.method}) in project ${model.project}.`,
      tags: ['fine-tuned', ...(method === 'fine-tuned' ? [] : [method])],
      annotations: {
        [ANNOTATION_LOCATION]: TUNED_MODELS_LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: TUNED_MODELS_LOCATION,
        [ANNOTATION_RUN_ID]: model.runId,
        ...(model.simulated && { [ANNOTATION_SIMULATED]: 'true' }),
      },
    },
    spec: {
      type: 'tuned',
      lifecycle: 'experimental',
      owner,
      visibility: model.visibility,
      status: 'candidate',
      provider: model.project,
      task: base?.spec.task ?? 'unknown',
      licence: base?.spec.licence ?? {
        id: 'unknown',
        name: 'Unknown: see the base model',
      },
      ...inherited(base),
      baseModel: baseRef,
      ...(model.dataset && {
        trainedOn: [fullRef(model.dataset, 'AiDataset')],
      }),
      producedBy: fullRef(model.workload, 'AiWorkload'),
      ...(model.artefactUri && { artefact: { uri: model.artefactUri } }),
      ...(model.metrics && { metrics: { ...model.metrics } }),
      simulated: model.simulated,
      card: tunedModelCard(model),
    },
  };
}
