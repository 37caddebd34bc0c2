import { join } from 'node:path';
import { typeOf } from '../../src/apply';
import {
  processComponent,
  type ClusterContext,
  type Component,
} from '../../src/component';

/** Jobs, Deployments, garbage collection, namespaces, service accounts and the rest. */
export function controllerManager(context: ClusterContext): Component {
  const { keeper, programs, ports, client } = context;
  const pki = join(keeper.folder, 'pki');
  const kubeconfig = join(keeper.folder, 'controller-manager.kubeconfig');
  return processComponent({
    name: 'kube-controller-manager',
    keeper,
    program: programs.cluster,
    folder: 'kube-controller-manager',
    args: [
      'kube-controller-manager',
      `--kubeconfig=${kubeconfig}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.controllerManager}`,
      '--cert-dir=certificates',
      '--leader-elect=false',
      '--use-service-account-credentials=true',
      `--service-account-private-key-file=${join(pki, 'service-account.key')}`,
      `--root-ca-file=${join(pki, 'ca.crt')}`,
      // On a busy machine kwok may be late with the nodes' leases; a lost node is simulated by annotation instead.
      '--node-monitor-grace-period=5m',
    ],
    // Its first visible work.
    check: async () => {
      const accounts = await typeOf(client, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
      });
      return (await client.find(accounts, 'default', 'default')) !== undefined;
    },
  });
}
