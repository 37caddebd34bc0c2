import {
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import {
  RELATION_FINE_TUNED_FROM,
  RELATION_HAS_FINE_TUNE,
  RELATION_PRODUCED_BY,
  RELATION_PRODUCES,
  RELATION_TRAINED_ON,
  RELATION_USED_TO_TRAIN,
} from './relations';
import { AI_KINDS } from './visibility';

/**
 * A field of the spec that points to other entities.
 *
 * @public
 */
export interface AiRelationField {
  /** Kinds that have the field. */
  kinds: readonly string[];
  /** Name of the field in `spec`: one entity ref, or several. */
  field: string;
  forward: string;
  reverse: string;
  /** Kinds that it may point to; a ref without a kind means the first. */
  targets: readonly string[];
}

/**
 * All fields that make relations.
 *
 * @remarks
 * The model layer does not have them: the catalog would emit both directions whatever the visibility, and the reverse
 * of a relation stands on an entity that more people see.
 *
 * @public
 */
export const aiRelationFields: readonly AiRelationField[] = [
  {
    kinds: AI_KINDS,
    field: 'owner',
    forward: RELATION_OWNED_BY,
    reverse: RELATION_OWNER_OF,
    targets: ['Group', 'User'],
  },
  {
    kinds: AI_KINDS,
    field: 'system',
    forward: RELATION_PART_OF,
    reverse: RELATION_HAS_PART,
    targets: ['System'],
  },
  {
    kinds: ['AiModel'],
    field: 'baseModel',
    forward: RELATION_FINE_TUNED_FROM,
    reverse: RELATION_HAS_FINE_TUNE,
    targets: ['AiModel'],
  },
  {
    kinds: ['AiModel'],
    field: 'trainedOn',
    forward: RELATION_TRAINED_ON,
    reverse: RELATION_USED_TO_TRAIN,
    targets: ['AiDataset'],
  },
  {
    kinds: ['AiModel'],
    field: 'producedBy',
    forward: RELATION_PRODUCED_BY,
    reverse: RELATION_PRODUCES,
    targets: ['AiWorkload'],
  },
];
