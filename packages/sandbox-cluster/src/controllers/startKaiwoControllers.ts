import type { ClusterClient } from '@silogen/cluster-client';
import { NotFoundError } from '@backstage/errors';
import { KaiwoEnvironment } from './kaiwo/kaiwoEnvironment';
import { addKaiwoJobController } from './kaiwo/kaiwoJobController';
import { addKaiwoServiceController } from './kaiwo/kaiwoServiceController';
import { addQueueConfigController } from './kaiwo/queueConfigController';
import { openKueueCache } from './kueue/kueueCache';
import { systemClock } from './runtime/clock';
import { ControllerContext } from './runtime/context';

export interface StartKaiwoControllersOptions {
  /** Any cluster that serves Kueue's and Kaiwo's kinds. */
  client: ClusterClient;
  /** Left out: a line on stderr. */
  onError?(error: unknown, where: string): void;
}

/** Only what plays Kaiwo's operator, for a cluster whose Kubernetes and Kueue are real. */
export async function startKaiwoControllers(
  options: StartKaiwoControllersOptions,
): Promise<{ stop(): Promise<void> }> {
  const { client, onError = reportToStderr } = options;
  const context = ControllerContext.create({
    client,
    clock: systemClock(),
    speed: 1,
    seed: '1',
    onError,
  });
  const cache = await openKueueCache(context);
  if (!cache) {
    throw new NotFoundError(`${client.server} does not serve Kueue's kinds`);
  }
  const environment = await KaiwoEnvironment.create(context, cache);
  await addQueueConfigController(context, cache);
  await addKaiwoJobController(context, cache, environment);
  await addKaiwoServiceController(context, cache, environment);
  await context.start();
  return { stop: () => context.stop() };
}

function reportToStderr(error: unknown, where: string): void {
  process.stderr.write(
    `kaiwo: ${where}: ${
      error instanceof Error ? error.message : String(error)
    }\n`,
  );
}
