import fs from 'node:fs';
import https from 'node:https';
import { parse } from 'yaml';

/** The little that the tests read of a Kubernetes object. */
export interface KubeItem {
  kind?: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    uid: string;
    ownerReferences?: { kind: string; name: string }[];
  };
  spec: any;
  status?: any;
}

export interface KubeRequest {
  kubeconfig: string;
  /** Name of a context. */
  cluster: string;
  path: string;
  method: 'GET' | 'POST' | 'PATCH';
  /** Of PATCH: a JSON merge patch. */
  body?: object;
}

/** A request with the credentials of a kubeconfig, be they a token or a certificate: what kubectl would see. */
export function kubeRequest<T>({
  kubeconfig,
  cluster,
  path,
  method,
  body,
}: KubeRequest): Promise<T> {
  const config = parse(fs.readFileSync(kubeconfig, 'utf8'));
  const entry = (list: string, name: string) =>
    config[list].find((candidate: { name: string }) => candidate.name === name);
  const { context } = entry('contexts', cluster);
  const { server, 'certificate-authority-data': ca } = entry(
    'clusters',
    context.cluster,
  ).cluster;
  const {
    token,
    'client-certificate-data': cert,
    'client-key-data': key,
  } = entry('users', context.user).user;
  const decoded = (data?: string) =>
    data === undefined ? undefined : Buffer.from(data, 'base64');
  return new Promise((resolve, reject) => {
    const request = https.request(
      `${server}${path}`,
      {
        method,
        ca: decoded(ca),
        cert: decoded(cert),
        key: decoded(key),
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined
            ? {}
            : {
                'content-type':
                  method === 'PATCH'
                    ? 'application/merge-patch+json'
                    : 'application/json',
              }),
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${path}: ${response.statusCode} ${text}`));
        });
      },
    );
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}
