/** Id of the run that produced an entity, which is also its `workload-id` label. @public */
export const ANNOTATION_RUN_ID = 'catalog.silogen.ai/run-id';

/** `true` on what came out of a simulated cluster. @public */
export const ANNOTATION_SIMULATED = 'catalog.silogen.ai/simulated';
