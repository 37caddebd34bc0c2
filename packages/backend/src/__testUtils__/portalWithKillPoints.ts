import fs from 'node:fs';
import path from 'node:path';
import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  runHooksExtensionPoint,
  type RunHookPoint,
} from '@silogen/backstage-plugin-resource-manager-node';
import { endWithParent } from '../endWithParent';
import { addFeatures } from '../features';

/** The portal, which kills processes at a named point of a run's life when a test has left a file that asks for it. */
interface KillOrder {
  point: RunHookPoint;
  /** May hold this process too. */
  pids: number[];
}

const ORDER_FILE = path.join(
  process.env.PORTAL_DATA_DIR ?? '.',
  'kill-order.json',
);

function readOrder(): KillOrder | undefined {
  try {
    return JSON.parse(fs.readFileSync(ORDER_FILE, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const killPoints = createBackendModule({
  pluginId: 'resource-manager',
  moduleId: 'kill-points',
  register(env) {
    env.registerInit({
      deps: { hooks: runHooksExtensionPoint },
      async init({ hooks }) {
        hooks.setHooks({
          async at(point) {
            const order = readOrder();
            if (order?.point !== point) return;
            fs.rmSync(ORDER_FILE);
            // Without a pause in between: nothing of this process runs on past the point.
            for (const pid of order.pids) process.kill(pid, 'SIGKILL');
          },
        });
      },
    });
  },
});

endWithParent();

const backend = createBackend();
addFeatures(backend);
backend.add(killPoints);
backend.start();
