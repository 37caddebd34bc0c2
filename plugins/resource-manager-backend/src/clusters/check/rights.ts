/** What the portal does on a cluster, and the rights that it takes. Its ClusterRole is made of the same table. */
export interface Right {
  /** In plain words, for people. */
  purpose: string;
  /** API group; the empty string is the core group. */
  group: string;
  /** With its subresource behind a slash, as RBAC writes it. */
  resource: string;
  verbs: readonly string[];
  /** Needed only where this was found on the cluster. */
  where?: 'kaiwo' | 'kueue' | 'direct' | 'ray';
}

const READ = ['get', 'list', 'watch'];
const KUEUE = 'kueue.x-k8s.io';
const KAIWO = 'kaiwo.silogen.ai';

function queueRights(): Right[] {
  const written = [
    'clusterqueues',
    'localqueues',
    'resourceflavors',
    'workloadpriorityclasses',
    'cohorts',
  ];
  return [
    ...[...written, 'workloads'].map(
      (resource): Right => ({
        purpose: 'See quotas, queues and why a run waits',
        group: KUEUE,
        resource,
        verbs: READ,
        where: 'kueue',
      }),
    ),
    ...written.map(
      (resource): Right => ({
        purpose: 'Write quotas',
        group: KUEUE,
        resource,
        verbs: ['create', 'update', 'delete'],
        where: 'direct',
      }),
    ),
  ];
}

/** In the order in which a person would ask. */
export const RIGHTS: readonly Right[] = [
  {
    purpose: 'See nodes and their GPUs',
    group: '',
    resource: 'nodes',
    verbs: READ,
  },
  { purpose: 'Follow runs', group: '', resource: 'pods', verbs: READ },
  {
    purpose: 'Follow runs',
    group: '',
    resource: 'events',
    verbs: ['get', 'list'],
  },
  { purpose: 'Show logs', group: '', resource: 'pods/log', verbs: ['get'] },
  {
    purpose: 'Make namespaces of projects',
    group: '',
    resource: 'namespaces',
    verbs: [...READ, 'create', 'patch'],
  },
  {
    purpose: 'Offer the names of Secrets in forms',
    group: '',
    resource: 'secrets',
    verbs: ['list'],
  },
  {
    purpose: 'Open workspaces',
    group: '',
    resource: 'services',
    verbs: ['get', 'create'],
  },
  {
    purpose: 'Open workspaces',
    group: '',
    resource: 'services/proxy',
    verbs: ['get', 'create'],
  },
  {
    purpose: 'Launch and stop runs',
    group: 'batch',
    resource: 'jobs',
    verbs: [...READ, 'create', 'delete'],
  },
  {
    purpose: 'Launch and stop runs',
    group: 'apps',
    resource: 'deployments',
    verbs: [...READ, 'create', 'delete'],
  },
  {
    purpose: 'Launch and stop runs',
    group: 'ray.io',
    resource: 'rayjobs',
    verbs: [...READ, 'create', 'delete'],
    where: 'ray',
  },
  {
    purpose: 'Launch and stop runs',
    group: KAIWO,
    resource: 'kaiwojobs',
    verbs: [...READ, 'create', 'delete'],
    where: 'kaiwo',
  },
  {
    purpose: 'Launch and stop runs',
    group: KAIWO,
    resource: 'kaiwoservices',
    verbs: [...READ, 'create', 'delete'],
    where: 'kaiwo',
  },
  {
    purpose: 'Write quotas',
    group: KAIWO,
    resource: 'kaiwoqueueconfigs',
    verbs: [...READ, 'update'],
    where: 'kaiwo',
  },
  {
    purpose: 'See how Kaiwo is set up',
    group: 'config.kaiwo.silogen.ai',
    resource: 'kaiwoconfigs',
    verbs: READ,
    where: 'kaiwo',
  },
  ...queueRights(),
  // Cohorts carry caps, and Kaiwo does not write them.
  {
    purpose: 'Write quotas',
    group: KUEUE,
    resource: 'cohorts',
    verbs: ['create', 'update', 'delete'],
    where: 'kaiwo',
  },
];

/** What was found on a cluster. */
export interface Found {
  kaiwo: boolean;
  kueue: boolean;
  ray: boolean;
}

/** The rights that matter on a cluster with these parts. */
export function rightsFor(found: Found): Right[] {
  return RIGHTS.filter(({ where }) => {
    if (where === undefined) return true;
    if (where === 'direct') return found.kueue && !found.kaiwo;
    return found[where];
  });
}
