import { createClusterClient, loadKubeConfig } from '@silogen/cluster-client';
import type { ContractTarget } from '../contract/context';
import { kueueContracts } from '../contract/kueue.contract';
import { clusterKinds, type KueueRelease } from './api/kinds';
import { kueueWebhook, startControllers } from './controllers';
import { startSandboxServer } from './server';

const { CONTRACT_KUBECONFIG: file, CONTRACT_CONTEXT: contextName } =
  process.env;

jest.setTimeout(60_000);

/** On the cluster of a kubeconfig where one is given, else on the sandbox. */
if (file) {
  describe(`contract: ${contextName ?? 'current context'} of ${file}`, () => {
    const client = createClusterClient({
      kubeConfig: loadKubeConfig({ file, context: contextName }),
    });
    kueueContracts(() => ({ client }));
  });
} else {
  describe.each<KueueRelease>(['0.12', '0.19'])(
    'contract: sandbox with Kueue %s',
    kueue => {
      let target: ContractTarget;
      let stop = async () => {};

      beforeAll(async () => {
        const server = await startSandboxServer({
          clusters: [
            {
              name: 'hall-x',
              port: 0,
              token: 'admin-token',
              kinds: clusterKinds({ kueue, kaiwo: false }),
              dataFile: ':memory:',
              admission: [kueueWebhook(kueue)],
            },
          ],
        });
        stop = server.stop;
        const controllers = await startControllers({
          server,
          speed: 1,
          seed: 1,
        });
        stop = async () => {
          await controllers.stop();
          await server.stop();
        };
        target = { client: server.clusters[0].client() };
      });

      afterAll(() => stop());

      kueueContracts(() => target);
    },
  );
}
