export { addHandEdit } from './handEdit';
export { loadSeededWorld, seededSince } from './loadWorld';
export { planWorld } from './planWorld';
export { buildSnapshot } from './snapshot';
export {
  GPUS_ANNOTATION,
  IDLE_ANNOTATION,
  UNHEALTHY_ANNOTATION,
} from './types';
export type { PlannedRun } from './types';
