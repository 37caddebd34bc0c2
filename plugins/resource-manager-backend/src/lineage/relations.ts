import type { Entity } from '@backstage/catalog-model';
import {
  RELATION_FINE_TUNED_FROM,
  RELATION_HAS_FINE_TUNE,
  RELATION_PRODUCED_BY,
  RELATION_PRODUCES,
  RELATION_TRAINED_ON,
  RELATION_USED_TO_TRAIN,
} from '@silogen/backstage-plugin-developer-center-common';
import type { Lineage } from '@silogen/backstage-plugin-resource-manager-common';

type EdgeRelation = Lineage['edges'][number]['relation'];

/** Relations of the catalog that point at what an entity came from. */
export const ORIGIN_RELATIONS: Readonly<Record<string, EdgeRelation>> = {
  [RELATION_FINE_TUNED_FROM]: 'fineTunedFrom',
  [RELATION_TRAINED_ON]: 'trainedOn',
  [RELATION_PRODUCED_BY]: 'producedBy',
};

const RESULT_RELATIONS: readonly string[] = [
  RELATION_HAS_FINE_TUNE,
  RELATION_USED_TO_TRAIN,
  RELATION_PRODUCES,
];

/** What the entity came from, by the catalog. */
export function originsOf(
  entity: Entity,
): { ref: string; relation: EdgeRelation }[] {
  return (entity.relations ?? []).flatMap(({ type, targetRef }) =>
    type in ORIGIN_RELATIONS
      ? [{ ref: targetRef, relation: ORIGIN_RELATIONS[type] }]
      : [],
  );
}

/** What came of the entity, by the catalog. */
export function resultsOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => RESULT_RELATIONS.includes(type))
    .map(({ targetRef }) => targetRef);
}
