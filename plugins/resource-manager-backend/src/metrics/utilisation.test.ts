import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { KubeObject } from '@silogen/cluster-client';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { node, viewOf } from '../__testUtils__/objects';
import type { ClusterConnection } from '../clusters/types';
import type { PoolSummary, ProjectFilter, ProjectRecord } from '../contracts';
import type { RunOfPod, RunsOfPods } from '../runs/store/RunsOfPods';
import { AuthorizedUtilisationService } from './AuthorizedUtilisationService';
import { GpuFacts } from './GpuFacts';
import { MetricsSource } from './MetricsSource';
import { readMetricsConfig } from './readMetricsConfig';
import { UtilisationReader } from './UtilisationReader';
import { WasteReader } from './WasteReader';
import { ConfigReader } from '@backstage/config';

const NOW = new Date('2026-11-24T12:00:00Z');
const GPU = 'amd.com/gpu';
const credentials = mockCredentials.user();

function pod(options: {
  name: string;
  namespace: string;
  gpus: number;
  phase?: string;
  node?: string;
  since?: string;
}): KubeObject {
  const {
    name,
    namespace,
    gpus,
    phase = 'Running',
    since = '2026-11-24T06:00:00Z',
  } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, uid: `uid-${name}`, creationTimestamp: since },
    spec: {
      nodeName: options.node ?? 'n1',
      containers: [
        { name: 'main', resources: { limits: { [GPU]: String(gpus) } } },
      ],
    },
    status: { phase, startTime: since },
  } as KubeObject;
}

const view = viewOf({
  Node: [
    node({
      name: 'n1',
      labels: { pool: 'big' },
      allocatable: { cpu: '8', [GPU]: '8' },
    }),
    node({ name: 'n2', allocatable: { cpu: '8', [GPU]: '8' }, cordoned: true }),
    node({ name: 'cpu' }),
  ],
  Pod: [
    pod({ name: 'train', namespace: 'team-a', gpus: 4 }),
    pod({ name: 'lab', namespace: 'team-a', gpus: 2 }),
    pod({ name: 'serve', namespace: 'team-b', gpus: 1 }),
    pod({
      name: 'slow',
      namespace: 'team-b',
      gpus: 1,
      phase: 'Pending',
      since: '2026-11-24T11:00:00Z',
    }),
    pod({ name: 'stray', namespace: 'default', gpus: 2, node: 'n2' }),
    pod({ name: 'done', namespace: 'team-a', gpus: 8, phase: 'Succeeded' }),
    pod({ name: 'ghost', namespace: 'team-a', gpus: 8, node: 'gone' }),
  ],
});
const connection = {
  name: 'c1',
  title: 'Cluster 1',
  view,
  reachability: () => ({ reachable: true, since: NOW }),
  admissionWorld: () => ({
    clusterQueues: [],
    cohorts: [],
    flavors: [],
    workloads: [],
  }),
} as unknown as ClusterConnection;
const projects = ['team-a', 'team-b'].map(
  name =>
    ({
      name,
      title: name,
      department: 'research',
      departmentTitle: 'Research',
    } as ProjectRecord),
);
const runs = new Map<string, RunOfPod>([
  [
    'uid-train',
    {
      id: 'r-train',
      name: 'Train',
      type: 'fine-tuning',
      project: 'team-a',
      owner: 'user:default/ada',
    },
  ],
  [
    'uid-lab',
    {
      id: 'r-lab',
      name: 'Lab',
      type: 'workspace',
      project: 'team-a',
      owner: 'user:default/ada',
    },
  ],
  [
    'uid-serve',
    { id: 'r-serve', name: 'Serve', type: 'inference', project: 'team-b' },
  ],
]);

/** Answers by what is counted, as a source does that knows the cluster above. */
const samples = {
  busy: { 'team-a/train': 4 },
  idle: { 'team-a/lab': 2, 'team-b/serve': 1, 'default/stray': 2 },
};

describe('utilisation of one cluster', () => {
  let server: Server;
  let asked: string[];
  let filters: Record<string, ProjectFilter>;

  beforeEach(async () => {
    asked = [];
    filters = {
      'resource-manager.project.read': 'all',
      'resource-manager.run.read': 'all',
    };
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const form = new URLSearchParams(Buffer.concat(chunks).toString());
        const query = form.get('query') ?? '';
        asked.push(query);
        const isRange = request.url?.endsWith('query_range');
        const end = form.get('end') ?? '';
        const counts = query.includes('>= 5') ? samples.busy : samples.idle;
        const result = Object.entries(
          query.startsWith('count') ? counts : {},
        ).map(([key, value]) => {
          const [namespace, name] = key.split('/');
          const metric = { k8s_cluster_name: 'c1', namespace, pod: name };
          return isRange
            ? { metric, values: [[Number(end), String(value)]] }
            : { metric, value: [0, String(value)] };
        });
        const installed =
          isRange && query.includes('kube_node_status_capacity');
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({
            status: 'success',
            data: {
              resultType: isRange ? 'matrix' : 'vector',
              result: installed
                ? [
                    {
                      metric: { k8s_cluster_name: 'c1' },
                      values: [[Number(end), '16']],
                    },
                  ]
                : result,
            },
          }),
        );
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  function service() {
    const clusters = [{ name: 'c1' }];
    const now = () => NOW;
    const source = MetricsSource.create({
      config: readMetricsConfig(
        new ConfigReader({
          baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        }),
        clusters,
      )!,
      clusters: ['c1'],
      logger: mockServices.logger.mock(),
      now,
    });
    const facts = GpuFacts.create({
      clusters: {
        list: () => [connection],
        get: () => connection,
        find: () => connection,
      },
      pools: {
        list: async () => [
          {
            cluster: 'c1',
            name: 'big',
            title: 'Big',
            kind: 'gpu',
            resource: GPU,
            selector: { pool: 'big' },
            position: 0,
          } as PoolSummary,
        ],
      },
      projects: { list: async () => projects },
    });
    return AuthorizedUtilisationService.create({
      utilisation: UtilisationReader.create({ facts, source, now }),
      wastes: WasteReader.create({
        facts,
        source,
        now,
        runs: { holdingGpus: async () => runs } as unknown as RunsOfPods,
      }),
      access: {
        filterFor: async ({ name }) => filters[name],
        allowedIn: async () => false,
      },
      projects: {
        names: async filter => (filter === 'none' ? [] : ['team-b']),
      },
    });
  }

  const only: ProjectFilter = { userRef: 'user:default/eve' };

  it('counts every GPU once, and what is in no pool or project by itself', async () => {
    const data = await service().get(
      { by: 'pool', range: '1h' },
      { credentials },
    );
    expect(data).toMatchObject({
      scope: 'organisation',
      source: { status: 'ok' },
      gpus: {
        capacity: 16,
        held: 10,
        busy: 4,
        heldIdle: 5,
        unmeasured: 0,
        reserved: 1,
        free: 0,
        unavailable: 6,
      },
    });
    expect(
      data.rows.map(({ key, gpus }) => [
        key,
        gpus.capacity,
        gpus.held,
        gpus.unavailable,
      ]),
    ).toEqual([
      ['c1/big', 8, 8, 0],
      [undefined, 8, 2, 6],
    ]);
    const byProject = await service().get(
      { by: 'project', range: '1h' },
      { credentials },
    );
    expect(byProject.rows.map(({ key, gpus }) => [key, gpus.held])).toEqual([
      ['team-a', 6],
      ['team-b', 2],
      [undefined, 2],
    ]);
  });

  it('shows someone only what their projects hold', async () => {
    filters['resource-manager.project.read'] = only;
    const data = await service().get(
      { by: 'project', range: '1h' },
      { credentials },
    );
    expect(data.scope).toBe('projects');
    expect(data.gpus).toEqual({
      held: 2,
      busy: 0,
      heldIdle: 1,
      unmeasured: 0,
      reserved: 1,
    });
    expect(data.rows.map(({ key }) => key)).toEqual(['team-b']);
    expect(data.history?.columns).not.toHaveProperty('capacity');
    expect(JSON.stringify(data)).not.toContain('team-a');
  });

  it('shows nobody nothing', async () => {
    filters['resource-manager.project.read'] = 'none';
    const data = await service().get(
      { by: 'project', range: '1h' },
      { credentials },
    );
    expect(data).toMatchObject({
      scope: 'projects',
      rows: [],
      gpus: { held: 0 },
    });
  });

  it('asks nine questions for a page, and two for the wastes', async () => {
    const one = service();
    await one.get({ by: 'department', range: '24h' }, { credentials });
    expect(asked).toHaveLength(9);
    await one.wastes({ credentials });
    expect(asked).toHaveLength(11);
  });

  it('lists idle runs and slow starts by GPU-hours, but no endpoint', async () => {
    const { items, totalItems } = await service().wastes({ credentials });
    expect(totalItems).toBe(3);
    expect(items).toMatchObject([
      { kind: 'reserved', namespace: 'team-b', gpus: 1, gpuHours: 1 },
      {
        kind: 'idle',
        run: { id: 'r-lab', name: 'Lab', owner: 'user:default/ada' },
        gpus: 2,
        since: '2026-11-24T11:50:00.000Z',
      },
      { kind: 'idle', namespace: 'default', gpus: 2 },
    ]);
    expect(items[2]).not.toHaveProperty('project', expect.anything());
  });

  it('names run and owner only to those who may open the run', async () => {
    filters['resource-manager.run.read'] = only;
    const { items } = await service().wastes({ credentials });
    const lab = items.find(({ project }) => project === 'team-a');
    expect(lab).toMatchObject({ type: 'workspace', gpus: 2 });
    expect(lab?.run).toBeUndefined();
    expect(JSON.stringify(items)).not.toContain('user:default/ada');
  });
});
