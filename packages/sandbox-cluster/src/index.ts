export * from './api/types';
export * from './api/podLogs';
export * from './api/serviceRegistry';
export * from './store/ObjectStore';
export { startSandboxServer } from './server';
export {
  builtInKinds,
  clusterKinds,
  kaiwoKinds,
  kueueKinds,
  rayKinds,
} from './api/kinds';
export type { KueueRelease } from './api/kinds';
export {
  MetricsServer,
  podRecordOf,
  SandboxSeries,
  SCRAPE_MS,
} from './metrics';
export type { PodRecord, SnapshotSource } from './metrics';
export { startSandbox } from './startSandbox';
export type { SandboxOptions } from './startSandbox';
export { startKaiwoControllers } from './controllers/startKaiwoControllers';
export { GPU_MODELS, nodesOf } from './world/nodes';
export type { GpuPartition, NodeGroup, NodeTaint } from './world/nodes';
export {
  defaultKaiwoConfig,
  firstStartQueueConfig,
} from './world/kaiwoDefaults';
