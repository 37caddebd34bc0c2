import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildFrontend } from './build.mjs';
import { requireFreePorts } from './ports.mjs';
import { settings } from './processes.mjs';
import { endRealClusters, metricsConfigOf, startRealClusters } from './realClusters.mjs';
import { runPortal } from './runPortal.mjs';
import { say, UserError } from './say.mjs';
import { buildTestCluster } from './testCluster.mjs';

async function startClusters(toolchain, current, { isEnding }) {
  const running = await startRealClusters(toolchain, current, {
    onStart: name => say(`starting ${name}: etcd, API server, controllers, scheduler, nodes, Kueue …`),
    onEnd: ({ name, code }) => {
      if (!isEnding()) say(`${name} ended (${code}); the portal shows it as unreachable from now on`);
    },
  });
  return () => endRealClusters(running);
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
    extraConfigs: [metricsConfigOf(dataDir)],
    runFor: process.env.REAL_CLUSTER_RUN_FOR ?? '90s',
  };
  try {
    await requireFreePorts([
      { port: current.portalPort, what: 'the portal', variable: 'PORTAL_PORT' },
      { port: current.workspacesPort, what: 'the workspaces', variable: 'WORKSPACES_PORT' },
    ]);
    say('building the clusters (minutes the first time, from the Go module proxy) …');
    await buildTestCluster(toolchain);
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
