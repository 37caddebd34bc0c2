export { SANDBOX_CLUSTERS, findClusterWorld } from './clusters';
export type { ClusterWorld } from './clusters';
export { GPU_MODELS, gpuResource, nodePoolName } from './nodes';
export type { GpuModel, NodeGroup } from './nodes';
export {
  initialObjects,
  seedWorld,
  SIMULATED_ANNOTATION,
  SPEED_ANNOTATION,
} from './seedWorld';
export type { SeedOptions } from './seedWorld';
