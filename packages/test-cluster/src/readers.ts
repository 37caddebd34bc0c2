import type { ClusterClient } from '@silogen/cluster-client';
import { applyAll } from './apply';

/** Lets the group of the read-only user see everything and change nothing. */
export async function allowReaders(client: ClusterClient): Promise<void> {
  await applyAll(client, [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'test-cluster-reader' },
      rules: [
        { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'test-cluster-reader' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'test-cluster-reader',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'test-cluster:readers',
        },
      ],
    },
  ]);
}
