import type {
  Cluster,
  Me,
  Pool,
  Project,
  ProjectQuota,
  QuotaList,
  QuotaPreview,
  QuotaRow,
} from '@silogen/backstage-plugin-resource-manager-common';

/** What the tests of several pages stand on. */
export const GPU = 'amd.com/gpu';

export const administrator: Me = {
  userRef: 'user:default/ada',
  roles: ['administrator'],
  projects: [],
  may: {
    launch: true,
    manageQuotas: true,
    managePools: true,
    manageOrganisation: true,
    manageClusters: true,
  },
};

export const viewer: Me = {
  ...administrator,
  roles: ['viewer'],
  may: {
    launch: false,
    manageQuotas: false,
    managePools: false,
    manageOrganisation: false,
    manageClusters: false,
  },
};

export function quotaRow(overrides: Partial<QuotaRow> = {}): QuotaRow {
  return {
    project: 'team-nlp',
    projectTitle: 'Team NLP',
    department: 'research',
    departmentTitle: 'Research',
    cluster: 'sandbox',
    clusterTitle: 'Sandbox',
    pool: 'mi300x',
    poolTitle: 'MI300X',
    resource: GPU,
    access: 'guaranteed',
    guaranteed: '16',
    used: '18',
    borrowed: '2',
    waiting: '0',
    version: 3,
    sync: { state: 'applied' },
    ...overrides,
  };
}

export function quotaList(
  items: QuotaRow[],
  numbers: Partial<QuotaList['pools'][0]['numbers']> = {},
): QuotaList {
  return {
    items,
    pools: [
      {
        cluster: 'sandbox',
        clusterTitle: 'Sandbox',
        pool: 'mi300x',
        poolTitle: 'MI300X',
        resource: GPU,
        numbers: {
          capacity: '64',
          guaranteed: '56',
          unassigned: '8',
          used: '40',
          borrowed: '2',
          waiting: '0',
          ...numbers,
        },
      },
    ],
    errors: [],
    totalItems: items.length,
  };
}

export function projectQuota(
  overrides: Partial<ProjectQuota> = {},
): ProjectQuota {
  return {
    project: 'team-nlp',
    cluster: 'sandbox',
    version: 3,
    pools: [
      {
        pool: 'mi300x',
        access: 'guaranteed',
        resources: [{ resource: GPU, guaranteed: '16' }],
      },
    ],
    sync: { state: 'applied' },
    ...overrides,
  };
}

export const harmless: QuotaPreview = {
  problems: [],
  changes: [],
  suspended: [],
  started: [],
};

export function pool(overrides: Partial<Pool> = {}): Pool {
  return {
    cluster: 'sandbox',
    clusterTitle: 'Sandbox',
    name: 'mi300x',
    title: 'MI300X',
    kind: 'gpu',
    gpuModel: 'mi300x',
    vendor: 'amd',
    resource: GPU,
    selector: { 'kaiwo/gpu-model': 'mi300x' },
    version: 2,
    nodes: 8,
    readyNodes: 7,
    capacity: { [GPU]: '56' },
    numbers: {
      capacity: '56',
      guaranteed: '48',
      unassigned: '8',
      used: '40',
      borrowed: '4',
      waiting: '2',
    },
    sync: { state: 'applied' },
    ...overrides,
  };
}

export function cluster(overrides: Partial<Cluster> = {}): Cluster {
  return {
    name: 'sandbox',
    title: 'Sandbox',
    server: 'https://127.0.0.1:6443',
    simulated: true,
    speed: 60,
    reachable: true,
    since: '2026-11-20T08:00:00Z',
    observedAt: '2026-11-24T16:00:00Z',
    kubernetesVersion: 'v1.33.1',
    runtimes: { kueue: 'v1beta1', kaiwo: 'v1alpha1' },
    writer: 'kaiwo',
    takenOver: true,
    nodes: { total: 9, ready: 8 },
    gpus: [
      {
        model: 'mi300x',
        title: 'MI300X',
        vendor: 'amd',
        resource: GPU,
        total: 8,
        allocatable: 7,
        held: 3,
      },
    ],
    sync: { state: 'applied', appliedAt: '2026-11-24T15:00:00Z' },
    ...overrides,
  };
}

export function project(overrides: Partial<Project> = {}): Project {
  return {
    name: 'team-nlp',
    title: 'Team NLP',
    department: 'research',
    departmentTitle: 'Research',
    version: 5,
    state: 'ready',
    clusters: [{ cluster: 'sandbox', state: 'ready' }],
    members: [{ userRef: 'user:default/jane', role: 'member' }],
    myRole: null,
    activeRuns: 3,
    waitingRuns: 1,
    createdAt: '2026-01-01T00:00:00Z',
    ...overrides,
  };
}

export const research = {
  name: 'research',
  title: 'Research',
  version: 1,
  projects: 2,
};
