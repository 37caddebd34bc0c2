import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { end } from './process.mjs';
import { requireFreePorts } from './ports.mjs';
import { portalEnvironment, settings, startSandbox } from './processes.mjs';
import { say } from './say.mjs';

/** `npm run dev`: the sandbox, and frontend and backend that reload when their sources change. */
export async function dev(toolchain) {
  const current = settings(toolchain.root, process.env);
  await requireFreePorts([
    { port: 3000, what: 'the development server of the pages', variable: 'PORTAL_DEV_PORT' },
    { port: current.portalPort, what: 'the portal', variable: 'PORTAL_PORT' },
    { port: current.workspacesPort, what: 'the workspaces', variable: 'WORKSPACES_PORT' },
    ...current.sandboxPorts.map(port => ({ port, what: 'the sandbox cluster', variable: 'SANDBOX_PORTS' })),
    { port: current.metricsPort, what: "the sandbox cluster's metrics", variable: 'SANDBOX_METRICS_PORT' },
  ]);
  fs.mkdirSync(path.join(current.dataDir, 'portal'), { recursive: true });
  say('starting the sandbox cluster …');
  const sandbox = await startSandbox(toolchain, current);
  const { PORTAL_ENDS_WITH_PARENT: _, ...env } = portalEnvironment(toolchain, current);
  const reloading = spawn(
    'yarn',
    ['backstage-cli', 'repo', 'start', '--config', '../../app-config.yaml', '--config', '../../app-config.dev.yaml'],
    { cwd: toolchain.root, env, stdio: 'inherit' },
  );
  const outcome = new Promise(resolve => {
    reloading.once('exit', code => resolve(code ?? 0));
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve(0));
  });
  const code = await outcome;
  await Promise.all([end(reloading), end(sandbox)]);
  return code;
}
