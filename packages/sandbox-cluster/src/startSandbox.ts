import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterKinds } from './api/kinds';
import type { SandboxServer } from './api/types';
import { kueueWebhook, startControllers } from './controllers';
import { MetricsServer, SandboxSeries } from './metrics';
import { startSandboxServer } from './server';
import { SANDBOX_CLUSTERS } from './world';
import { loadSeededWorld } from './world/seeded';

export interface SandboxOptions {
  /** Databases and tokens; left out: everything in memory, nothing survives. */
  dataDir?: string;
  /** Where to write the kubeconfig. */
  kubeconfig: string;
  /** Simulated durations are this many times shorter. */
  speed: number;
  /** Makes what is simulated repeatable. */
  seed: number;
  /** In the order of the clusters; 0 or left out: any free port. */
  ports?: readonly number[];
  /** What clusters that have never run begin with: nodes only, or a world with a past. Bare when left out. */
  world?: 'bare' | 'seeded';
  /** Where the Prometheus API listens, 0: any free port; left out: nowhere. */
  metricsPort?: number;
  now?: () => number;
}

/** The whole sandbox: both clusters, and what lives on them. */
export async function startSandbox(
  options: SandboxOptions,
): Promise<{
  server: SandboxServer;
  /** Base of the Prometheus API, where there is one. */
  metricsUrl?: string;
  stop(): Promise<void>;
}> {
  const { dataDir, speed, seed, ports = [] } = options;
  const now = options.now ?? Date.now;
  if (dataDir) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  }
  const server = await startSandboxServer({
    now,
    clusters: SANDBOX_CLUSTERS.map((world, at) => ({
      name: world.name,
      port: ports[at] ?? 0,
      ...tokensOf(world.name, dataDir),
      kinds: clusterKinds({ kueue: world.kueueRelease, kaiwo: world.kaiwo }),
      dataFile: dataDir ? join(dataDir, `${world.name}.sqlite`) : ':memory:',
      gitVersion: world.gitVersion,
      admission: [kueueWebhook(world.kueueRelease)],
    })),
  });
  let metrics: MetricsServer | undefined;
  try {
    if (options.world === 'seeded') {
      loadSeededWorld(server.clusters, { seed, startMs: now(), speed });
    }
    const { metricsPort } = options;
    if (metricsPort !== undefined) {
      const { clusters } = server;
      const series = SandboxSeries.create({ clusters, seed, now });
      metrics = await MetricsServer.start({ series, port: metricsPort, now });
    }
    const controllers = await startControllers({ server, speed, seed, now });
    await server.writeKubeconfig(options.kubeconfig);
    return {
      server,
      metricsUrl: metrics?.url,
      stop: async () => {
        await metrics?.stop();
        await controllers.stop();
        await server.stop();
      },
    };
  } catch (error) {
    await metrics?.stop();
    await server.stop();
    throw error;
  }
}

/** Kept beside the data, so that a kubeconfig that was read once keeps working over restarts. */
function tokensOf(
  name: string,
  dataDir: string | undefined,
): { token: string; readOnlyToken: string } {
  const file = dataDir && join(dataDir, `${name}.tokens.json`);
  if (file) {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      // The first start, or a file that was cut: made anew below.
    }
  }
  const tokens = {
    token: randomBytes(24).toString('base64url'),
    readOnlyToken: randomBytes(24).toString('base64url'),
  };
  if (file) {
    writeFileSync(file, JSON.stringify(tokens), { mode: 0o600 });
  }
  return tokens;
}
