import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { end } from './process.mjs';
import { startLogged, transform } from './processes.mjs';
import { UserError } from './say.mjs';

/** As the sandbox has them: one hall with Kaiwo, one with Kueue alone. */
const CLUSTERS = [
  { name: 'hall-a', args: ['--kueue', '0.12', '--kaiwo', '--nodes', 'mi300x=6,mi325x=2,cpu=2'] },
  { name: 'hall-b', args: ['--kueue', '0.19', '--nodes', 'mi210=1,l40s=1,cpu=1'] },
];

/** Whose the series are in Mimir. */
const TENANT = 'real-cluster';

/** One running `packages/test-cluster/src/cli.ts`. */
class RealCluster {
  /** Resolves with the cluster once it is ready. */
  static async start(toolchain, { dataDir }, { name, args }) {
    const logFile = path.join(dataDir, 'logs', `${name}.log`);
    const child = startLogged(
      toolchain,
      [
        '--require',
        transform,
        'packages/test-cluster/src/cli.ts',
        '--name',
        name,
        '--kubeconfig',
        kubeconfigOf(dataDir, name),
        ...args,
      ],
      { env: toolchain.env, cwd: toolchain.root, logFile, stdout: 'pipe' },
    );
    const cluster = new RealCluster(name, child);
    child.once('exit', code => cluster.#fail(new UserError(`cluster ${name} ended (${code}); see ${logFile}`)));
    cluster.ready = await cluster.#answer();
    return cluster;
  }

  #waiting = [];
  #ended;

  constructor(name, child) {
    this.name = name;
    this.child = child;
    // Writing to a cluster that is gone: shows as its end.
    child.stdin.on('error', () => {});
    readline.createInterface({ input: child.stdout }).on('line', line => {
      if (line.startsWith('{')) this.#waiting.shift()?.resolve(JSON.parse(line));
    });
  }

  /** Has the cluster carry out a command such as `{ kill: 'etcd' }`; rejects with what it refuses it for. */
  async ask(command) {
    const answer = this.#answer();
    this.child.stdin.write(`${JSON.stringify(command)}\n`);
    const { error, ...done } = await answer;
    if (error) throw new Error(`${this.name}: ${error}`);
    return done;
  }

  end() {
    return end(this.child);
  }

  /** The next line that it prints; it prints them in the order of the commands. */
  #answer() {
    return new Promise((resolve, reject) => {
      if (this.#ended) reject(this.#ended);
      else this.#waiting.push({ resolve, reject });
    });
  }

  #fail(error) {
    this.#ended = error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

/** The first cluster has a Mimir beside it; the others' series go there too. */
function metricsArgs(running) {
  const [first] = running.values();
  return first ? ['--metrics-url', first.ready.metrics.mimir] : ['--metrics'];
}

/** Where the part of the portal's configuration stands that leads to the series of these clusters. */
export function metricsConfigOf(dataDir) {
  return path.join(dataDir, 'metrics.yaml');
}

function writeMetricsConfig({ dataDir }, running) {
  const [first] = running.values();
  const { origin, pathname } = new URL(first.ready.metrics.mimir);
  const metrics = { baseUrl: origin, pathPrefix: pathname, tenant: TENANT };
  // JSON is YAML.
  fs.writeFileSync(metricsConfigOf(dataDir), JSON.stringify({ resourceManager: { metrics } }));
}

function kubeconfigOf(dataDir, name) {
  return path.join(dataDir, `kubeconfig.${name}`);
}

/** One kubeconfig with a context of each cluster's name. */
async function joinKubeconfigs({ dataDir, kubeconfig }) {
  // Installed only by now: the commands prepare that themselves.
  const { parse, stringify } = await import('yaml');
  const joined = { apiVersion: 'v1', kind: 'Config', 'current-context': CLUSTERS[0].name, clusters: [], users: [], contexts: [] };
  for (const { name } of CLUSTERS) {
    const { clusters, users } = parse(fs.readFileSync(kubeconfigOf(dataDir, name), 'utf8'));
    joined.clusters.push({ ...clusters[0], name });
    // Each cluster calls its administrator the same.
    joined.users.push({ ...users[0], name });
    joined.contexts.push({ name, context: { cluster: name, user: name } });
  }
  fs.writeFileSync(kubeconfig, stringify(joined), { mode: 0o600 });
}

/**
 * Starts hall-a and hall-b with one Mimir, and writes a kubeconfig with both clusters and the portal's configuration of
 * the metrics (`metricsConfigOf`).
 *
 * @param settings - `{ dataDir, kubeconfig, runFor }`; `runFor`, such as `90s`: pods of Jobs end by themselves after it
 * @param onStart - told the name of the cluster that starts now
 * @param onEnd - told when a cluster ends, also when it is asked to: `{ name, code }`
 * @returns the running clusters, by name
 */
export async function startRealClusters(toolchain, settings, { onStart = () => {}, onEnd = () => {} } = {}) {
  const running = new Map();
  try {
    for (const options of CLUSTERS) {
      onStart(options.name);
      const args = [...options.args, ...metricsArgs(running), '--metrics-tenant', TENANT];
      if (settings.runFor) args.push('--run-for', settings.runFor);
      const cluster = await RealCluster.start(toolchain, settings, { name: options.name, args });
      running.set(options.name, cluster);
      cluster.child.once('exit', code => onEnd({ name: options.name, code }));
    }
    await joinKubeconfigs(settings);
    writeMetricsConfig(settings, running);
    return running;
  } catch (error) {
    await endRealClusters(running);
    throw error;
  }
}

export async function endRealClusters(clusters) {
  await Promise.all([...clusters.values()].map(cluster => cluster.end()));
}
