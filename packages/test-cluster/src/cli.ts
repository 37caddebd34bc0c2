import { copyFileSync, fstatSync, rmSync } from 'node:fs';
import { buildMetricsPrograms, buildPrograms } from './build/build';
import { GoError } from './build/go';
import { serveCliCommands } from './cliCommands';
import { readCliOptions, type CliOptions } from './cliOptions';
import { startClusterMetrics } from './metrics/startClusterMetrics';
import { startTestCluster } from './startTestCluster';

const startedAt = Date.now();

/**
 * Runs a test cluster until this process is told to end, or its parent goes away. Stdout carries one JSON line once it
 * is ready, and one for each command on stdin; progress goes to stderr.
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
  const { cluster, metrics } = started;
  publish(options, cluster.kubeconfig);
  say({
    ready: true,
    pid: process.pid,
    kubeconfig: options.kubeconfig ?? cluster.kubeconfig,
    readOnlyKubeconfig: cluster.readOnlyKubeconfig,
    url: cluster.client.server,
    folder: cluster.folder,
    processes: Object.fromEntries(cluster.processes()),
    ...(metrics && { metrics: { mimir: metrics.mimir } }),
  });
  if (hasParent()) {
    void serveCliCommands({
      input: process.stdin,
      components: [...cluster.components, ...(metrics?.components ?? [])],
      writeLog: cluster.writeLog,
      answer: say,
    });
  }
  await ended;
  if (options.kubeconfig) {
    rmSync(options.kubeconfig, { force: true });
  }
  await Promise.all([cluster.stop(), metrics?.stop()]);
  process.exit(0);
}

async function startAll(options: CliOptions) {
  const { metrics, metricsUrl, metricsTenant, name = 'test' } = options;
  const cluster = await startTestCluster({ ...options, onProgress });
  if (!metrics && metricsUrl === undefined) {
    return { cluster };
  }
  return {
    cluster,
    metrics: await startClusterMetrics({
      client: cluster.client,
      cluster: name,
      tenant: metricsTenant,
      url: metricsUrl,
      onProgress,
    }),
  };
}

function publish({ kubeconfig }: CliOptions, source: string): void {
  if (kubeconfig) {
    copyFileSync(source, kubeconfig);
  }
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function onProgress(text: string): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} s  ${text}\n`);
}

/** Whether a pipe leads here: a terminal or /dev/null says nothing about a parent. */
function hasParent(): boolean {
  const stat = fstatSync(0);
  return stat.isFIFO() || stat.isSocket();
}

/** Resolves at a signal, or when the pipe of the parent closes. */
async function untilTold(): Promise<void> {
  await new Promise<void>(resolve => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    if (hasParent()) {
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
