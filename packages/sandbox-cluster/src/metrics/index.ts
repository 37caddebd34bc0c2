export { PodHistory } from './history/PodHistory';
export { MetricsServer, SANDBOX_TENANT } from './http/metricsServer';
export type { MetricsServerOptions } from './http/metricsServer';
export { SandboxSeries } from './series/SandboxSeries';
