import { join } from 'node:path';
import {
  processComponent,
  type ClusterContext,
  type Component,
} from '../../src/component';
import { isOk } from '../../src/httpGet';
import { etcdUrl } from '../etcd/etcd';

export const SERVICE_ACCOUNT_ISSUER =
  'https://kubernetes.default.svc.cluster.local';

/** The API server, with RBAC, on loopback only. */
export function apiServer(context: ClusterContext): Component {
  const { keeper, programs, ports } = context;
  const pki = join(keeper.folder, 'pki');
  const url = apiServerUrl(ports.apiServer);
  const file = (flag: string, name: string) => `--${flag}=${join(pki, name)}`;
  return processComponent({
    name: 'kube-apiserver',
    keeper,
    program: programs.cluster,
    folder: 'kube-apiserver',
    args: [
      'kube-apiserver',
      `--etcd-servers=${etcdUrl(ports.etcd)}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.apiServer}`,
      // A documentation address, and no Endpoints for it: real network interfaces are left alone.
      '--advertise-address=192.0.2.1',
      '--endpoint-reconciler-type=none',
      file('tls-cert-file', 'apiserver.crt'),
      file('tls-private-key-file', 'apiserver.key'),
      file('client-ca-file', 'ca.crt'),
      '--authorization-mode=Node,RBAC',
      '--anonymous-auth=false',
      '--allow-privileged=true',
      '--profiling=false',
      '--service-cluster-ip-range=10.96.0.0/16',
      `--service-account-issuer=${SERVICE_ACCOUNT_ISSUER}`,
      file('service-account-key-file', 'service-account.key'),
      file('service-account-signing-key-file', 'service-account.key'),
      // Aggregated APIs, such as Kueue's visibility.
      file('requestheader-client-ca-file', 'ca.crt'),
      '--requestheader-allowed-names=front-proxy',
      '--requestheader-username-headers=X-Remote-User',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      file('proxy-client-cert-file', 'front-proxy.crt'),
      file('proxy-client-key-file', 'front-proxy.key'),
      // Container logs come from the nodes' kubelets, which all listen on loopback (see components/logs).
      '--kubelet-preferred-address-types=ExternalIP',
      file('kubelet-certificate-authority', 'ca.crt'),
      file('kubelet-client-certificate', 'kubelet-client.crt'),
      file('kubelet-client-key', 'kubelet-client.key'),
      // Watches of ConfigMaps are answered by etcd itself: only so can tests make their history be forgotten.
      '--watch-cache-sizes=configmaps#0',
    ],
    check: () => isOk(`${url}/readyz`, pki),
  });
}

export function apiServerUrl(port: number): string {
  return `https://127.0.0.1:${port}`;
}
