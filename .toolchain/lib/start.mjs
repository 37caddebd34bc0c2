import fs from 'node:fs';
import path from 'node:path';
import { buildFrontend } from './build.mjs';
import { requireFreePorts } from './ports.mjs';
import { end } from './process.mjs';
import { settings, startSandbox } from './processes.mjs';
import { runPortal } from './runPortal.mjs';
import { say, UserError } from './say.mjs';

/** Empties the folder of the portal's state after a look that it is one. */
export function removeState(dataDir) {
  if (!fs.existsSync(dataDir)) return;
  const foreign = fs.readdirSync(dataDir).filter(name => !['portal', 'sandbox', 'logs'].includes(name));
  if (foreign.length > 0) {
    throw new UserError(`${dataDir} also holds ${foreign.join(', ')}, which this portal did not make; move it away first.`);
  }
  fs.rmSync(dataDir, { recursive: true, force: true });
}

/** `npm start`: sandbox and portal as one process tree; returns when a person or the system ends it. */
export async function start(toolchain, args) {
  const unknown = args.filter(arg => arg !== '--fresh');
  if (unknown.length > 0) {
    throw new UserError(`'${unknown[0]}' is not known here. npm start -- --fresh begins anew.`);
  }
  const current = settings(toolchain.root, process.env);
  await requireFreePorts([
    { port: current.portalPort, what: 'the portal', variable: 'PORTAL_PORT' },
    { port: current.workspacesPort, what: 'the workspaces', variable: 'WORKSPACES_PORT' },
    ...current.sandboxPorts.map(port => ({ port, what: 'the sandbox cluster', variable: 'SANDBOX_PORTS' })),
    { port: current.metricsPort, what: "the sandbox cluster's metrics", variable: 'SANDBOX_METRICS_PORT' },
  ]);
  if (args.includes('--fresh')) removeState(current.dataDir);
  fs.mkdirSync(path.join(current.dataDir, 'portal'), { recursive: true });
  await buildFrontend(toolchain);

  await runPortal(toolchain, current, {
    startClusters: state => superviseSandbox(toolchain, current, state),
    hint: 'sign in as a developer, resource manager, administrator or viewer; Ctrl-C ends it',
  });
  say('ended; everything is kept for the next start');
  return 0;
}

/** The portal shows a cluster that is away as unreachable; the sandbox comes back by itself. */
async function superviseSandbox(toolchain, current, { isEnding }) {
  let sandbox;
  const startOne = async () => {
    sandbox = await startSandbox(toolchain, current);
    sandbox.once('exit', async code => {
      if (isEnding()) return;
      say(`the sandbox cluster ended (${code}); starting it again …`);
      await startOne();
    });
  };
  say('starting the sandbox cluster …');
  await startOne();
  return () => end(sandbox);
}
