import type { ClusterClient } from '@silogen/cluster-client';
import type { Component } from '../component';
import { startMimir } from '../startMetricsStores';
import { MetricsWriter } from './MetricsWriter';
import { remoteWrite } from './remoteWrite';

export interface ClusterMetrics {
  /** What stands before `/api/v1` of the Mimir that has the series. */
  mimir: string;
  /** Those that run here: none where the Mimir is another cluster's. */
  components: readonly Component[];
  stop(): Promise<void>;
}

/** Writes a cluster's series into a Mimir: one that starts here, or the one at `url`. */
export async function startClusterMetrics(options: {
  client: ClusterClient;
  /** Value of the label `k8s_cluster_name`. */
  cluster: string;
  tenant: string;
  /** `mimir` of another cluster's metrics. */
  url?: string;
  onProgress(text: string): void;
}): Promise<ClusterMetrics> {
  const { client, cluster, tenant, url, onProgress } = options;
  const own = url === undefined ? await startMimir({ onProgress }) : undefined;
  const mimir = url ?? `${own!.mimir.url}${own!.mimir.pathPrefix}`;
  const push = new URL('/api/v1/push', mimir).href;
  const writer = MetricsWriter.create({
    client,
    cluster,
    write: series => remoteWrite({ url: push, tenant, series }),
    onProgress,
  });
  await writer.start();
  return {
    mimir,
    components: own ? [own.mimir.component] : [],
    stop: async () => {
      await writer.stop();
      await own?.stop();
    },
  };
}
