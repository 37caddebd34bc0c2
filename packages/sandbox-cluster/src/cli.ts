import { fstatSync } from 'node:fs';
import { readCliOptions } from './cliOptions';
import { startSandbox } from './startSandbox';

/**
 * Runs the sandbox until its parent goes away. Stdout carries one JSON line once it is ready; everything else goes
 * to stderr.
 */
async function main(): Promise<void> {
  const options = readCliOptions(process.argv.slice(2));
  const sandbox = await startSandbox(options);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= sandbox.stop().then(
      () => process.exit(0),
      error => fail(error),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  if (stdinIsPipe()) {
    process.stdin.once('end', stop).once('close', stop).resume();
  }
  const clusters = sandbox.server.clusters.map(({ name, url }) => ({
    name,
    context: name,
    url,
  }));
  const line = {
    ready: true,
    pid: process.pid,
    kubeconfig: options.kubeconfig,
    clusters,
    metrics: sandbox.metricsUrl,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** A terminal or /dev/null says nothing about a parent; only a pipe that closes does. */
function stdinIsPipe(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

function fail(error: unknown): void {
  process.stderr.write(
    `${error instanceof Error ? error.stack ?? error.message : error}\n`,
  );
  process.exit(1);
}

main().catch(fail);
