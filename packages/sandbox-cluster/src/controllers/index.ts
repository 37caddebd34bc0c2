import type { SandboxCluster, SandboxServer } from '../api/types';
import { addPodScheduler, addServiceEndpoints, Kubelet } from '../kubelet';
import { addDeploymentController } from './apps/deploymentController';
import { addReplicaSetController } from './apps/replicaSetController';
import { addJobController } from './batch/jobController';
import { addKaiwoJobController } from './kaiwo/kaiwoJobController';
import { addKaiwoServiceController } from './kaiwo/kaiwoServiceController';
import { KaiwoEnvironment } from './kaiwo/kaiwoEnvironment';
import { addQueueConfigController } from './kaiwo/queueConfigController';
import { KAIWO_KINDS } from './kaiwo/types';
import { addJobIntegration } from './kueue/jobIntegration';
import { openKueueCache, type KueueCache } from './kueue/kueueCache';
import { addPodIntegration } from './kueue/podIntegration';
import { addQueueStatus } from './kueue/queueStatus';
import { addSchedulerCycle } from './kueue/schedulerCycle';
import { systemClock, type Clock } from './runtime/clock';
import { ControllerContext } from './runtime/context';
import { findClusterWorld, seedWorld } from '../world';
import { addHandEdit, seededSince } from '../world/seeded';

export { kueueWebhook } from './kueue/webhook';

export interface StartControllersOptions {
  server: SandboxServer;
  /** Simulated seconds per second of wall time; 1 when left out. */
  speed?: number;
  /** Everything that looks random depends on it. */
  seed?: string | number;
  now?: () => number;
  /** Timers and time together, for tests; wins over `now`. */
  clock?: Clock;
  /** Left out: a line on stderr. */
  onError?(error: unknown, where: string): void;
}

export interface RunningControllers {
  /** Resolves when nothing of the controllers is left; the cluster stays as it is. */
  stop(): Promise<void>;
}

/**
 * Brings every cluster of the server to its initial state, where the cluster is one of the sandbox's, and runs the
 * controllers that fit what it serves.
 */
export async function startControllers(
  options: StartControllersOptions,
): Promise<RunningControllers> {
  const contexts = await Promise.all(
    options.server.clusters.map(cluster => startOn(cluster, options)),
  );
  return {
    stop: async () => {
      await Promise.all(contexts.map(context => context.stop()));
    },
  };
}

async function startOn(
  cluster: SandboxCluster,
  options: StartControllersOptions,
): Promise<ControllerContext> {
  const speed = options.speed ?? 1;
  const clock = options.clock ?? systemClock(options.now);
  const onError = options.onError ?? reportToStderr;
  const context = ControllerContext.create({
    client: cluster.client(),
    clock,
    speed,
    seed: `${options.seed ?? 1}/${cluster.name}`,
    onError: (error, where) => onError(error, `${cluster.name}: ${where}`),
  });
  const world = findClusterWorld(cluster.name);
  if (world) {
    await seedWorld(context.client, world, { speed, nowMs: clock.now() });
  }
  await addJobController(context);
  await addDeploymentController(context);
  await addReplicaSetController(context);
  await addPodScheduler(context);
  await Kubelet.create(context, cluster.podLogs);
  await addServiceEndpoints(context, cluster.services);
  const cache = await openKueueCache(context);
  if (cache) {
    await addKueue(context, cache);
    if (seededSince(cluster) !== undefined) {
      addHandEdit(context, cache, { cluster });
    }
  }
  await context.start();
  return context;
}

async function addKueue(
  context: ControllerContext,
  cache: KueueCache,
): Promise<void> {
  // The release shows in what it serves: v1beta2 came with 0.15.
  const release = cache.workloads.type.version === 'v1beta2' ? '0.19' : '0.12';
  await addJobIntegration(context, cache);
  await addPodIntegration(context, cache);
  addSchedulerCycle(context, cache, release);
  addQueueStatus(context, cache);
  if (await context.client.discover(KAIWO_KINDS.job)) {
    const environment = await KaiwoEnvironment.create(context, cache);
    await addQueueConfigController(context, cache);
    await addKaiwoJobController(context, cache, environment);
    await addKaiwoServiceController(context, cache, environment);
  }
}

function reportToStderr(error: unknown, where: string): void {
  process.stderr.write(
    `${where}: ${error instanceof Error ? error.message : String(error)}\n`,
  );
}
