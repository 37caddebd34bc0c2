import { stringify } from 'yaml';

interface Access {
  name: string;
  url: string;
  caData: string;
  tokens: { token: string; readOnlyToken?: string };
}

/** A kubeconfig with one context per cluster and token; the first one is current. */
export function kubeconfigOf(clusters: readonly Access[]): string {
  const users = clusters.flatMap(({ name, tokens }) => [
    { name, cluster: name, token: tokens.token },
    ...(tokens.readOnlyToken
      ? [
          {
            name: `${name}-readonly`,
            cluster: name,
            token: tokens.readOnlyToken,
          },
        ]
      : []),
  ]);
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': users[0]?.name ?? '',
    preferences: {},
    clusters: clusters.map(cluster => ({
      name: cluster.name,
      cluster: {
        server: cluster.url,
        'certificate-authority-data': Buffer.from(cluster.caData).toString(
          'base64',
        ),
      },
    })),
    users: users.map(({ name, token }) => ({ name, user: { token } })),
    contexts: users.map(({ name, cluster }) => ({
      name,
      context: { cluster, user: name },
    })),
  });
}
