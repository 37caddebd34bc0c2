import {
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import {
  CatalogModelLayer,
  createCatalogModelLayer,
} from '@backstage/catalog-model/alpha';
import { ANNOTATION_RUN_ID, ANNOTATION_SIMULATED } from './annotations';
import { AI_API_GROUP } from './common';
import {
  RELATION_FINE_TUNED_FROM,
  RELATION_HAS_FINE_TUNE,
  RELATION_PRODUCED_BY,
  RELATION_PRODUCES,
  RELATION_TRAINED_ON,
  RELATION_USED_TO_TRAIN,
} from './relations';
import { AI_KINDS } from './visibility';
import aiDatasetSchema from './AiDataset.v1alpha1.schema.json';
import aiModelSchema from './AiModel.v1alpha1.schema.json';
import aiWorkloadSchema from './AiWorkload.v1alpha1.schema.json';

/** The layer takes mutable lists. */
const kinds = [...AI_KINDS];

/**
 * The kinds AiModel, AiDataset and AiWorkload and their relations, for
 * `catalogModelExtensionPoint`.
 *
 * @alpha
 */
export const developerCenterModelLayer: CatalogModelLayer =
  createCatalogModelLayer({
    layerId: `${AI_API_GROUP}/developer-center`,
    builder: model => {
      model.addKind({
        group: AI_API_GROUP,
        names: { kind: 'AiModel', singular: 'aimodel', plural: 'aimodels' },
        description:
          'An AI model: weights that exist, where they lie, what they are good for and what they need.',
        versions: [
          {
            name: 'v1alpha1',
            schema: { jsonSchema: aiModelSchema },
          },
        ],
      });
      model.addKind({
        group: AI_API_GROUP,
        names: {
          kind: 'AiDataset',
          singular: 'aidataset',
          plural: 'aidatasets',
        },
        description:
          'A dataset that models are trained or evaluated on, with its shape, licence and origin.',
        versions: [
          {
            name: 'v1alpha1',
            schema: { jsonSchema: aiDatasetSchema },
          },
        ],
      });
      model.addKind({
        group: AI_API_GROUP,
        names: {
          kind: 'AiWorkload',
          singular: 'aiworkload',
          plural: 'aiworkloads',
        },
        description:
          'A launchable definition: what runs, on how many GPUs, with which parameters. Never a running thing.',
        versions: [
          {
            name: 'v1alpha1',
            schema: { jsonSchema: aiWorkloadSchema },
          },
        ],
      });

      // Which fields make them is in `aiRelationFields`; a processor emits them.
      model.updateRelationPair({
        fromKind: kinds,
        toKind: ['Group', 'User'],
        forward: { type: RELATION_OWNED_BY },
        reverse: { type: RELATION_OWNER_OF },
      });
      model.updateRelationPair({
        fromKind: kinds,
        toKind: 'System',
        forward: { type: RELATION_PART_OF },
        reverse: { type: RELATION_HAS_PART },
      });
      model.addRelationPair({
        fromKind: 'AiModel',
        toKind: 'AiModel',
        description: 'A model was fine-tuned from another one.',
        forward: { type: RELATION_FINE_TUNED_FROM, title: 'fine-tuned from' },
        reverse: { type: RELATION_HAS_FINE_TUNE, title: 'has fine-tune' },
      });
      model.addRelationPair({
        fromKind: 'AiModel',
        toKind: 'AiDataset',
        description: 'A model was trained on a dataset.',
        forward: { type: RELATION_TRAINED_ON, title: 'trained on' },
        reverse: { type: RELATION_USED_TO_TRAIN, title: 'used to train' },
      });
      model.addRelationPair({
        fromKind: 'AiModel',
        toKind: 'AiWorkload',
        description: 'A run of a workload produced a model.',
        forward: { type: RELATION_PRODUCED_BY, title: 'produced by' },
        reverse: { type: RELATION_PRODUCES, title: 'produces' },
      });

      model.addAnnotation({
        name: ANNOTATION_RUN_ID,
        title: 'Run',
        description:
          'Id of the run that produced this entity, the same as the workload-id label of its objects.',
      });
      model.addAnnotation({
        name: ANNOTATION_SIMULATED,
        title: 'Simulated',
        description:
          'true on an entity that came out of a simulated cluster: there is no artefact behind it.',
        schema: { jsonSchema: { type: 'string', enum: ['true', 'false'] } },
      });
    },
  });
