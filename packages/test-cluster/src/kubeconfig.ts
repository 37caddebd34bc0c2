import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** Writes a kubeconfig that holds everything itself: it can be copied elsewhere. */
export function writeKubeconfig(options: {
  /** The cluster's folder, with `pki` in it. */
  folder: string;
  file: string;
  server: string;
  /** Name of the user's certificate in `pki`. */
  user: string;
  context: string;
}): string {
  const { folder, file, server, user, context } = options;
  const data = (name: string) =>
    readFileSync(join(folder, 'pki', name)).toString('base64');
  const text = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [
      {
        name: context,
        cluster: { server, 'certificate-authority-data': data('ca.crt') },
      },
    ],
    users: [
      {
        name: user,
        user: {
          'client-certificate-data': data(`${user}.crt`),
          'client-key-data': data(`${user}.key`),
        },
      },
    ],
    contexts: [{ name: context, context: { cluster: context, user } }],
  });
  const path = join(folder, file);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
