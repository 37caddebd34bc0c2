import path from 'node:path';
import { end } from './process.mjs';
import { startPortal, untilPortalReady } from './processes.mjs';
import { say, UserError } from './say.mjs';

/**
 * Starts clusters and the portal on them, and returns when a person or the system ends them.
 *
 * @param startClusters - given `{ isEnding }`; resolves, once they answer, with what ends them
 */
export async function runPortal(toolchain, current, { startClusters, hint }) {
  let ending = false;
  let stopClusters;
  let portal;
  const stop = async () => {
    ending = true;
    await Promise.all([end(portal), stopClusters?.()]);
  };
  const ended = new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => {
        ending = true;
        resolve(0);
      });
    }
  });

  stopClusters = await startClusters({ isEnding: () => ending });
  if (ending) {
    await stop();
    return;
  }
  say('starting the portal …');
  portal = startPortal(toolchain, current);
  try {
    await Promise.race([untilPortalReady(portal, current), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  if (ending) {
    await stop();
    return;
  }
  const portalEnded = new Promise(resolve => {
    portal.once('exit', code => resolve(ending ? 0 : { code }));
  });
  say(`ready: http://localhost:${current.portalPort}  (${hint})`);
  const outcome = await Promise.race([ended, portalEnded]);
  await stop();
  if (typeof outcome === 'object') {
    throw new UserError(`the portal ended (${outcome.code}); see ${path.join(current.dataDir, 'logs/portal.log')}`);
  }
}
