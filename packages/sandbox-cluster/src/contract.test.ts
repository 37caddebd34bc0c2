import { createClusterClient, loadKubeConfig } from '@silogen/cluster-client';
import { apiContracts } from '../contract/apiContracts';
import type { ContractTarget } from '../contract/context';
import { clusterKinds, type KueueRelease } from './api/kinds';
import { startSandboxServer } from './server';

const { CONTRACT_KUBECONFIG: file, CONTRACT_CONTEXT: contextName } =
  process.env;

jest.setTimeout(60_000);

/** On the cluster of a kubeconfig where one is given, else on the sandbox's own API server. */
if (file) {
  describe(`contract: ${contextName ?? 'current context'} of ${file}`, () => {
    const kubeConfig = loadKubeConfig({ file, context: contextName });
    const client = createClusterClient({ kubeConfig });
    apiContracts(() => ({ client }), []);
  });
} else {
  describe.each<[string, { kueue: KueueRelease; kaiwo: boolean }]>([
    ['with Kaiwo and Kueue 0.12', { kueue: '0.12', kaiwo: true }],
    ['with Kueue 0.19', { kueue: '0.19', kaiwo: false }],
  ])('contract: sandbox %s', (_, installed) => {
    let target: ContractTarget;
    let stop = async () => {};

    beforeAll(async () => {
      // Moved by `expireHistory`: what was written before is older than the window.
      let ahead = 0;
      const server = await startSandboxServer({
        now: () => Date.now() + ahead,
        clusters: [
          {
            name: 'hall-x',
            port: 0,
            token: 'admin-token',
            readOnlyToken: 'reader-token',
            kinds: clusterKinds(installed),
            dataFile: ':memory:',
          },
        ],
      });
      stop = server.stop;
      const [cluster] = server.clusters;
      target = {
        client: cluster.client(),
        readOnlyClient: cluster.client({ readOnly: true }),
        expireHistory: () => {
          ahead += 10 * 60_000;
          cluster.store.compact();
        },
        writeLog: (pod, namespace, container, lines) =>
          cluster.podLogs.append(
            { pod, namespace, container },
            lines.map(text => ({ timeMs: Date.now(), text })),
          ),
      };
    });

    afterAll(() => stop());

    apiContracts(() => target, ['readOnlyClient', 'expireHistory', 'writeLog']);
  });
}
