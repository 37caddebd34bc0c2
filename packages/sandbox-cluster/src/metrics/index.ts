export { PodHistory } from './history/PodHistory';
export { MetricsServer, SANDBOX_TENANT } from './http/metricsServer';
export type { MetricsServerOptions } from './http/metricsServer';
export { SandboxSeries } from './series/SandboxSeries';
export { SCRAPE_MS } from './series/LazySeries';
export type { SnapshotSource } from './series/snapshot';
export { podRecordOf } from './history/podRecord';
export type { PodRecord } from './history/podRecord';
