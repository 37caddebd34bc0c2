import { createClusterClient, loadKubeConfig } from '@silogen/cluster-client';
import type { ContractTarget } from '../contract/context';
import { kaiwoContracts } from '../contract/kaiwo.contract';
import { clusterKinds } from './api/kinds';
import { kueueWebhook, startControllers } from './controllers';
import { startSandboxServer } from './server';

const { CONTRACT_KUBECONFIG: file, CONTRACT_CONTEXT: contextName } =
  process.env;

jest.setTimeout(60_000);

/** On the cluster of a kubeconfig where one is given, else on hall-a with its controllers. */
if (file) {
  describe(`contract: ${contextName ?? 'current context'} of ${file}`, () => {
    const client = createClusterClient({
      kubeConfig: loadKubeConfig({ file, context: contextName }),
    });
    kaiwoContracts(() => ({ client }));
  });
} else {
  describe('contract: sandbox hall-a', () => {
    let target: ContractTarget;
    let stop = async () => {};

    beforeAll(async () => {
      const server = await startSandboxServer({
        clusters: [
          {
            name: 'hall-a',
            port: 0,
            token: 'admin-token',
            kinds: clusterKinds({ kueue: '0.12', kaiwo: true }),
            dataFile: ':memory:',
            admission: [kueueWebhook('0.12')],
          },
        ],
      });
      stop = server.stop;
      const controllers = await startControllers({ server, speed: 1, seed: 1 });
      stop = async () => {
        await controllers.stop();
        await server.stop();
      };
      target = { client: server.clusters[0].client() };
    });

    afterAll(() => stop());

    kaiwoContracts(() => target);
  });
}
