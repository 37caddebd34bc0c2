export { buildMetricsPrograms, buildPrograms } from './build/build';
export type { BuiltPrograms } from './build/build';
export { GoError } from './build/go';
export type { Component } from './component';
export type { WrittenSample, WrittenSeries } from './metrics/remoteWrite';
export type { NodeCounts } from './nodes';
export { startMetricsStores, startMimir } from './startMetricsStores';
export type {
  MetricsStore,
  MetricsStores,
  MetricsStoresOptions,
  StartedMimir,
} from './startMetricsStores';
export { startTestCluster } from './startTestCluster';
export type { TestCluster, TestClusterOptions } from './startTestCluster';
export { describeOnTestCluster } from './testing/onTestCluster';
