import { stringify } from 'yaml';
import { RIGHTS, type Right } from './rights';

const NAME = 'silogen-portal';
const NAMESPACE = 'silogen-portal';

function rulesOf(rights: readonly Right[]) {
  const rules = new Map<
    string,
    { apiGroups: string[]; resources: string[]; verbs: string[] }
  >();
  for (const { group, resource, verbs } of rights) {
    const key = `${group} ${verbs.join(' ')}`;
    const rule = rules.get(key);
    if (rule) rule.resources.push(resource);
    else
      rules.set(key, {
        apiGroups: [group],
        resources: [resource],
        verbs: [...verbs],
      });
  }
  return [...rules.values()];
}

/** ServiceAccount, its token and the ClusterRole with every right that the portal can use, to be applied with kubectl. */
export function accessManifest(): string {
  const subject = { kind: 'ServiceAccount', name: NAME, namespace: NAMESPACE };
  const metadata = { name: NAME, namespace: NAMESPACE };
  const documents = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        ...metadata,
        annotations: { 'kubernetes.io/service-account.name': NAME },
      },
      type: 'kubernetes.io/service-account-token',
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: NAME },
      rules: rulesOf(RIGHTS),
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: NAME },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: NAME,
      },
      subjects: [subject],
    },
  ];
  return documents.map(document => stringify(document)).join('---\n');
}

/** What goes into app-config.yaml to connect the cluster. */
export function connectionConfig(options: {
  name: string;
  context: string;
}): string {
  const { name, context } = options;
  return stringify({
    resourceManager: {
      clusters: [
        {
          name,
          connect: {
            kubeconfig: {
              file: `/etc/silogen-portal/${name}.kubeconfig`,
              context,
            },
          },
        },
      ],
    },
  });
}
