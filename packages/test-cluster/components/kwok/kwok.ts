import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  processComponent,
  type ClusterContext,
  type Component,
} from '../../src/component';
import { isOk } from '../../src/httpGet';
import { stagesWith } from './stages';

/** Plays the kubelets: keeps nodes ready, takes pods through their lives (`stages.yaml`). */
export function kwok(
  context: ClusterContext,
  options: { logPort: number; runForMs?: number },
): Component {
  const { keeper, programs, ports } = context;
  const stages = join(keeper.folder, 'stages.yaml');
  return processComponent({
    name: 'kwok',
    keeper,
    program: programs.cluster,
    folder: 'kwok',
    args: [
      'kwok',
      `--kubeconfig=${join(keeper.folder, 'kwok.kubeconfig')}`,
      `--config=${stages}`,
      '--manage-all-nodes=true',
      '--cidr=10.244.0.1/16',
      // Where the API server finds every node's kubelet: components/logs.
      '--node-ip=127.0.0.1',
      `--node-port=${options.logPort}`,
      '--node-lease-duration-seconds=40',
      `--server-address=127.0.0.1:${ports.kwok}`,
    ],
    prepare: async () =>
      writeFile(
        stages,
        stagesWith(
          await readFile(join(__dirname, 'stages.yaml'), 'utf8'),
          options.runForMs,
        ),
      ),
    check: () => isOk(`http://127.0.0.1:${ports.kwok}/healthz`),
  });
}
