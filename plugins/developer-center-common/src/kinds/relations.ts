/** From a tuned AiModel to the AiModel that it was tuned from. @public */
export const RELATION_FINE_TUNED_FROM = 'fineTunedFrom';
/** Reverse of {@link RELATION_FINE_TUNED_FROM}. @public */
export const RELATION_HAS_FINE_TUNE = 'hasFineTune';

/** From an AiModel to an AiDataset. @public */
export const RELATION_TRAINED_ON = 'trainedOn';
/** Reverse of {@link RELATION_TRAINED_ON}. @public */
export const RELATION_USED_TO_TRAIN = 'usedToTrain';

/** From an AiModel to the AiWorkload that made it. @public */
export const RELATION_PRODUCED_BY = 'producedBy';
/** Reverse of {@link RELATION_PRODUCED_BY}. @public */
export const RELATION_PRODUCES = 'produces';

/**
 * The custom relations, each with its reverse, in the shape that the catalog
 * graph takes as `knownRelationPairs`: it draws only relations that it knows.
 *
 * @public
 */
export const aiRelationPairs: [string, string][] = [
  [RELATION_FINE_TUNED_FROM, RELATION_HAS_FINE_TUNE],
  [RELATION_TRAINED_ON, RELATION_USED_TO_TRAIN],
  [RELATION_PRODUCED_BY, RELATION_PRODUCES],
];

/** The custom relations as the catalog graph takes them as `knownRelations`. @public */
export const aiRelations: string[] = aiRelationPairs.flat();
