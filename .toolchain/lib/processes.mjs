import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { UserError } from './say.mjs';

/** Lets Node run the TypeScript of this repository. */
export const transform = '@backstage/cli-node/config/nodeTransform.cjs';

/** Ports and folders of a portal that runs from this checkout; each can be moved by its variable. */
export function settings(root, environment) {
  const dataDir = path.resolve(root, environment.PORTAL_DATA_DIR ?? '.data');
  return {
    dataDir,
    portalPort: Number(environment.PORTAL_PORT ?? 7007),
    workspacesPort: Number(environment.WORKSPACES_PORT ?? 7008),
    sandboxPorts: (environment.SANDBOX_PORTS ?? '7101,7102').split(',').map(Number),
    sandboxSpeed: environment.SANDBOX_SPEED ?? '1',
    sandboxWorld: environment.SANDBOX_WORLD ?? 'seeded',
    metricsPort: Number(environment.SANDBOX_METRICS_PORT ?? 7013),
    kubeconfig: path.join(dataDir, 'sandbox', 'kubeconfig'),
  };
}

/** What the portal's configuration reads from the environment (`app-config.yaml`). */
export function portalEnvironment(toolchain, { dataDir, portalPort, workspacesPort, metricsPort, kubeconfig }) {
  return {
    ...toolchain.env,
    NODE_ENV: 'development',
    PORTAL_PORT: String(portalPort),
    WORKSPACES_PORT: String(workspacesPort),
    PORTAL_DATA_DIR: dataDir,
    SANDBOX_KUBECONFIG: kubeconfig,
    SANDBOX_METRICS_PORT: String(metricsPort),
    PORTAL_ENDS_WITH_PARENT: '1',
  };
}

/** Output goes to a file; the child ends when this process does, since its standard input closes. */
export function startLogged(toolchain, args, { env, cwd, logFile, stdout = 'file' }) {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.openSync(logFile, 'a');
  const child = spawn(toolchain.node, args, {
    cwd,
    env,
    stdio: ['pipe', stdout === 'pipe' ? 'pipe' : log, log],
  });
  fs.closeSync(log);
  return child;
}

/**
 * Starts the sandbox cluster.
 * @returns the child, after it has said that it is ready
 */
export async function startSandbox(
  toolchain,
  { dataDir, sandboxPorts, sandboxSpeed, sandboxWorld = 'bare', metricsPort, kubeconfig },
) {
  const logFile = path.join(dataDir, 'logs', 'sandbox.log');
  const child = startLogged(
    toolchain,
    [
      '--require',
      transform,
      'packages/sandbox-cluster/src/cli.ts',
      '--data-dir',
      path.join(dataDir, 'sandbox'),
      '--kubeconfig',
      kubeconfig,
      '--speed',
      sandboxSpeed,
      '--ports',
      sandboxPorts.join(','),
      '--metrics-port',
      String(metricsPort),
      '--world',
      sandboxWorld,
    ],
    { env: toolchain.env, cwd: toolchain.root, logFile, stdout: 'pipe' },
  );
  const lines = readline.createInterface({ input: child.stdout });
  await new Promise((resolve, reject) => {
    lines.on('line', line => {
      if (line.startsWith('{') && JSON.parse(line).ready) resolve();
    });
    child.once('exit', code => reject(new UserError(`the sandbox cluster ended (${code}); see ${logFile}`)));
  });
  return child;
}

/** Starts the portal's backend from its sources; it serves the built pages too. A test may name another entry. */
export function startPortal(toolchain, current) {
  const backend = path.join(toolchain.root, 'packages/backend');
  const configs = ['../../app-config.yaml'];
  if (fs.existsSync(path.join(toolchain.root, 'app-config.local.yaml'))) configs.push('../../app-config.local.yaml');
  // Laid over the others, such as what a test adds.
  configs.push(...(current.extraConfigs ?? []));
  return startLogged(
    toolchain,
    ['--require', transform, current.entry ?? 'src/index.ts', ...configs.flatMap(file => ['--config', file])],
    {
      env: portalEnvironment(toolchain, current),
      cwd: backend,
      logFile: path.join(current.dataDir, 'logs', 'portal.log'),
    },
  );
}

/** Whether everybody could sign in: the catalog has to have read its users. True where there are no trial accounts. */
async function canSignIn(base) {
  const accounts = await fetch(`${base}/api/auth/trial-accounts/accounts`);
  if (!accounts.ok) return true;
  for (const { name } of (await accounts.json()).items) {
    const answer = await fetch(`${base}/api/auth/trial-accounts/refresh`, { headers: { 'x-trial-account': name } });
    if (answer.status === 503) return false;
  }
  return true;
}

/** Resolves when every plugin of the portal has started and people can sign in; rejects when it ends first. */
export async function untilPortalReady(child, { portalPort, dataDir }) {
  const logFile = path.join(dataDir, 'logs', 'portal.log');
  const ended = new Promise((_, reject) => {
    child.once('exit', code => reject(new UserError(`the portal ended (${code}); see ${logFile}`)));
  });
  const base = `http://127.0.0.1:${portalPort}`;
  const answers = async () => {
    for (;;) {
      const ready = await fetch(`${base}/.backstage/health/v1/readiness`)
        .then(response => response.ok && canSignIn(base))
        .catch(() => false);
      if (ready) return;
      await new Promise(resolve => setTimeout(resolve, 250));
    }
  };
  await Promise.race([answers(), ended]);
}
