import { MANAGER_USER, WEBHOOK_HOST } from '../components/kueue/kueue';
import type { CertificateRequest, Keeper } from './keeper/Keeper';

/** Everybody who takes part, by the name of the files. */
const CERTIFICATES: Record<string, CertificateRequest> = {
  apiserver: {
    commonName: 'kube-apiserver',
    addresses: ['127.0.0.1', '10.96.0.1'],
    dnsNames: [
      'localhost',
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
      'kubernetes.default.svc.cluster.local',
    ],
  },
  admin: { commonName: 'admin', organizations: ['system:masters'] },
  reader: { commonName: 'reader', organizations: ['test-cluster:readers'] },
  'controller-manager': { commonName: 'system:kube-controller-manager' },
  scheduler: {
    commonName: 'system:kube-scheduler',
    addresses: ['127.0.0.1'],
  },
  kwok: { commonName: 'kwok', organizations: ['system:masters'] },
  kubelet: { commonName: 'kubelet', addresses: ['127.0.0.1'] },
  'kubelet-client': { commonName: 'kube-apiserver-kubelet-client' },
  'front-proxy': { commonName: 'front-proxy' },
  // Only its key counts: it signs the tokens of service accounts.
  'service-account': { commonName: 'service-account' },
  kueue: {
    commonName: MANAGER_USER,
    organizations: [
      'system:serviceaccounts',
      'system:serviceaccounts:kueue-system',
    ],
  },
  'kueue-webhook': { commonName: 'kueue', dnsNames: [WEBHOOK_HOST] },
};

export async function issueCertificates(keeper: Keeper): Promise<void> {
  for (const [name, request] of Object.entries(CERTIFICATES)) {
    await keeper.issueCertificate(name, request);
  }
}
