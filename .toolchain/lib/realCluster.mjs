import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { buildFrontend } from './build.mjs';
import { requireFreePorts } from './ports.mjs';
import { end } from './process.mjs';
import { settings, startLogged, transform } from './processes.mjs';
import { runPortal } from './runPortal.mjs';
import { say, UserError } from './say.mjs';
import { buildTestCluster } from './testCluster.mjs';

/** As the sandbox has them: one hall with Kaiwo, one with Kueue alone. */
const CLUSTERS = [
  { name: 'hall-a', args: ['--kueue', '0.12', '--kaiwo', '--nodes', 'mi300x=6,mi325x=2,cpu=2'] },
  { name: 'hall-b', args: ['--kueue', '0.19', '--nodes', 'mi210=1,l40s=1,cpu=1'] },
];

/** Starts one cluster; resolves with its process once it is ready. */
async function startCluster(toolchain, { dataDir }, { name, args }) {
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
  const lines = readline.createInterface({ input: child.stdout });
  await new Promise((resolve, reject) => {
    lines.on('line', line => {
      if (line.startsWith('{') && JSON.parse(line).ready) resolve();
    });
    child.once('exit', code => reject(new UserError(`cluster ${name} ended (${code}); see ${logFile}`)));
  });
  return child;
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

async function startClusters(toolchain, current, { isEnding }) {
  const running = [];
  const stop = () => Promise.all(running.map(child => end(child)));
  try {
    for (const cluster of CLUSTERS) {
      say(`starting ${cluster.name}: etcd, API server, controllers, scheduler, nodes, Kueue …`);
      const child = await startCluster(toolchain, current, cluster);
      running.push(child);
      child.once('exit', code => {
        if (!isEnding()) say(`${cluster.name} ended (${code}); the portal shows it as unreachable from now on`);
      });
    }
    await joinKubeconfigs(current);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nobody measures these clusters; the metrics of a sandbox that runs beside them are not theirs. */
function withoutMetrics(dataDir) {
  const file = path.join(dataDir, 'without-metrics.yaml');
  fs.writeFileSync(file, 'resourceManager:\n  metrics: null\n');
  return file;
}

/**
 * `npm run start:real-cluster`: the portal of `npm start` on real Kubernetes and Kueue instead of the sandbox. The
 * clusters begin empty, so the portal does too: nothing is kept.
 */
export async function startRealCluster(toolchain, args) {
  if (args.length > 0) throw new UserError(`'${args[0]}' is not known here; npm run start:real-cluster takes no options.`);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-real-cluster-'));
  const current = {
    ...settings(toolchain.root, { ...process.env, PORTAL_DATA_DIR: dataDir }),
    kubeconfig: path.join(dataDir, 'kubeconfig'),
    extraConfigs: [withoutMetrics(dataDir)],
  };
  try {
    await requireFreePorts([
      { port: current.portalPort, what: 'the portal', variable: 'PORTAL_PORT' },
      { port: current.workspacesPort, what: 'the workspaces', variable: 'WORKSPACES_PORT' },
    ]);
    say('building the clusters (minutes the first time, from the Go module proxy) …');
    await buildTestCluster(toolchain, { metrics: false });
    fs.mkdirSync(path.join(dataDir, 'portal'), { recursive: true });
    await buildFrontend(toolchain);
    await runPortal(toolchain, current, {
      startClusters: state => startClusters(toolchain, current, state),
      hint: `sign in as with npm start; kubeconfig ${current.kubeconfig}; Ctrl-C ends it`,
    });
  } catch (error) {
    if (!fs.existsSync(path.join(dataDir, 'logs'))) fs.rmSync(dataDir, { recursive: true });
    throw error;
  }
  fs.rmSync(dataDir, { recursive: true });
  say('ended; nothing is left of it');
  return 0;
}
