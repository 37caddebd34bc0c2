export { Kubelet } from './kubelet';
export { addPodScheduler } from './podScheduler';
export { addServiceEndpoints } from './serviceEndpoints';
export {
  CHECKPOINT_ANNOTATION,
  PROGRESS_ANNOTATION,
  RUN_ANNOTATION,
} from './runRecord';
