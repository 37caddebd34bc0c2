import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject, ResourceType } from '@silogen/cluster-client';
import { SERVICE_ACCOUNT_ISSUER } from '../../components/kube-apiserver/apiServer';
import { applyAll, typeOf } from '../apply';
import type { TestCluster } from '../startTestCluster';

/** May get, list and watch everything (see `allowReaders`). */
export const READER = 'test-cluster-reader';
const RBAC = 'rbac.authorization.k8s.io';

/** Gives an account a ClusterRole. */
export function bindingOf({ metadata }: KubeObject, role: string): KubeObject {
  const { name, namespace } = metadata;
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `${namespace}-${name}` },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
}

/** A service account of namespace `default`; one that may read everything, when no role is named. */
export async function serviceAccount(
  { client }: TestCluster,
  name: string,
  role = READER,
): Promise<KubeObject> {
  const account: KubeObject = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'default' },
  };
  await applyAll(client, [account, bindingOf(account, role)]);
  return client.get(await typeOf(client, account), name, 'default');
}

/** Asks the API server for a token, as a kubelet does; ten minutes is the shortest that it hands out. */
export async function requestToken(
  { client }: TestCluster,
  { metadata }: KubeObject,
  expirationSeconds: number,
): Promise<string> {
  const { name, namespace } = metadata;
  const type: ResourceType = {
    group: '',
    version: 'v1',
    kind: 'TokenRequest',
    plural: `serviceaccounts/${name}/token`,
    namespaced: true,
    subresources: [],
  };
  const answer: KubeObject = await client.create<KubeObject>(type, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    metadata: { name, namespace },
    spec: { expirationSeconds },
  });
  return (answer.status as { token: string }).token;
}

/** The API server's clocks may differ by so much: it takes a token for as long after its end. */
const LEEWAY_SECONDS = 60;

/** A token that the API server takes for a shorter time than it would sign, with the key that it signs with. */
export function shortToken(
  { folder }: TestCluster,
  { metadata }: KubeObject,
  lifetimeSeconds: number,
): string {
  const { name, namespace, uid } = metadata;
  const end = Math.floor(Date.now() / 1000) + lifetimeSeconds - LEEWAY_SECONDS;
  const start = end - 600;
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = [
    { alg: 'ES256', typ: 'JWT' },
    {
      iss: SERVICE_ACCOUNT_ISSUER,
      aud: [SERVICE_ACCOUNT_ISSUER],
      sub: `system:serviceaccount:${namespace}:${name}`,
      iat: start,
      nbf: start,
      exp: end,
      'kubernetes.io': { namespace, serviceaccount: { name, uid } },
    },
  ]
    .map(encode)
    .join('.');
  const key = createPrivateKey(
    readFileSync(join(folder, 'pki', 'service-account.key')),
  );
  const signature = sign('sha256', Buffer.from(text), {
    key,
    dsaEncoding: 'ieee-p1363',
  });
  return `${text}.${signature.toString('base64url')}`;
}
