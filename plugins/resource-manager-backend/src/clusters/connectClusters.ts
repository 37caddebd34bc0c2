import type { LoggerService } from '@backstage/backend-plugin-api';
import { createClusterClient, loadKubeConfig } from '@silogen/cluster-client';
import type { ClusterConfig } from '../config';
import { DefaultClusterConnection } from './DefaultClusterConnection';
import { DefaultClusterRegistry } from './DefaultClusterRegistry';

const USER_AGENT = 'silogen-portal';

/** A cluster whose kubeconfig cannot be read is there, cannot be reached, and is tried again. */
export function connectClusters(options: {
  clusters: readonly ClusterConfig[];
  logger: LoggerService;
  now: () => Date;
}): DefaultClusterRegistry {
  const { logger, now } = options;
  return DefaultClusterRegistry.create({
    connections: options.clusters.map(({ name, title, connect }) =>
      DefaultClusterConnection.create({
        name,
        title,
        connect: () =>
          createClusterClient({
            kubeConfig: loadKubeConfig(connect),
            userAgent: USER_AGENT,
          }),
        logger,
        now,
      }),
    ),
  });
}
