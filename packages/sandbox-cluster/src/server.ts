import { writeFile } from 'node:fs/promises';
import { RunningCluster } from './RunningCluster';
import { kubeconfigOf } from './kubeconfig';
import type { SandboxServer, SandboxServerOptions } from './api/types';

/**
 * Starts the API servers of the given clusters on the loopback interface.
 *
 * @example
 * ```ts
 * const server = await startSandboxServer({
 *   clusters: [{ name: 'hall-a', port: 0, token, kinds: hallAKinds(), dataFile: ':memory:' }],
 * });
 * const client = server.clusters[0].client();
 * ```
 */
export async function startSandboxServer(
  options: SandboxServerOptions,
): Promise<SandboxServer> {
  const clusters: RunningCluster[] = [];
  try {
    for (const cluster of options.clusters) {
      clusters.push(await RunningCluster.start({ cluster, server: options }));
    }
  } catch (error) {
    await Promise.all(clusters.map(cluster => cluster.stop()));
    throw error;
  }
  return {
    clusters,
    writeKubeconfig: file =>
      writeFile(file, kubeconfigOf(clusters), { mode: 0o600 }),
    stop: async () => {
      await Promise.all(clusters.map(cluster => cluster.stop()));
    },
  };
}
