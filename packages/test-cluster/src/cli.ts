import { copyFileSync, fstatSync, rmSync } from 'node:fs';
import { buildMetricsPrograms, buildPrograms } from './build/build';
import { GoError } from './build/go';
import { readCliOptions, type CliOptions } from './cliOptions';
import { startMetricsStores, type MetricsStores } from './startMetricsStores';
import { startTestCluster } from './startTestCluster';

const startedAt = Date.now();

/**
 * Runs a test cluster until this process is told to end, or its parent goes away. Stdout carries one JSON line once it
 * is ready; progress goes to stderr.
 */
async function main(): Promise<void> {
  const options = readCliOptions(process.argv.slice(2));
  if (options.buildOnly) {
    await buildPrograms({ kueue: options.kueue, onProgress });
    if (options.metrics) {
      await buildMetricsPrograms({ onProgress });
    }
    return;
  }
  const ended = untilTold();
  const starting = startAll(options);
  // Told to end while it starts: the keeper ends with this process.
  const started = await Promise.race([starting, ended]);
  if (!started) {
    process.exit(0);
  }
  const { cluster, stores } = started;
  publish(options, cluster.kubeconfig);
  process.stdout.write(
    `${JSON.stringify({
      ready: true,
      pid: process.pid,
      kubeconfig: options.kubeconfig ?? cluster.kubeconfig,
      readOnlyKubeconfig: cluster.readOnlyKubeconfig,
      url: cluster.client.server,
      folder: cluster.folder,
      processes: Object.fromEntries(cluster.processes()),
      ...(stores && { metrics: addressesOf(stores) }),
    })}\n`,
  );
  await ended;
  if (options.kubeconfig) {
    rmSync(options.kubeconfig, { force: true });
  }
  await Promise.all([cluster.stop(), stores?.stop()]);
  process.exit(0);
}

async function startAll(options: CliOptions) {
  const cluster = await startTestCluster({ ...options, onProgress });
  const stores = options.metrics
    ? await startMetricsStores({ onProgress })
    : undefined;
  return { cluster, stores };
}

/** What stands before `/api/v1` at each store. */
function addressesOf({ mimir, prometheus }: MetricsStores) {
  const addressOf = (store: MetricsStores['mimir']) =>
    `${store.url}${store.pathPrefix}`;
  return { mimir: addressOf(mimir), prometheus: addressOf(prometheus) };
}

function publish({ kubeconfig }: CliOptions, source: string): void {
  if (kubeconfig) {
    copyFileSync(source, kubeconfig);
  }
}

function onProgress(text: string): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} s  ${text}\n`);
}

/** Resolves at a signal, or when the pipe of the parent closes; a terminal or /dev/null says nothing about a parent. */
async function untilTold(): Promise<void> {
  await new Promise<void>(resolve => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    const stat = fstatSync(0);
    if (stat.isFIFO() || stat.isSocket()) {
      process.stdin.once('end', resolve).once('close', resolve).resume();
    }
  });
}

main().catch(error => {
  const text =
    error instanceof GoError || error?.name === 'InputError'
      ? error.message
      : error?.stack ?? String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
